"""/api/v1/opinions/: what is there, for the seat; what a reader may not know is null."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db.models import Prefetch, Q, QuerySet
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_field, extend_schema_view
from rest_framework import serializers

from common.fields import Chosen
from members.api import seat_of
from members.api_actions import Act
from members.api_rows import READING, CasePages, Rows
from members.models import Seat
from opinions.columns import UNITS, OpinionFilter
from opinions.models import Forwarding, Instruction, Noted, Opinion
from opinions.querysets import forwarded_to
from opinions.showing import inside, written
from opinions.views.actions import OpinionAction, PartAction


class ForwardingSerializer(serializers.Serializer[Forwarding]):
    id = serializers.IntegerField(source="pk")
    unit = serializers.CharField(source="unit.name")
    status = serializers.CharField()
    status_label = serializers.CharField(source="get_status_display")
    due_on = serializers.DateField()
    result = serializers.CharField()
    result_label = serializers.CharField(source="get_result_display")
    outcome = serializers.CharField()
    answered_on = serializers.DateField(allow_null=True)


class InstructionSerializer(serializers.Serializer[Instruction]):
    """Who wrote the opinion learns who wrote on it and when, but not what."""

    id = serializers.IntegerField(source="pk")
    leader = serializers.CharField()
    on = serializers.DateField()
    text = serializers.SerializerMethodField()

    def get_text(self, row: Instruction) -> str | None:
        seat = seat_of(self.context["request"])
        return row.text if inside(row.opinion, seat) or seat.role in UNITS else None


class OpinionSerializer(Chosen[Opinion]):
    """Units and the committee above read what was issued, not who wrote it and how."""

    EXPANDS: ClassVar[tuple[str, ...]] = ("body", "forwardings", "instructions")

    uid = serializers.UUIDField(source="case.uid")
    version = serializers.IntegerField(source="case.version")
    url = serializers.SerializerMethodField()
    status = serializers.CharField()
    status_label = serializers.CharField(source="get_status_display")
    form = serializers.CharField()
    title = serializers.CharField(source="__str__")
    committee = serializers.CharField(source="committee.name")
    writer = serializers.SerializerMethodField()
    receipt = serializers.SerializerMethodField()
    submitted_on = serializers.SerializerMethodField()
    combined_into = serializers.SerializerMethodField()
    issue = serializers.CharField(source="label")
    issued_on = serializers.DateField(allow_null=True)
    recipients = serializers.CharField()
    sent_up = serializers.BooleanField()
    done_on = serializers.DateField(allow_null=True)
    body = serializers.CharField(source="text")
    forwardings = ForwardingSerializer(many=True, source="told_forwardings")
    instructions = InstructionSerializer(many=True, source="told_instructions")

    def knows(self, row: Opinion) -> bool:
        return written(row, seat_of(self.context["request"]))

    def get_url(self, row: Opinion) -> str:
        return f"{settings.SITE_URL}{row.get_absolute_url()}"

    def get_writer(self, row: Opinion) -> str | None:
        return str(row.writer or "") if self.knows(row) else None

    def get_receipt(self, row: Opinion) -> str | None:
        return row.received_as if self.knows(row) else None

    @extend_schema_field(OpenApiTypes.DATE)
    def get_submitted_on(self, row: Opinion) -> str | None:
        return row.submitted_on.isoformat() if self.knows(row) else None

    def get_combined_into(self, row: Opinion) -> str | None:
        """For the committee's own people only: a writer does not open the whole."""
        whole = row.combined_into
        mine = inside(row, seat_of(self.context["request"]))
        return str(whole.case.uid) if whole and mine else None


def opinions_told(seat: Seat) -> QuerySet[Opinion]:
    seen: QuerySet[Opinion] = Opinion.objects.visible_to(seat).for_list()
    return seen.select_related("combined_into__case")


def parts_told(seat: Seat) -> Q:
    """Which parts: all to whom the opinion is near, to a unit its own, to those above none."""
    if seat.role in UNITS:
        return forwarded_to(seat)
    return near(seat)


def near(seat: Seat) -> Q:
    return Q(opinion__committee=seat.committee_id)


def with_told(rows: Any, name: str, seat: Seat) -> QuerySet[Opinion]:
    """Opinions with their text, or with what the seat may know of their parts."""
    if name == "body":
        return rows.defer(None)  # type: ignore[no-any-return]
    if name == "forwardings":
        parts: QuerySet[Any] = Forwarding.objects.filter(parts_told(seat)).select_related("unit")
    else:
        parts = Instruction.objects.filter(near(seat), status=Noted.RECORDED)
        parts = parts.select_related("opinion")
    told = Prefetch(name, parts.order_by("pk"), to_attr=f"told_{name}")
    return rows.prefetch_related(told)  # type: ignore[no-any-return]


@READING
class Opinions(Rows[Opinion]):
    kind = "opinions"
    serializer_class = OpinionSerializer
    filterset_class = OpinionFilter
    pagination_class = CasePages
    lookup_field, lookup_url_kwarg = "case__uid", "uid"
    lookup_value_converter = "uuid"
    queryset = Opinion.objects.none()
    page = OpinionAction

    def rows(self) -> QuerySet[Opinion]:
        return opinions_told(seat_of(self.request))

    def expanded(self, rows: QuerySet[Opinion], name: str) -> QuerySet[Opinion]:
        return with_told(rows, name, seat_of(self.request))


class OpinionAct(Act):
    kind, page = "opinions", OpinionAction


@extend_schema_view(post=extend_schema(operation_id="opinions_parts_actions_create"))
class OpinionPartAct(Act):
    """kind is in the address: forwardings, instructions."""

    page = PartAction
