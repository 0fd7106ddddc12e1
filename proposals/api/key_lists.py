"""/api/v1/key-lists/: 重点提案遴选 of a year, as its page shows it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar
from uuid import UUID

import django_filters
from django.db.models import (
    BigIntegerField,
    Case,
    Count,
    Exists,
    F,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers

from common.written import LINES, TEXT, Pieces, address, plain, quoted, said
from members.api import seat_of
from members.api_actions import Act
from members.api_rows import READING
from members.forms_named import SessionFilter
from members.models import Seat
from proposals.api.affairs import AffairRows, AffairSerializer, Births, InsideSerializer, opens
from proposals.api.serializers import proposer
from proposals.choices import sessions_here
from proposals.doors_keys import LIST_PARTS
from proposals.models import Advice, Candidate, KeyList, ProposalText, Score
from proposals.querysets_key_parts import advice_known, candidates_known
from proposals.querysets_keys import BODIES
from proposals.views.keys import ListAction, ListPartAction, NewList

NUMBER = BigIntegerField()


class KeyListFilter(django_filters.FilterSet):
    session = SessionFilter(
        label="届次",
        queryset=sessions_here,  # type: ignore[arg-type]
    )
    status = django_filters.ChoiceFilter(label="状态", choices=KeyList.Status.choices)

    class Meta:
        model = KeyList
        fields: tuple[str, ...] = ()


class CandidateSerializer(InsideSerializer):
    """points, voices: the committee's; body: for a body while it is asked; else null."""

    proposal = serializers.SerializerMethodField()
    number = serializers.IntegerField(source="proposal.number", allow_null=True)
    title = serializers.CharField(source="proposal.title")
    proposer = serializers.CharField(source="proposal.proposer")
    reasons = serializers.CharField()
    points = serializers.IntegerField(allow_null=True)
    voices = serializers.IntegerField(allow_null=True)
    body = serializers.CharField(allow_null=True)

    def get_proposal(self, row: Any) -> UUID | None:
        return row.proposal.case.uid if row.opens else None

    def spell_proposal(self) -> Pieces:
        uid = When(opens=True, then=Cast("proposal__case__uid", TEXT))
        return quoted(Case(uid, output_field=TEXT))

    def spell_proposer(self) -> Pieces:
        return proposer("proposal__")

    def spell_points(self) -> Pieces:
        return plain(F("points"), NUMBER, nullable=True)

    def spell_voices(self) -> Pieces:
        return plain(F("voices"), NUMBER, nullable=True)

    def spell_body(self) -> Pieces:
        return said(F("body"))


class AdviceSerializer(InsideSerializer):
    """favours: the candidates, by their id."""

    organisation = serializers.CharField(source="organisation.name")
    due_on = serializers.DateField()
    answered_on = serializers.DateField(allow_null=True)
    text = serializers.CharField()
    favours = serializers.SerializerMethodField()

    def get_favours(self, row: Advice) -> list[int]:
        return sorted(one.pk for one in row.favours.all())

    def spell_favours(self) -> Pieces:
        liked = Advice.favours.through.objects.filter(advice=OuterRef("pk"))
        keys = liked.order_by("candidate_id").values_list(Cast("candidate", TEXT))
        return ["[", Subquery(keys, TEXT, template=LINES), "]"]


def candidates_told(seat: Seat) -> QuerySet[Any]:
    rows = Candidate.objects.filter(candidates_known(seat)).annotate(opens=opens(seat))
    about = ("proposal__case", "proposal__member", "proposal__organisation")
    return rows.annotate(body=body_for(seat), **weight_for(seat)).select_related(*about)


def weight_for(seat: Seat) -> dict[str, Any]:
    """How many points, and how many bodies would choose it: what the committee alone knows."""
    if not seat.is_staff_of_committee:
        nothing = Value(None, NUMBER)
        return {"points": nothing, "voices": nothing}
    scores = Score.objects.filter(candidate=OuterRef("pk")).order_by().values("candidate")
    given = Advice.objects.filter(favours=OuterRef("pk"), status=Advice.Status.GIVEN)
    voices = given.order_by().annotate(one=Value(1)).values("one").annotate(n=Count("pk"))
    return {
        "points": Subquery(scores.annotate(n=Sum("points")).values("n"), NUMBER),
        "voices": Coalesce(Subquery(voices.values("n"), NUMBER), Value(0)),
    }


def body_for(seat: Seat) -> Any:
    """While a body is asked it reads here what it is asked about."""
    if seat.role not in BODIES:
        return Value(None, TEXT)
    asked = Advice.objects.filter(advice_known(seat), status=Advice.Status.ASKED)
    asked = asked.filter(keylist=OuterRef("keylist"))
    present = {"proposal": OuterRef("proposal"), "revision": OuterRef("proposal__revision")}
    text = Subquery(ProposalText.objects.filter(**present).values("body")[:1])
    reads = Q(Exists(asked), keylist__status=KeyList.Status.SELECTING)
    return Case(When(reads, then=text), output_field=TEXT)


def advice_told(seat: Seat) -> QuerySet[Any]:
    rows = Advice.objects.filter(advice_known(seat)).select_related("organisation")
    return rows.prefetch_related("favours")


TOLD = {"candidates": ("candidates", candidates_told), "advice": ("advices", advice_told)}


class KeyListSerializer(AffairSerializer):
    EXPANDS: ClassVar[tuple[str, ...]] = tuple(LIST_PARTS)
    KINDS: ClassVar[Mapping[str, str]] = {part: f"key-{part}" for part in LIST_PARTS}

    name = serializers.CharField()
    session = serializers.CharField(source="session.name")
    wanted = serializers.IntegerField()  # type: ignore[assignment]
    fixed_by = serializers.CharField()
    minutes_number = serializers.CharField()
    fixed_on = serializers.DateField(allow_null=True)
    candidates = CandidateSerializer(many=True, source="told_candidates")
    advice = AdviceSerializer(many=True, source="told_advice")

    def spell_url(self) -> Pieces:
        return address("keys:key_list")

    def spell_candidates(self) -> QuerySet[Any]:
        return self.told_of("candidates")

    def spell_advice(self) -> QuerySet[Any]:
        return self.told_of("advice")

    def told_of(self, name: str) -> QuerySet[Any]:
        _, told = TOLD[name]
        rows = told(seat_of(self.context["request"]))
        return rows.filter(keylist=OuterRef("pk")).order_by("pk")


@READING
class KeyLists(Births, AffairRows):
    http_method_names = ["get", "head", "post"]
    kind, begins = "key-lists", NewList
    serializer_class = KeyListSerializer
    filterset_class = KeyListFilter
    queryset = KeyList.objects.none()
    page, parts = ListAction, LIST_PARTS

    def rows(self) -> QuerySet[KeyList]:
        seen: QuerySet[KeyList] = KeyList.objects.visible_to(seat_of(self.request)).for_page()
        return seen

    def expanded(self, rows: QuerySet[Any], name: str) -> QuerySet[Any]:
        path, told = TOLD[name]
        parts = told(seat_of(self.request)).order_by("pk")
        return rows.prefetch_related(Prefetch(path, parts, to_attr=f"told_{name}"))


class ListAct(Act):
    kind, page = "key-lists", ListAction


@extend_schema_view(post=extend_schema(operation_id="key_lists_parts_actions_create"))
class ListPartAct(Act):
    """kind is in the address: candidates, advice."""

    page = ListPartAction

    def named(self) -> str:
        return KeyListSerializer.KINDS.get(self.kwargs["part"], "")
