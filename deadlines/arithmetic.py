"""From a start day and a limit to its due day (民法典 201–203): pure functions."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple, Protocol

DAY = timedelta(days=1)


class Calendar(Protocol):
    """What the arithmetic asks of a calendar."""

    def is_workday(self, day: date, /) -> bool: ...

    def is_sure(self, day: date, /) -> bool:
        """False while the State Council has not published the year of `day`."""
        ...


class Unit(StrEnum):
    """In what a limit is counted."""

    WORKDAYS = "workdays"
    MONTHS = "months"
    DAYS = "days"


class Due(NamedTuple):
    """The last day of a limit; provisional (暂定) when it rests on a day not yet published."""

    on: date
    provisional: bool


class Pause(NamedTuple):
    """Days on which a limit does not run, both ends included; one still open has no place here."""

    first: date
    last: date


def due(start: date, n: int, unit: Unit, calendar: Calendar, pauses: Sequence[Pause] = ()) -> Due:
    """The due day of `n` working days, months or days from `start`."""
    return _ADDERS[unit](start, n, calendar, pauses)


def add_workdays(start: date, n: int, calendar: Calendar, pauses: Sequence[Pause] = ()) -> Due:
    """The n-th working day after `start`, which is not counted (民法典 201); n < 0 counts back.

    Zero is `start` itself, or the next working day where `start` is a rest day (民法典 203).
    """
    if n == 0:
        return roll_forward(start, calendar, pauses)
    running = _Running(calendar, pauses)
    end = _nth(start, n, running.is_workday)
    return Due(end, not _sure(min(start + DAY, end), max(start - DAY, end), running))


def add_months(start: date, n: int, calendar: Calendar, pauses: Sequence[Pause] = ()) -> Due:
    """The matching day n months on, or the month's last day (民法典 202), rolled (民法典 203).

    Each paused day before the end moves it on by one day.
    """
    days = (_matching_day(start, n) - start).days
    return add_days(start, days, calendar, pauses)


def add_days(start: date, n: int, calendar: Calendar, pauses: Sequence[Pause] = ()) -> Due:
    """The n-th day after `start`, which is not counted (民法典 201), rolled (民法典 203).

    Counting back (n < 0) also rolls forward: never beyond a due day, which is a working day.
    """
    end = _nth(start, n, _Running(calendar, pauses).runs) if pauses else start + n * DAY
    return roll_forward(end, calendar, pauses)


def fixed_date(on: date, calendar: Calendar) -> Due:
    """A date set by notice (如 10月31日前办复), rolled (民法典 203); pauses do not move it."""
    return roll_forward(on, calendar)


def roll_forward(day: date, calendar: Calendar, pauses: Sequence[Pause] = ()) -> Due:
    """`day`, or the first working day after it where it is a day of rest (民法典 203)."""
    running = _Running(calendar, pauses)
    end = day if running.is_workday(day) else _nth(day, 1, running.is_workday)
    return Due(end, not _sure(day, end, running))


def workdays_between(start: date, end: date, calendar: Calendar) -> int:
    """Working days after `start` up to and with `end`; negative where `end` lies before."""
    if end < start:
        return -workdays_between(end, start, calendar)
    return sum(calendar.is_workday(start + i * DAY) for i in range(1, (end - start).days + 1))


class _Running(NamedTuple):
    """A calendar on which paused days are no working days."""

    calendar: Calendar
    pauses: Sequence[Pause]

    def runs(self, day: date) -> bool:
        return not any(pause.first <= day <= pause.last for pause in self.pauses)

    def is_workday(self, day: date) -> bool:
        return self.calendar.is_workday(day) and self.runs(day)

    def is_sure(self, day: date) -> bool:
        # A paused day counts for nothing, whatever its year's notice will say.
        return self.calendar.is_sure(day) or not self.runs(day)


def _nth(start: date, n: int, counts: Callable[[date], bool]) -> date:
    step = 1 if n > 0 else -1
    while n:
        start += step * DAY
        if counts(start):
            n -= step
    return start


def _sure(first: date, last: date, running: _Running) -> bool:
    return all(running.is_sure(first + i * DAY) for i in range((last - first).days + 1))


def _matching_day(start: date, n: int) -> date:
    year, month = divmod(start.year * 12 + start.month - 1 + n, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


_ADDERS = {Unit.WORKDAYS: add_workdays, Unit.MONTHS: add_months, Unit.DAYS: add_days}
