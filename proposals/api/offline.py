"""/api/v1/offline/: what is handled on paper, known by a neutral title and nothing else."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from rest_framework import serializers

from common.bodies import Sent
from common.written import Pieces, address
from members.api import seat_of
from members.api_births import Births
from members.api_rows import READING
from members.copies import Source
from members.models import Seat
from proposals.api.affairs import AffairRows, AffairSerializer
from proposals.api.meetings import OfSession
from proposals.forms import RegisterOffline
from proposals.models import OfflineMatter
from proposals.views.offline import OfflineAction, OfflineList, registered
from proposals.workflow import OfflineAction as Verb
from workflow.hand import Hand


class OfflineSerializer(AffairSerializer):
    title = serializers.CharField()
    session = serializers.CharField(source="session.name")
    registered_on = serializers.DateField()
    handled_by = serializers.CharField()
    note = serializers.CharField()
    closed_on = serializers.DateField(allow_null=True)

    def spell_url(self) -> Pieces:
        return address("proposals:offline_matter")


class OfflineFilter(OfSession):
    status = django_filters.ChoiceFilter(label="状态", choices=OfflineMatter.Status.choices)


class OfflineBirths(Births):
    roles, refusal, verb = OfflineList.roles, OfflineList.only_for, Verb.REGISTER
    model = OfflineMatter

    def form(self, sent: Sent, seat: Seat) -> RegisterOffline:
        return RegisterOffline(sent.words)

    def deed(self, seat: Seat, told: dict[str, Any], by: Hand) -> OfflineMatter:
        return registered(seat, told, by)


@READING
class Offline(OfflineBirths, AffairRows):
    http_method_names = ["get", "head", "post"]
    kind = "offline"
    serializer_class = OfflineSerializer
    filterset_class = OfflineFilter
    queryset = OfflineMatter.objects.none()
    page = OfflineAction

    def rows(self) -> QuerySet[OfflineMatter]:
        seen: Any = OfflineMatter.objects.visible_to(seat_of(self.request))
        return seen.select_related("case", "session")  # type: ignore[no-any-return]


SOURCE = Source(
    *("offline", "offline", OfflineMatter.kind()),
    OfflineMatter.objects.visible_to,
    OfflineSerializer,
    OfflineSerializer.EXPANDS,
)
