"""A day as calendars draw it: worked or not, and why."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from deadlines.calendar import SATURDAY, WorkCalendar

WEEK = "一二三四五六日"
DAY = timedelta(days=1)


class Day(NamedTuple):
    """One cell of a month; kind: work, rest (a weekend), off (a holiday) or made (made up for)."""

    day: date
    kind: str
    name: str


def cell(calendar: WorkCalendar, day: date, names: dict[date, str]) -> Day:
    weekend = day.weekday() >= SATURDAY
    if calendar.is_workday(day):
        return Day(day, "made" if weekend else "work", names.get(day, ""))
    off = not weekend or in_holiday(calendar, day)
    return Day(day, "off" if off else "rest", names.get(day, ""))


def in_holiday(calendar: WorkCalendar, weekend: date) -> bool:
    """Whether a weekend belongs to a holiday: no day is worked from it to a weekday of rest."""
    for step in (-DAY, DAY):
        day = weekend
        while not calendar.is_workday(day):
            if day.weekday() < SATURDAY:
                return True
            day += step
    return False
