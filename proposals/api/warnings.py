"""/api/v1/warnings/: 督办函, as their page shows them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Case, F, OuterRef, Prefetch, QuerySet, Value, When
from django.db.models.functions import Concat
from rest_framework import serializers

from common.bodies import Sent
from common.written import TEXT, Pieces, address, said
from members.api import seat_of
from members.api_actions import Act
from members.api_rows import READING
from members.models import Seat, Unit
from proposals.api.affairs import AffairRows, AffairSerializer, Births
from proposals.columns_supervising import WarningFilter
from proposals.forms.warnings import NewWarning
from proposals.models import WarningItem, WarningLetter
from proposals.views.warnings import NewWarningPage, WarningAction, active


class WarningItemSerializer(serializers.Serializer[WarningItem]):
    """Which case, and which share of it; what becomes of them is theirs to tell."""

    proposal = serializers.UUIDField(source="assignment.proposal.case.uid")
    assignment = serializers.IntegerField(source="assignment_id")


class WarningSerializer(AffairSerializer):
    EXPANDS: ClassVar[tuple[str, ...]] = ("items",)
    KINDS: ClassVar[Mapping[str, str]] = {"items": ""}

    label = serializers.CharField()  # type: ignore[assignment]
    year = serializers.IntegerField()
    number = serializers.IntegerField(allow_null=True)
    unit = serializers.CharField(source="unit.name")
    reason = serializers.CharField()
    words = serializers.CharField()
    issued_on = serializers.DateField()
    due_on = serializers.DateField()
    times = serializers.IntegerField()
    reply = serializers.CharField()
    replied_on = serializers.DateField(allow_null=True)
    closed_on = serializers.DateField(allow_null=True)
    items = WarningItemSerializer(many=True, source="told_items")

    def spell_url(self) -> Pieces:
        return address("keys:warning")

    def spell_label(self) -> Pieces:
        parts = (Value("督办函〔"), F("year"), Value("〕"), F("number"), Value("号"))
        cited = When(number__gt=0, then=Concat(*parts, output_field=TEXT))
        return said(Case(cited, default=Value("督办函"), output_field=TEXT))

    def spell_items(self) -> QuerySet[WarningItem]:
        return WarningItem.objects.filter(letter=OuterRef("pk")).order_by("pk")


@READING
class Warnings(Births, AffairRows):
    http_method_names = ["get", "head", "post"]
    kind, begins = "warnings", NewWarningPage
    serializer_class = WarningSerializer
    filterset_class = WarningFilter
    queryset = WarningLetter.objects.none()
    page = WarningAction

    def rows(self) -> QuerySet[WarningLetter]:
        seen: QuerySet[WarningLetter] = WarningLetter.objects.visible_to(seat_of(self.request))
        return seen.select_related("case__committee", "unit__successor")

    def expanded(self, rows: QuerySet[Any], name: str) -> QuerySet[Any]:
        items = WarningItem.objects.select_related("assignment__proposal__case").order_by("pk")
        return rows.prefetch_related(Prefetch("items", items, to_attr="told_items"))

    def form(self, sent: Sent, seat: Seat) -> NewWarning:
        """To the unit that is named; its shares are offered as on the page."""
        return NewWarning(sent.words, sent.files, seat=seat, unit=named(sent, seat))


def named(sent: Sent, seat: Seat) -> Unit | None:
    try:
        unit: Unit | None = forms.ModelChoiceField(active(seat.committee_id)).clean(
            sent.words.get("unit")
        )
    except ValidationError:
        return None
    return unit


class WarningAct(Act):
    kind, page = "warnings", WarningAction
