"""/api/v1/gatherings/ and villages/: 观摩会等活动 and 文明村寨, as their pages show them."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import OuterRef, QuerySet
from rest_framework import serializers

from common.fields import Chosen
from common.written import Pieces, address
from consultations.api_births import Births
from consultations.columns_around import GatheringFilter, VillageFilter
from consultations.models import CivicVillage, Gathering, Invitation
from consultations.views.gatherings import GatheringAction, NewGathering
from consultations.views.villages import NewVillage, VillageAction
from members.api import seat_of
from members.api_actions import Act
from members.api_rows import READING, CasePages, Rows
from members.models import Seat


class InvitationSerializer(serializers.Serializer[Any]):
    township = serializers.CharField(source="township.name")
    county = serializers.CharField(source="township.committee.short_name")
    present = serializers.BooleanField(allow_null=True)


class AroundSerializer(Chosen[Any]):
    uid = serializers.UUIDField(source="case.uid")
    version = serializers.IntegerField(source="case.version")
    url = serializers.SerializerMethodField()
    status = serializers.CharField()
    status_label = serializers.CharField(source="get_status_display")

    def get_url(self, row: Any) -> str:
        return f"{settings.SITE_URL}{row.get_absolute_url()}"


class GatheringSerializer(AroundSerializer):
    sort = serializers.CharField(source="sort.label")
    title = serializers.CharField()
    planned_on = serializers.DateField()
    held_on = serializers.DateField(allow_null=True)
    place = serializers.CharField()
    host = serializers.CharField(source="host.name", default=None, allow_null=True)
    host_county = serializers.CharField(
        source="host.committee.short_name", default=None, allow_null=True
    )
    number = serializers.IntegerField(allow_null=True)
    body = serializers.CharField()
    notes = serializers.CharField()
    invitations = InvitationSerializer(many=True)

    def spell_url(self) -> Pieces:
        return address("consultations:gathering")

    def spell_invitations(self) -> QuerySet[Invitation]:
        return Invitation.objects.filter(gathering=OuterRef("pk"))


class VillageSerializer(AroundSerializer):
    township = serializers.CharField(source="township.name")
    county = serializers.CharField(source="township.committee.short_name")
    village = serializers.CharField()
    reasons = serializers.CharField()
    proposed_on = serializers.DateField()
    county_score = serializers.IntegerField(allow_null=True)
    prefecture_score = serializers.IntegerField(allow_null=True)
    named_on = serializers.DateField(allow_null=True)

    def spell_url(self) -> Pieces:
        return address("consultations:village")


def gatherings_told(seat: Seat) -> QuerySet[Gathering]:
    seen: QuerySet[Gathering] = Gathering.objects.visible_to(seat).for_page()
    return seen.prefetch_related("invitations__township__committee")


def villages_told(seat: Seat) -> QuerySet[CivicVillage]:
    seen: QuerySet[CivicVillage] = CivicVillage.objects.visible_to(seat).for_page()
    return seen


class AroundRows(Rows[Any]):
    pagination_class = CasePages
    lookup_field, lookup_url_kwarg = "case__uid", "uid"
    lookup_value_converter = "uuid"


@READING
class Gatherings(Births, AroundRows):
    http_method_names = ["get", "head", "post"]
    kind, begins = "gatherings", NewGathering
    serializer_class = GatheringSerializer
    filterset_class = GatheringFilter
    queryset = Gathering.objects.none()
    page = GatheringAction

    def rows(self) -> QuerySet[Gathering]:
        return gatherings_told(seat_of(self.request))


@READING
class Villages(Births, AroundRows):
    http_method_names = ["get", "head", "post"]
    kind, begins = "villages", NewVillage
    serializer_class = VillageSerializer
    filterset_class = VillageFilter
    queryset = CivicVillage.objects.none()
    page = VillageAction

    def rows(self) -> QuerySet[CivicVillage]:
        return villages_told(seat_of(self.request))


class GatheringAct(Act):
    kind, page = "gatherings", GatheringAction


class VillageAct(Act):
    kind, page = "villages", VillageAction
