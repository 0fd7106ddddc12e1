"""/api/v1/keys/: 重点提案 with leaders, plan and what is done, as their page shows them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar
from uuid import UUID

from django.db.models import Case, F, QuerySet, When
from django.db.models.functions import Cast
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers

from common.written import TEXT, Pieces, address, quoted
from members.api import seat_of
from members.api_actions import Act
from members.api_rows import READING
from proposals.api import key_parts
from proposals.api.affairs import AffairRows, AffairSerializer, opens
from proposals.api.serializers import proposer
from proposals.columns_keys import KeyFilter
from proposals.doors_keys import KEY_PARTS
from proposals.models import KeyProposal
from proposals.views.keys import KeyAction, KeyPartAction


class KeySerializer(AffairSerializer):
    """proposal: only where it may be opened; key_list: for the committee's own people."""

    EXPANDS: ClassVar[tuple[str, ...]] = tuple(KEY_PARTS)
    KINDS: ClassVar[Mapping[str, str]] = {part: f"key-{part}" for part in KEY_PARTS}

    proposal = serializers.SerializerMethodField()
    number = serializers.IntegerField(source="proposal.number", allow_null=True)
    title = serializers.CharField(source="proposal.title")
    proposer = serializers.CharField(source="proposal.proposer")
    session = serializers.CharField(source="keylist.session.name")
    key_list = serializers.SerializerMethodField()
    key_list_name = serializers.CharField(source="keylist.name")
    fixed_by = serializers.CharField(source="keylist.fixed_by")
    chosen_on = serializers.DateField()
    issued_on = serializers.DateField(allow_null=True)
    done_on = serializers.DateField(allow_null=True)
    result = serializers.CharField()
    leaders = key_parts.KeyLeaderSerializer(many=True, source="told_leaders")
    items = key_parts.PlanItemSerializer(many=True, source="told_items")
    visits = key_parts.KeyVisitSerializer(many=True, source="told_visits")
    instructions = key_parts.KeyInstructionSerializer(many=True, source="told_instructions")
    media = key_parts.KeyMediaSerializer(many=True, source="told_media")

    def get_proposal(self, key: Any) -> UUID | None:
        return key.proposal.case.uid if key.opens else None

    def get_key_list(self, key: KeyProposal) -> UUID | None:
        seat = seat_of(self.context["request"])
        return key.keylist.case.uid if seat.is_staff_of_committee else None

    def spell_url(self) -> Pieces:
        return address("keys:detail")

    def spell_proposal(self) -> Pieces:
        opened = opens(seat_of(self.context["request"]))
        uid = When(opened, then=Cast("proposal__case__uid", TEXT))
        return quoted(Case(uid, output_field=TEXT))

    def spell_proposer(self) -> Pieces:
        return proposer("proposal__")

    def spell_key_list(self) -> Pieces:
        inside = seat_of(self.context["request"]).is_staff_of_committee
        return quoted(F("keylist__case__uid")) if inside else ["null"]

    def spell_leaders(self) -> QuerySet[Any]:
        return self.told_of("leaders")

    def spell_items(self) -> QuerySet[Any]:
        return self.told_of("items")

    def spell_visits(self) -> QuerySet[Any]:
        return self.told_of("visits")

    def spell_instructions(self) -> QuerySet[Any]:
        return self.told_of("instructions")

    def spell_media(self) -> QuerySet[Any]:
        return self.told_of("media")

    def told_of(self, name: str) -> QuerySet[Any]:
        return key_parts.told_of(name, seat_of(self.context["request"]))


@READING
class Keys(AffairRows):
    kind = "keys"
    serializer_class = KeySerializer
    filterset_class = KeyFilter
    queryset = KeyProposal.objects.none()
    page, parts = KeyAction, KEY_PARTS

    def rows(self) -> QuerySet[KeyProposal]:
        seat = seat_of(self.request)
        seen: QuerySet[KeyProposal] = KeyProposal.objects.visible_to(seat).for_list()
        return seen.select_related("keylist__case").annotate(opens=opens(seat))

    def expanded(self, rows: QuerySet[Any], name: str) -> QuerySet[Any]:
        return key_parts.with_told(rows, name, seat_of(self.request))


class KeyAct(Act):
    kind, page = "keys", KeyAction


@extend_schema_view(post=extend_schema(operation_id="keys_parts_actions_create"))
class KeyPartAct(Act):
    """kind is in the address: leaders, items …"""

    page = KeyPartAction

    def named(self) -> str:
        return KeySerializer.KINDS.get(self.kwargs["part"], "")
