"""大会期间: what came in by the hour, and who is still writing; names, never texts."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncHour
from django.utils import timezone

from members.models import Membership, Organisation, Session
from proposals.models import Draft, Kind, Occasion, Proposal

HOURS = 24  # shown: the last ones in which anything came in
BODIES = dict(Organisation.Kind.choices)
NO_SECTOR = "未编入界别"


def board(session: Session) -> dict[str, Any]:
    """The numbers of the plenary as they stand."""
    received = Proposal.objects.filter(session=session, occasion=Occasion.PLENARY)
    hours = by_hour(received)
    kinds = by_kind(received)
    return {
        "received": received.count(),
        "hours": hours,
        "busiest": max((count for _, count in hours), default=0),
        "kinds": kinds,
        "most": max((count for _, count in kinds), default=0),
        "writing": still_writing(session),
    }


def by_hour(received: QuerySet[Proposal]) -> list[tuple[str, int]]:
    """(11月24日 20时, count), the latest hours last."""
    came = received.annotate(hour=TruncHour("submitted_at")).values_list("hour")
    counted = came.annotate(n=Count("pk")).order_by("-hour")[:HOURS]
    return [(hour_of(hour), n) for hour, n in reversed(counted)]


def hour_of(hour: Any) -> str:
    local = timezone.localtime(hour)
    return f"{local.month}月{local.day}日 {local.hour}时"


def by_kind(received: QuerySet[Proposal]) -> list[tuple[str, int]]:
    counted = received.values_list("proposer_kind").annotate(n=Count("pk")).order_by("-n")
    return [(Kind(kind).label, n) for kind, n in counted]


def still_writing(session: Session) -> list[dict[str, Any]]:
    """Sector by sector how many sheets are begun, and whose they are."""
    begun = Draft.objects.unfinished().filter(
        committee=session.term.committee_id, proposal=None, revision__gt=0
    )
    sheets = list(begun.select_related("member", "organisation"))
    sectors = sectors_of(session, [sheet.member_id for sheet in sheets if sheet.member_id])
    places: dict[str, Counter[str]] = {}
    for sheet in sheets:
        place = places.setdefault(place_of(sheet, sectors), Counter())
        place[str(sheet.member or sheet.organisation)] += 1
    lines: list[dict[str, Any]] = [
        {"place": place, "count": names.total(), "names": sorted(names)}
        for place, names in places.items()
    ]
    return sorted(lines, key=lambda line: -line["count"])


def sectors_of(session: Session, members: list[int]) -> dict[int, str]:
    served = Membership.objects.filter(term=session.term_id, member__in=members)
    return dict(served.exclude(sector=None).values_list("member_id", "sector__name"))


def place_of(sheet: Draft, sectors: dict[int, str]) -> str:
    if sheet.organisation:
        return f"集体提案（{BODIES[sheet.organisation.kind]}）"
    return sectors.get(sheet.member_id or 0, NO_SECTOR)
