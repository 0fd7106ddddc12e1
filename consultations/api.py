"""GET /api/v1/consultations/ and tasks/: what is there, for the seat."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db.models import Case, OuterRef, Prefetch, QuerySet, Value, When
from django.db.models.functions import Concat
from rest_framework import serializers

from common.fields import Chosen
from common.written import TEXT, Pieces, address, said
from consultations.api_births import Births
from consultations.columns import ConsultationFilter
from consultations.columns_tasks import TaskFilter, tasks_told
from consultations.models import Consultation, Task
from consultations.views.actions import ConsultationAction, PartAction
from consultations.views.births import NewPlan
from members.api import seat_of
from members.api_rows import READING, CasePages, Rows
from members.models import Seat


class TaskSerializer(Chosen[Task]):
    id = serializers.IntegerField(source="pk")
    consultation = serializers.UUIDField(source="consultation.case.uid")
    version = serializers.IntegerField(source="consultation.case.version")
    status = serializers.CharField()
    status_label = serializers.CharField(source="get_status_display")
    number = serializers.IntegerField()
    what = serializers.CharField()
    level = serializers.CharField()
    unit = serializers.CharField(source="unit.name", default=None, allow_null=True)
    quantity = serializers.DecimalField(12, 2, allow_null=True)
    measure = serializers.CharField()
    money = serializers.DecimalField(14, 2, allow_null=True)
    due_on = serializers.DateField()
    signed_on = serializers.DateField(allow_null=True)
    reported_on = serializers.DateField(allow_null=True)
    done_on = serializers.DateField(allow_null=True)


class ConsultationSerializer(Chosen[Consultation]):
    EXPANDS: ClassVar[tuple[str, ...]] = ("tasks",)

    uid = serializers.UUIDField(source="case.uid")
    version = serializers.IntegerField(source="case.version")
    url = serializers.SerializerMethodField()
    status = serializers.CharField()
    status_label = serializers.CharField(source="get_status_display")
    title = serializers.CharField()
    township = serializers.CharField(source="township.name")
    county = serializers.CharField(source="township.committee.short_name")
    villages = serializers.CharField()
    planned_on = serializers.DateField()
    held_on = serializers.DateField(allow_null=True)
    filing_number = serializers.CharField(source="label")
    filed_on = serializers.DateField(allow_null=True)
    done_on = serializers.DateField(allow_null=True)
    tasks = TaskSerializer(many=True, source="told_tasks")

    def get_url(self, row: Consultation) -> str:
        return f"{settings.SITE_URL}{row.get_absolute_url()}"

    def spell_url(self) -> Pieces:
        return address("consultations:detail")

    def spell_filing_number(self) -> Pieces:
        number = Concat(
            "filing_year", Value("年第"), "filing_number", Value("号"), output_field=TEXT
        )
        filed = When(filing_number__gt=0, then=number)
        return said(Case(filed, default=Value(""), output_field=TEXT))

    def spell_tasks(self) -> QuerySet[Task]:
        told = tasks_told(self.context["request"].seat)
        return told.filter(consultation=OuterRef("pk")).order_by("pk")


def with_told(rows: Any, name: str, seat: Seat) -> QuerySet[Consultation]:
    """Consultations with what hangs on them."""
    tasks = Prefetch("tasks", tasks_told(seat).order_by("pk"), to_attr="told_tasks")
    return rows.prefetch_related(tasks)  # type: ignore[no-any-return]


@READING
class Consultations(Births, Rows[Consultation]):
    http_method_names = ["get", "head", "post"]
    kind, begins = "consultations", NewPlan
    serializer_class = ConsultationSerializer
    filterset_class = ConsultationFilter
    pagination_class = CasePages
    lookup_field, lookup_url_kwarg = "case__uid", "uid"
    lookup_value_converter = "uuid"
    queryset = Consultation.objects.none()
    page = ConsultationAction

    def rows(self) -> QuerySet[Consultation]:
        seen = Consultation.objects.visible_to(seat_of(self.request))
        rows: QuerySet[Consultation] = seen.select_related("case", "township__committee")
        return rows

    def expanded(self, rows: QuerySet[Consultation], name: str) -> QuerySet[Consultation]:
        return with_told(rows, name, seat_of(self.request))


@READING
class Tasks(Rows[Task]):
    kind = "tasks"
    serializer_class = TaskSerializer
    filterset_class = TaskFilter
    lookup_value_converter = "int"
    queryset = Task.objects.none()
    page = PartAction

    def rows(self) -> QuerySet[Task]:
        return tasks_told(seat_of(self.request))

    def place_of(self, row: Any) -> dict[str, Any]:
        return {"uid": row.case.uid, "part": "tasks", "pk": row.pk}
