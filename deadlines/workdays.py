"""The calendar of one committee: the notices kept by the top of its tree, and its places' days.

Kept in memory as long as the stamp in the database is the one it was read with, so that no
process works by a calendar that another has changed since.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.db import connection
from django.db.models import Q, Subquery

from deadlines.calendar import WorkCalendar
from deadlines.models import CalendarStamp, CalendarYear, SpecialDay
from members.models import Committee

GATE = 5_390_203  # the advisory lock between whoever reckons and whoever changes a calendar
THE_STAMP = 1
STAMP = CalendarStamp.objects.filter(pk=THE_STAMP).values_list("token", flat=True)

Known = dict[int, WorkCalendar]
_kept: dict[int, tuple[UUID | None, WorkCalendar]] = {}  # of this process, by committee
_request: ContextVar[Known | None] = ContextVar("calendars", default=None)


def calendar_of(committee_id: int, beside: Any = None) -> WorkCalendar:
    """The working days of a committee, for pages: one question, and only the first in a request.

    None where a row of stamped() is at hand: the stamp was read together with it.
    """
    known = _request.get()
    if known is None:
        return current(committee_id, beside)
    if committee_id not in known:
        known[committee_id] = current(committee_id, beside)
    return known[committee_id]


def stamped(rows: Any) -> Any:
    """The rows of a question, each with the stamp of the calendars at that moment."""
    return rows.annotate(stamp=Subquery(STAMP[:1]))


def calendar_now(committee_id: int) -> WorkCalendar:
    """The same inside a move: what is reckoned by it is seen by every later recomputation.

    Until the move ends no calendar changes; one that is changing is waited for.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [GATE])
    return current(committee_id)


def current(committee_id: int, beside: Any = None) -> WorkCalendar:
    """By the stamp as it is now, or was read with the row beside."""
    stamp = beside.stamp if hasattr(beside, "stamp") else STAMP.first()
    kept = _kept.get(committee_id)
    if kept is None or kept[0] != stamp:
        kept = _kept[committee_id] = (stamp, load(committee_id))
    return kept[1]


def restamp() -> None:
    """Every calendar in memory is old from now on; the change waits until nobody reckons.

    A token, not a number: one that was rolled back never comes again with other days.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [GATE])
    CalendarStamp.objects.update_or_create(pk=THE_STAMP, defaults={"token": uuid4()})


def load(committee_id: int) -> WorkCalendar:
    """From the tables; where the top keeps no table yet, by the notices of the library."""
    path = path_of(committee_id)
    years = dict(CalendarYear.objects.filter(committee=path[0]).values_list("year", "published"))
    published = frozenset(year for year, yes in years.items() if yes)
    return WorkCalendar(special_days(path, published), published, noticed=not years)


def special_days(path: list[int], published: frozenset[int]) -> dict[date, bool]:
    """Days of published notices, then those of each place, the nearest last."""
    wanted = Q(local=False, committee=path[0], day__year__in=published)
    found = SpecialDay.objects.filter(wanted | Q(local=True, committee__in=path))
    lines = found.values_list("local", "committee", "day", "working")
    ranked = sorted(lines, key=lambda line: (line[0], path.index(line[1])))
    return {day: working for _, _, day, working in ranked}


def path_of(committee_id: int) -> list[int]:
    """From the top of the tree down to the committee itself."""
    columns = ("pk", "parent", "parent__parent", "parent__parent__parent")
    up = Committee.objects.values_list(*columns).get(pk=committee_id)
    return [one for one in up if one is not None][::-1]


def below(committee_id: int) -> list[int]:
    """The committee and all that hang on it."""
    up = ("pk", "parent", "parent__parent", "parent__parent__parent")
    here = Q()
    for name in up:
        here |= Q(**{name: committee_id})
    return list(Committee.objects.filter(here).values_list("pk", flat=True))


@contextmanager
def remembered() -> Iterator[None]:
    """While one request is answered, each calendar is looked up once."""
    token = _request.set({})
    try:
        yield
    finally:
        _request.reset(token)
