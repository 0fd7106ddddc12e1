"""Which townships a seat looks over: its own, its county's, or those of all counties below."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from common.whole import whole
from consultations.querysets import watches
from members.models import Committee, Role, Seat, Township


class Period(NamedTuple):
    """Days, the first and the last included."""

    first: date
    last: date


def townships_of(seat: Seat) -> QuerySet[Township]:
    """A township its own; a committee those of its county or of the counties below."""
    if seat.role in (Role.TOWNSHIP, Role.PARTY):
        return Township.objects.filter(pk=seat.township_id or 0)
    if not watches(seat):
        return Township.objects.none()
    here = seat.committee_id
    below = Q(committee__parent=here) | Q(committee__parent__parent=here)
    return Township.objects.filter(Q(committee=here) | below)


def under(committee: Committee) -> QuerySet[Township]:
    """The townships for which a campaign of that committee sets targets."""
    return Township.objects.filter(Q(committee=committee) | Q(committee__parent=committee))


def by_county(townships: Iterable[Township]) -> dict[Committee, list[Township]]:
    """In the order of the codes; each township's county has to be read with it."""
    found: dict[Committee, list[Township]] = {}
    for one in townships:
        found.setdefault(one.committee, []).append(one)
    return found


def chosen(rows: QuerySet[Any], wanted: str | None) -> Any:
    """The row an address names, None where it names none that is there."""
    number = whole(wanted)
    return None if number is None else rows.filter(pk=number).first()
