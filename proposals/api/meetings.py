"""/api/v1/meetings/: review meetings with what they have to decide, for the committee's people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

import django_filters
from django.db.models import OuterRef, Prefetch, QuerySet
from rest_framework import serializers

from common.bodies import Sent
from common.written import Pieces, address
from members.api import seat_of
from members.api_births import Births
from members.api_rows import READING
from members.copies import Source
from members.forms_named import SessionFilter
from members.models import Seat
from proposals.api.affairs import AffairRows, AffairSerializer
from proposals.choices import sessions_here
from proposals.forms import Convene
from proposals.models import AgendaItem, ReviewMeeting
from proposals.views.actions import MeetingAction
from proposals.views.meetings import ConveneMeeting, convened, convening
from proposals.workflow import MeetingAction as Verb
from workflow.hand import Hand


class AgendaItemSerializer(serializers.Serializer[AgendaItem]):
    """Which case comes when; how it stands is told by the case."""

    position = serializers.IntegerField()
    proposal = serializers.UUIDField(source="proposal.case.uid")


class MeetingSerializer(AffairSerializer):
    EXPANDS: ClassVar[tuple[str, ...]] = ("items",)
    KINDS: ClassVar[Mapping[str, str]] = {"items": ""}  # an agenda belongs to its meeting

    name = serializers.CharField()
    session = serializers.CharField(source="session.name")
    occasion = serializers.CharField()
    held_on = serializers.DateField()
    minutes = serializers.CharField()
    items = AgendaItemSerializer(many=True, source="told_items")

    def spell_url(self) -> Pieces:
        return address("proposals:meeting")

    def spell_items(self) -> QuerySet[AgendaItem]:
        return AgendaItem.objects.filter(meeting=OuterRef("pk")).order_by("position")


class OfSession(django_filters.FilterSet):
    session = SessionFilter(
        label="届次",
        queryset=sessions_here,  # type: ignore[arg-type]
    )


class MeetingFilter(OfSession):
    status = django_filters.ChoiceFilter(label="状态", choices=ReviewMeeting.Status.choices)


class MeetingBirths(Births):
    """召集, with the cases that it is to decide."""

    roles, refusal, verb = ConveneMeeting.roles, ConveneMeeting.only_for, Verb.CONVENE
    model = ReviewMeeting

    def form(self, sent: Sent, seat: Seat) -> Convene:
        return convening(seat, sent.words)

    def deed(self, seat: Seat, told: dict[str, Any], by: Hand) -> ReviewMeeting:
        return convened(seat, told, by)


@READING
class Meetings(MeetingBirths, AffairRows):
    http_method_names = ["get", "head", "post"]
    kind = "meetings"
    serializer_class = MeetingSerializer
    filterset_class = MeetingFilter
    queryset = ReviewMeeting.objects.none()
    page = MeetingAction

    def rows(self) -> QuerySet[ReviewMeeting]:
        seen: Any = ReviewMeeting.objects.visible_to(seat_of(self.request))
        return seen.select_related("case", "session")  # type: ignore[no-any-return]

    def expanded(self, rows: QuerySet[Any], name: str) -> QuerySet[ReviewMeeting]:
        items = AgendaItem.objects.select_related("proposal__case").order_by("position")
        return rows.prefetch_related(Prefetch(name, items, to_attr="told_items"))


SOURCE = Source(
    *("meeting", "meetings", ReviewMeeting.kind()),
    ReviewMeeting.objects.visible_to,
    MeetingSerializer,
    MeetingSerializer.EXPANDS,
)
