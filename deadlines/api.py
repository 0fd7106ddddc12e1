"""What is owed and which days are worked, for other systems: read only."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ReadOnlyModelViewSet

from common.api import ReadOnly
from deadlines.filters import ObligationFilter, state_of
from deadlines.lights import light_of
from deadlines.models import Obligation
from deadlines.own import debtor_of, page_of
from deadlines.seeing import NAMES
from deadlines.views.workdays import known
from deadlines.workdays import stamped
from deadlines.year_days import facts_of
from members.api import seat_of
from workflow.models import Case

TENTATIVE = "所涉年度的放假安排尚未公布，期限为暂定；公布后重新核定。"


class CaseSerializer(serializers.Serializer[Case]):
    """The case that something is owed for, and its page on the site."""

    uid = serializers.UUIDField()
    kind = serializers.SerializerMethodField()
    caption = serializers.CharField()
    url = serializers.SerializerMethodField()

    def get_kind(self, case: Case) -> str:
        return NAMES[case.kind]

    def get_url(self, case: Case) -> str:
        return f"{settings.SITE_URL}{page_of(case)}"


class ObligationSerializer(serializers.Serializer[Obligation]):
    """light: null once nothing is owed any more."""

    id = serializers.IntegerField()
    kind = serializers.CharField()
    label = serializers.CharField(source="get_kind_display")  # type: ignore[assignment]
    case = CaseSerializer()
    debtor = serializers.SerializerMethodField()
    counted_from = serializers.DateField()
    due_on = serializers.DateField()
    first_due_on = serializers.DateField()
    provisional = serializers.BooleanField()
    provisional_note = serializers.SerializerMethodField()
    due_version = serializers.IntegerField()
    state = serializers.SerializerMethodField()
    light = serializers.SerializerMethodField()

    def get_debtor(self, owed: Obligation) -> str:
        return debtor_of(owed)

    def get_provisional_note(self, owed: Obligation) -> str:
        return TENTATIVE if owed.provisional else ""

    def get_state(self, owed: Obligation) -> str:
        return state_of(owed)

    def get_light(self, owed: Obligation) -> dict[str, str] | None:
        if state_of(owed) in ("met", "cancelled"):
            return None
        light = light_of(owed)
        return {"level": light.level, "text": light.text}


class Obligations(ReadOnly, ReadOnlyModelViewSet[Obligation]):
    """GET /api/v1/obligations/ and /api/v1/obligations/<id>/."""

    kind = "deadlines"
    serializer_class = ObligationSerializer
    queryset = Obligation.objects.none()
    filterset_class = ObligationFilter
    lookup_value_converter = "int"

    def get_queryset(self) -> QuerySet[Obligation]:
        seen = Obligation.objects.visible_to(seat_of(self.request))
        rows: QuerySet[Obligation] = stamped(seen).select_related("case", "unit")
        return rows


class DaySerializer(serializers.Serializer[Any]):
    """A day that is worked or not against the rule of the week, or said something of."""

    date = serializers.DateField()
    working = serializers.BooleanField()
    name = serializers.CharField()
    source = serializers.CharField()  # type: ignore[assignment]
    local = serializers.BooleanField()
    provisional = serializers.BooleanField()


class YearSerializer(serializers.Serializer[Any]):
    year = serializers.IntegerField()
    published = serializers.BooleanField()
    provisional = serializers.BooleanField()
    source = serializers.CharField()  # type: ignore[assignment]
    special_days = DaySerializer(many=True)


class CalendarYears(ReadOnly):
    """GET /api/v1/calendar/<year>/."""

    kind = "deadlines"

    @extend_schema(responses=YearSerializer)
    def get(self, request: Request, year: int) -> Response:
        known(year)
        facts: dict[str, Any] = facts_of(seat_of(request).committee_id, year)._asdict()
        days = [one._asdict() for one in facts["special_days"]]
        return Response(facts | {"special_days": days})
