"""/api/v1/opinions/: what is there, for the seat; what a reader may not know is null."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from django.conf import settings
from django.db.models import Case, F, OuterRef, Prefetch, Q, QuerySet, Value, When
from django.db.models.functions import (
    Cast,
    Coalesce,
    Concat,
    ExtractYear,
    Greatest,
    Length,
    LPad,
    NullIf,
)
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_field, extend_schema_view
from rest_framework import serializers

from common.fields import Chosen
from common.written import TEXT, Pieces, address, quoted, said
from members.api import seat_of
from members.api_actions import Act
from members.api_rows import READING, CasePages, Rows
from members.models import Seat
from opinions.api_births import Births
from opinions.columns import UNITS, OpinionFilter
from opinions.models import Forwarding, Instruction, Noted, Opinion
from opinions.querysets import forwarded_to
from opinions.showing import inside, written
from opinions.views.actions import OpinionAction, PartAction

NOBODY = Q(pk__in=())


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

    def spell_text(self) -> Pieces:
        seat = seat_of(self.context["request"])
        if seat.role in UNITS:
            return said(F("text"))
        return said(Case(When(at_home("opinion__", seat), then=F("text")), output_field=TEXT))


def at_home(path: str, seat: Seat) -> Q:
    """`inside`, of many."""
    here = Q(**{f"{path}committee": seat.committee_id})
    return here if seat.is_staff_of_committee else NOBODY


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

    def told(self, value: Any) -> Pieces:
        """`knows`, of many: the value, or null."""
        seat = seat_of(self.context["request"])
        if not seat.is_staff_of_committee:
            return ["null"] if seat.role in UNITS else said(value)
        return said(Case(When(at_home("", seat), then=value), output_field=TEXT))

    def spell_url(self) -> Pieces:
        return address("opinions:detail")

    def spell_title(self) -> Pieces:
        return said(Coalesce(NullIf("edited_title", Value("")), "title", output_field=TEXT))

    def spell_writer(self) -> Pieces:
        people = (f"{one}__name" for one in ("member", "organisation", "township"))
        return self.told(Coalesce(*people, Value(""), output_field=TEXT))

    def spell_receipt(self) -> Pieces:
        digits = Cast("receipt", TEXT)
        padded = LPad(digits, Greatest(Value(4), Length(digits)), Value("0"))
        year = Cast(ExtractYear("submitted_on"), TEXT)
        known = When(receipt__gt=0, then=Concat(year, Value("-"), padded, output_field=TEXT))
        return self.told(Case(known, default=Value(""), output_field=TEXT))

    def spell_submitted_on(self) -> Pieces:
        return self.told(Cast("submitted_on", TEXT))

    def spell_combined_into(self) -> Pieces:
        mine = at_home("", seat_of(self.context["request"]))
        return quoted(
            Case(When(mine, then=Cast("combined_into__case__uid", TEXT)), output_field=TEXT)
        )

    def spell_issue(self) -> Pieces:
        number = Concat("issue_year", Value("年第"), "issue_number", Value("期"), output_field=TEXT)
        return said(
            Case(When(issue_number__gt=0, then=number), default=Value(""), output_field=TEXT)
        )

    def spell_body(self) -> Pieces:
        return said(Coalesce(NullIf("edited_body", Value("")), "body", output_field=TEXT))

    def spell_forwardings(self) -> QuerySet[Forwarding]:
        told = forwardings_told(seat_of(self.context["request"]))
        return told.filter(opinion=OuterRef("pk")).order_by("pk")

    def spell_instructions(self) -> QuerySet[Instruction]:
        told = instructions_told(seat_of(self.context["request"]))
        return told.filter(opinion=OuterRef("pk")).order_by("pk")


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


def forwardings_told(seat: Seat) -> QuerySet[Forwarding]:
    return Forwarding.objects.filter(parts_told(seat)).select_related("unit")


def instructions_told(seat: Seat) -> QuerySet[Instruction]:
    recorded = Instruction.objects.filter(near(seat), status=Noted.RECORDED)
    return recorded.select_related("opinion")


PARTS: dict[str, Callable[[Seat], QuerySet[Any]]] = {
    "forwardings": forwardings_told,
    "instructions": instructions_told,
}


def with_told(rows: Any, name: str, seat: Seat) -> QuerySet[Opinion]:
    """Opinions with their text, or with what the seat may know of their parts."""
    if name == "body":
        return rows.defer(None)  # type: ignore[no-any-return]
    told = PARTS[name](seat).order_by("pk")
    return rows.prefetch_related(Prefetch(name, told, to_attr=f"told_{name}"))  # type: ignore[no-any-return]


@READING
class Opinions(Births, Rows[Opinion]):
    http_method_names = ["get", "head", "post"]
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
