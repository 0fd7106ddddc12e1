"""What hangs on a key proposal, as far as whoever asks may know of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from django.db.models import Case, DateField, F, OuterRef, Prefetch, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, Concat
from rest_framework import serializers

from common.written import TEXT, Pieces, quoted, said
from members.api import seat_of
from members.models import Seat
from proposals.api.affairs import InsideSerializer
from proposals.models import (
    KeyGuest,
    KeyInstruction,
    KeyLeader,
    KeyVisit,
    MediaReport,
    PlanItem,
)
from proposals.querysets_key_parts import (
    instructions_known,
    items_known,
    leaders_known,
    media_known,
)


class KeyLeaderSerializer(InsideSerializer):
    """What they said, and when, is the committee's."""

    duty = serializers.CharField()
    duty_label = serializers.CharField(source="get_duty_display")
    name = serializers.CharField()
    post = serializers.CharField()
    answered_on = serializers.DateField(allow_null=True, source="told_answered_on")
    words = serializers.CharField(allow_null=True, source="told_words")

    def inside(self) -> bool:
        return seat_of(self.context["request"]).is_staff_of_committee

    def spell_answered_on(self) -> Pieces:
        return quoted(F("answered_on")) if self.inside() else ["null"]

    def spell_words(self) -> Pieces:
        return said(F("words")) if self.inside() else ["null"]


class PlanItemSerializer(InsideSerializer):
    """leader: who agreed to lead it. Who else is named for it, and how that stands, is the
    committee's."""

    content = serializers.CharField()
    unit = serializers.CharField(source="unit.name", default=None, allow_null=True)
    leader = serializers.CharField(source="led", allow_null=True)
    named_leader = serializers.CharField(source="named", allow_null=True)
    leader_status = serializers.CharField(source="standing", allow_null=True)
    due_on = serializers.DateField()
    progress = serializers.CharField()
    reported_on = serializers.DateField(allow_null=True)
    done_on = serializers.DateField(allow_null=True)

    def spell_leader(self) -> Pieces:
        return said(F("led"))

    def spell_named_leader(self) -> Pieces:
        return said(F("named"))

    def spell_leader_status(self) -> Pieces:
        return said(F("standing"))


class KeyGuestSerializer(serializers.Serializer[KeyGuest]):
    name = serializers.SerializerMethodField()
    present = serializers.BooleanField(allow_null=True)

    def get_name(self, guest: KeyGuest) -> str:
        return guest.unit.name if guest.unit else str(guest.member)

    def spell_name(self) -> Pieces:
        return said(Coalesce("unit__name", "member__name", output_field=TEXT))


class KeyVisitSerializer(InsideSerializer):
    sort = serializers.CharField(source="sort.label")
    planned_on = serializers.DateField()
    held_on = serializers.DateField(allow_null=True)
    place = serializers.CharField()
    body = serializers.CharField()
    notes = serializers.CharField()
    guests = KeyGuestSerializer(many=True)

    def spell_guests(self) -> QuerySet[KeyGuest]:
        return KeyGuest.objects.filter(visit=OuterRef("pk"))


class KeyInstructionSerializer(InsideSerializer):
    by_whom = serializers.CharField()
    said_on = serializers.DateField()
    words = serializers.CharField()
    unit = serializers.CharField(source="unit.name", default=None, allow_null=True)
    due_on = serializers.DateField()
    answer = serializers.CharField()
    answered_on = serializers.DateField(allow_null=True)
    closed_on = serializers.DateField(allow_null=True)


class KeyMediaSerializer(InsideSerializer):
    medium = serializers.CharField()
    medium_label = serializers.CharField(source="get_medium_display")
    form = serializers.CharField()
    form_label = serializers.CharField(source="get_form_display")
    outlet = serializers.CharField()
    title = serializers.CharField()
    on = serializers.DateField()
    link = serializers.CharField()


def leaders_told(seat: Seat) -> QuerySet[Any]:
    inside = seat.is_staff_of_committee
    told = {
        "told_answered_on": F("answered_on") if inside else Value(None, DateField()),
        "told_words": F("words") if inside else Value(None, TEXT),
    }
    return KeyLeader.objects.filter(leaders_known(seat)).annotate(**told)


def items_told(seat: Seat) -> QuerySet[Any]:
    """With who leads a line (PlanItem.led_by); the committee knows also of who is only named."""
    consented = Q(leader__status=KeyLeader.Status.CONSENTED)
    led = Q(leader__status=KeyLeader.Status.RELEASED, leader__answered_on__isnull=False)
    leads = consented | (led & Q(status=PlanItem.Status.DONE))
    inside = Q(leader__isnull=False) if seat.is_staff_of_committee else Q(pk__in=())
    who = Concat("leader__post", "leader__name", output_field=TEXT)
    told = {"led": leads & Q(leader__isnull=False), "named": inside}
    names = {name: Case(When(known, then=who), output_field=TEXT) for name, known in told.items()}
    standing = Case(When(inside, then=F("leader__status")), output_field=TEXT)
    rows = PlanItem.objects.filter(items_known(seat)).annotate(**names, standing=standing)
    return rows.select_related("unit__successor", "leader")


def visits_told(seat: Seat) -> QuerySet[Any]:
    guests = ("guests__member", "guests__unit")
    return KeyVisit.objects.select_related("sort").prefetch_related(*guests)


def instructions_told(seat: Seat) -> QuerySet[Any]:
    known = KeyInstruction.objects.filter(instructions_known(seat))
    return known.select_related("unit__successor")


def media_told(seat: Seat) -> QuerySet[Any]:
    return MediaReport.objects.filter(media_known(seat))


class Told(NamedTuple):
    path: str  # from the key proposal
    rows: Callable[[Seat], QuerySet[Any]]


TOLD = {
    "leaders": Told("keyleaders", leaders_told),
    "items": Told("planitems", items_told),
    "visits": Told("keyvisits", visits_told),
    "instructions": Told("keyinstructions", instructions_told),
    "media": Told("mediareports", media_told),
}


def with_told(rows: Any, name: str, seat: Seat) -> QuerySet[Any]:
    """Key proposals with what the seat may know of one kind of their rows."""
    path, told = TOLD[name]
    parts = [Prefetch(path, told(seat).order_by("pk"), to_attr=f"told_{name}")]
    beside = ["planitems"] if name == "leaders" else []  # for what they are asked to agree to
    return rows.prefetch_related(*parts, *beside)  # type: ignore[no-any-return]


def told_of(name: str, seat: Seat) -> QuerySet[Any]:
    """The same rows of the key proposal that is being asked for."""
    return TOLD[name].rows(seat).filter(keyproposal=OuterRef("pk")).order_by("pk")
