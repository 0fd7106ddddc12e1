"""/api/v1/follow-ups/ and their visits: 跟踪检查, to each seat as far as its page tells."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

import django_filters
from django.db.models import Case, F, OuterRef, Prefetch, QuerySet, Value, When
from django.db.models.functions import Coalesce, Concat
from rest_framework import serializers

from common.bodies import Sent
from common.fields import Chosen
from common.written import TEXT, Pieces, address, quoted, said
from members.api import seat_of
from members.api_actions import Act
from members.api_births import Births
from members.api_rows import READING, Rows
from members.copies import Source
from members.models import Seat
from proposals.api.affairs import AffairRows, AffairSerializer
from proposals.api.serializers import LineSerializer
from proposals.columns_supervising import FollowUpFilter
from proposals.forms.follow_up import StartFollowUp
from proposals.models import FollowUp, Visit
from proposals.services import follow_up as services
from proposals.views.follow_up import FollowUpAction, NewFollowUp, VisitAction
from proposals.workflow import FollowUpAction as Verb
from workflow.hand import Hand

VISITS = "follow-up-visits"  # in scopes, where `visits` are those of consultations


class OfCommittee(serializers.Serializer[Any]):
    def inside(self) -> bool:
        """Whether its own people ask."""
        return seat_of(self.context["request"]).is_staff_of_committee


class VisitSerializer(OfCommittee, Chosen[Visit]):
    """What a visit found. Which case it was, members and experts know by its number; what became
    of it there, as far as it is a matter of this case, by whose version it is known."""

    id = serializers.IntegerField(source="pk")
    follow_up = serializers.UUIDField(source="follow_up.case.uid")
    version = serializers.IntegerField(source="follow_up.case.version")
    status = serializers.CharField()
    status_label = serializers.CharField(source="get_status_display")
    proposal = serializers.SerializerMethodField()
    number = serializers.IntegerField(source="proposal.number", allow_null=True)
    grade = LineSerializer()
    visitor = serializers.CharField()
    visited_on = serializers.DateField(allow_null=True)
    finding = serializers.CharField()
    finding_label = serializers.CharField(source="get_finding_display")
    words = serializers.CharField()
    outcomes = serializers.SerializerMethodField()
    settled_on = serializers.DateField(allow_null=True)

    def get_proposal(self, row: Visit) -> str | None:
        return str(row.proposal.case.uid) if self.inside() else None

    def get_outcomes(self, row: Visit) -> list[str]:
        """Codes. That a grade was asked for besides stays inside: it is decided in another case,
        whose page tells others then."""
        told = [Visit.Outcome.PROMISE.value] * bool(row.promise_id)
        if row.regrading_id and self.inside():
            told.append(Visit.Outcome.GRADE.value)
        return told or [row.outcome] * bool(row.outcome)

    def spell_proposal(self) -> Pieces:
        return quoted(F("proposal__case__uid")) if self.inside() else ["null"]

    def spell_visitor(self) -> Pieces:
        return said(Coalesce("member__name", Value(Visit.POOL), output_field=TEXT), nullable=False)

    def spell_outcomes(self) -> Pieces:
        promise, grade = (f'"{one}"' for one in (Visit.Outcome.PROMISE, Visit.Outcome.GRADE))
        owed, asked = {"promise__isnull": False}, {"regrading__isnull": False}
        known = [When(**owed, then=Value(promise))]
        if self.inside():
            both = When(**owed, **asked, then=Value(f"{promise},{grade}"))
            known = [both, *known, When(**asked, then=Value(grade))]
        one = Concat(Value('"'), F("outcome"), Value('"'), output_field=TEXT)
        nothing = When(outcome="", then=Value(""))
        return ["[", Case(*known, nothing, default=one, output_field=TEXT), "]"]


class FollowUpSerializer(OfCommittee, AffairSerializer):
    EXPANDS: ClassVar[tuple[str, ...]] = ("visits",)
    KINDS: ClassVar[Mapping[str, str]] = {"visits": VISITS}

    name = serializers.CharField()
    session = serializers.CharField(source="session.name")
    manner = serializers.CharField()
    manner_label = serializers.CharField(source="get_manner_display")
    grades = serializers.CharField()
    population = serializers.IntegerField()
    size = serializers.IntegerField(allow_null=True)
    seed = serializers.SerializerMethodField()
    started_on = serializers.DateField()
    due_on = serializers.DateField()
    conclusion = serializers.CharField()
    ended_on = serializers.DateField(allow_null=True)
    visits = VisitSerializer(many=True, source="told_visits")

    def get_seed(self, row: FollowUp) -> str | None:
        """For the committee, who can draw again what was drawn."""
        return row.seed if self.inside() else None

    def spell_url(self) -> Pieces:
        return address("proposals:follow_up")

    def spell_seed(self) -> Pieces:
        return said(F("seed")) if self.inside() else ["null"]

    def spell_visits(self) -> QuerySet[Visit]:
        told = visits_told(seat_of(self.context["request"]))
        return told.filter(follow_up=OuterRef("pk")).order_by("pk")


def visits_told(seat: Seat) -> QuerySet[Visit]:
    beside = ("follow_up__case", "proposal__case", "grade", "member")
    return Visit.objects.visible_to(seat).select_related(*beside)


class VisitFilter(django_filters.FilterSet):
    follow_up = django_filters.UUIDFilter(label="跟踪检查", field_name="follow_up__case__uid")
    status = django_filters.ChoiceFilter(label="状态", choices=Visit.Status.choices)
    finding = django_filters.ChoiceFilter(label="走访结论", choices=Visit.Finding.choices)


class FollowUpBirths(Births):
    """开展, with whoever visits: the visits are dealt out in the same press."""

    roles, refusal, verb, model = NewFollowUp.roles, NewFollowUp.refusal, Verb.START, FollowUp

    def form(self, sent: Sent, seat: Seat) -> StartFollowUp:
        return StartFollowUp(sent.words, seat=seat)

    def deed(self, seat: Seat, told: dict[str, Any], by: Hand) -> FollowUp:
        return services.start_follow_up(by=by, **told)


@READING
class FollowUps(FollowUpBirths, AffairRows):
    http_method_names = ["get", "head", "post"]
    kind = "follow-ups"
    serializer_class = FollowUpSerializer
    filterset_class = FollowUpFilter
    queryset = FollowUp.objects.none()
    page = FollowUpAction

    def rows(self) -> QuerySet[FollowUp]:
        return FollowUp.objects.visible_to(seat_of(self.request)).select_related("case", "session")

    def expanded(self, rows: QuerySet[Any], name: str) -> QuerySet[FollowUp]:
        visits = visits_told(seat_of(self.request)).order_by("pk")
        return rows.prefetch_related(Prefetch(name, visits, to_attr="told_visits"))


@READING
class Visits(Rows[Visit]):
    kind = VISITS
    serializer_class = VisitSerializer
    filterset_class = VisitFilter
    lookup_value_converter = "int"
    queryset = Visit.objects.none()
    page = VisitAction

    def rows(self) -> QuerySet[Visit]:
        return visits_told(seat_of(self.request))

    def place_of(self, row: Any) -> dict[str, Any]:
        return {"uid": row.case.uid, "pk": row.pk}


class FollowUpAct(Act):
    kind, page = "follow-ups", FollowUpAction


class VisitAct(Act):
    kind, page = VISITS, VisitAction


SOURCE = Source(
    *("follow-up", "follow-ups", FollowUp.kind()),
    FollowUp.objects.visible_to,
    FollowUpSerializer,
    FollowUpSerializer.EXPANDS,
)
