"""/api/v1/campaigns/: 专项行动 with its targets, as far as a seat's board shows them.

They are lines of a register, which is not copied by the change feed.
"""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import OuterRef, Prefetch, Q, QuerySet
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import serializers

from common.fields import Chosen
from consultations.api_births import Births
from consultations.areas import townships_of
from consultations.models import Campaign, Target
from consultations.views.campaigns import CampaignAction, NewCampaign
from members.api import seat_of
from members.api_actions import Act
from members.api_rows import READING, Rows
from members.models import Seat

COUNTY = OpenApiParameter("county", int, description="分解指标：只为这个县的各乡镇分解")


class TargetSerializer(serializers.Serializer[Target]):
    """Of the whole where neither county nor township is named."""

    measure = serializers.CharField()
    measure_label = serializers.CharField(source="get_measure_display")
    county = serializers.IntegerField(source="county_id", allow_null=True)
    county_name = serializers.CharField(source="county.short_name", default=None, allow_null=True)
    township = serializers.IntegerField(source="township_id", allow_null=True)
    township_name = serializers.CharField(source="township.name", default=None, allow_null=True)
    number = serializers.IntegerField()


class CampaignSerializer(Chosen[Campaign]):
    id = serializers.IntegerField(source="pk")
    version = serializers.IntegerField(source="registry.case.version")
    status = serializers.CharField()
    status_label = serializers.CharField(source="get_status_display")
    committee = serializers.CharField(source="registry.case.committee.short_name")
    name = serializers.CharField()
    first_on = serializers.DateField()
    last_on = serializers.DateField()
    targets = TargetSerializer(many=True, source="told_targets")

    def spell_targets(self) -> QuerySet[Target]:
        told = targets_told(seat_of(self.context["request"]))
        return told.filter(campaign=OuterRef("pk")).order_by("pk")


def targets_told(seat: Seat) -> QuerySet[Target]:
    """Of the whole; of the areas that the seat looks over; all to who runs it."""
    ours = townships_of(seat)
    told = Q(county=None, township=None) | Q(township__in=ours.values("pk"))
    told |= Q(county__in=ours.values("committee"))
    if seat.township_id is None:
        told |= Q(campaign__registry__case__committee=seat.committee_id)
    return Target.objects.filter(told).select_related("county", "township")


class CampaignFilter(django_filters.FilterSet):
    status = django_filters.ChoiceFilter(label="状态", choices=Campaign.Status.choices)


@READING
class Campaigns(Births, Rows[Campaign]):
    http_method_names = ["get", "head", "post"]
    kind, begins = "campaigns", NewCampaign
    serializer_class = CampaignSerializer
    filterset_class = CampaignFilter
    lookup_value_converter = "int"
    queryset = Campaign.objects.none()
    page = CampaignAction

    def rows(self) -> QuerySet[Campaign]:
        seat = seat_of(self.request)
        targets = Prefetch("targets", targets_told(seat).order_by("pk"), to_attr="told_targets")
        seen: QuerySet[Campaign] = Campaign.objects.visible_to(seat).for_page()
        return seen.prefetch_related(targets)

    def place_of(self, row: Any) -> dict[str, Any]:
        return {"pk": row.pk}


@extend_schema_view(post=extend_schema(parameters=[COUNTY]))
class CampaignAct(Act):
    kind, page = "campaigns", CampaignAction
