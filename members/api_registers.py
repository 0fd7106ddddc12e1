"""GET /api/v1/registers/: by which number a sheet names a session, an entry, a unit or a person."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from common.api import ReadOnly
from members.api import seat_of
from members.books import in_force
from members.models import Committee, Entry, Member, Organisation, Seat, Session, Township, Unit


class SessionSerializer(serializers.ModelSerializer[Session]):
    class Meta:
        model = Session
        fields = ("id", "name", "opens_on", "plenary_from", "plenary_to", "cutoff")


class EntrySerializer(serializers.ModelSerializer[Entry]):
    """term: of the sessions of which term alone; null for all."""

    term = serializers.IntegerField(source="term.ordinal", default=None, allow_null=True)

    class Meta:
        model = Entry
        fields = ("id", "book", "code", "label", "meaning", "term")


class UnitSerializer(serializers.ModelSerializer[Unit]):
    """parent: whose office (科室) it is."""

    system = serializers.CharField(source="system.name")

    class Meta:
        model = Unit
        fields = ("id", "name", "short_name", "system", "parent")


class BodySerializer(serializers.ModelSerializer[Organisation]):
    class Meta:
        model = Organisation
        fields = ("id", "name", "kind")


class MemberSerializer(serializers.ModelSerializer[Member]):
    class Meta:
        model = Member
        fields = ("id", "name", "employer")


class CountySerializer(serializers.ModelSerializer[Committee]):
    class Meta:
        model = Committee
        fields = ("id", "code", "name", "short_name")


class TownshipSerializer(serializers.ModelSerializer[Township]):
    class Meta:
        model = Township
        fields = ("id", "code", "name", "committee")


class RegistersSerializer(serializers.Serializer[dict[str, Any]]):
    """organisations, members: for those who write for others (代录), else null."""

    committee = CountySerializer()
    sessions = SessionSerializer(many=True)
    entries = EntrySerializer(many=True)
    units = UnitSerializer(many=True)
    counties = CountySerializer(many=True)
    townships = TownshipSerializer(many=True)
    organisations = BodySerializer(many=True, allow_null=True)
    members = MemberSerializer(many=True, allow_null=True)


class Registers(ReadOnly):
    """Of the seat's own committee, what may be chosen today."""

    kind = "registers"

    @extend_schema(responses=RegistersSerializer)
    def get(self, request: Request) -> Response:
        return Response(RegistersSerializer(registers_told(seat_of(request))).data)


def registers_told(seat: Seat) -> dict[str, Any]:
    here = seat.committee
    counties = Committee.objects.filter(parent=here).order_by("code")
    return {
        "committee": here,
        "sessions": Session.objects.opened(here),
        "entries": entries_told(here),
        "units": here.units.filter(status=Unit.Status.ACTIVE).select_related("system"),
        "counties": counties,
        "townships": Township.objects.filter(
            Q(committee=here) | Q(committee__in=counties.values("pk"))
        ).order_by("code"),
        **people_told(seat),
    }


def entries_told(here: Committee) -> QuerySet[Entry]:
    """What is chosen from; words and rules say how a place does things, and are no choice."""
    books = set(Entry.Book) - {Entry.Book.WORD, Entry.Book.RULE}
    lines = Entry.objects.filter(in_force(), committee=here, book__in=books)
    return lines.select_related("term")


def people_told(seat: Seat) -> dict[str, Any]:
    if not seat.is_staff_of_committee:
        return {"organisations": None, "members": None}
    serving = Member.objects.filter(status=Member.Status.SERVING)
    return {
        "organisations": seat.committee.organisations.order_by("kind", "name"),
        "members": serving.filter(registry__case__committee=seat.committee_id).order_by("pk"),
    }
