"""The days of one year that are worked, or not, against the rule of the week: for one committee."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Q

from deadlines.calendar import SATURDAY, WorkCalendar, has_notice, year_days
from deadlines.keeping import year_of
from deadlines.models import SpecialDay
from deadlines.seeding import noticed_days, source_of
from deadlines.workdays import calendar_of, path_of
from members.models import Committee


class YearFacts(NamedTuple):
    """published: the notice is known; else every day is 暂定 but those entered for the place."""

    year: int
    published: bool
    provisional: bool
    source: str
    special_days: list[DayFacts]


class DayFacts(NamedTuple):
    date: date
    working: bool
    name: str
    source: str
    local: bool
    provisional: bool


def days_of(path: list[int], year: int) -> Any:
    """What has been said of single days of the year, for the committee."""
    ours = Q(local=False, committee=path[0]) | Q(local=True, committee__in=path)
    found = SpecialDay.objects.filter(ours, day__year=year).select_related("committee")
    return found.order_by("day", "local")


def facts_of(committee_id: int, year: int) -> YearFacts:
    """As limits are reckoned by it at this moment; a draft counts for nothing yet."""
    calendar, path = calendar_of(committee_id), path_of(committee_id)
    kept = year_of(Committee(pk=path[0]), year)
    known, library = calendar.knows(year), calendar.noticed and has_notice(year)
    rows = sorted(days_of(path, year), key=lambda one: (one.local, path.index(one.committee_id)))
    in_force = [one for one in rows if one.local or kept.published]
    said = {one.day: one for one in [*(of_library(year) if library else ()), *in_force]}
    days = sorted(set(said) | shifted(calendar, year))
    source = source_of(year) if library else kept.source if known else ""
    facts = [day_facts(calendar, day, said.get(day)) for day in days]
    return YearFacts(year, known, not known, source, facts)


def of_library(year: int) -> Iterable[SpecialDay]:
    """The notice as the library knows it, for a committee whose top keeps no table."""
    source = source_of(year)
    return [SpecialDay(source=source, **one._asdict()) for one in noticed_days(year)]


def shifted(calendar: WorkCalendar, year: int) -> set[date]:
    """All days that are not as their day of the week would have them."""
    return {
        day for day in year_days(year) if calendar.is_workday(day) != (day.weekday() < SATURDAY)
    }


def day_facts(calendar: WorkCalendar, day: date, said: SpecialDay | None) -> DayFacts:
    return DayFacts(
        date=day,
        working=calendar.is_workday(day),
        name=said.name if said else "",
        source=said.source if said else "",
        local=bool(said and said.local),
        provisional=not calendar.is_sure(day),
    )
