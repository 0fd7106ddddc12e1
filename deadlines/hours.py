"""Office hours: when a committee's people may be written to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from common import clock
from deadlines.models import OfficeHours
from deadlines.workdays import calendar_of

FARTHEST = 60  # days to look ahead: longer than any holiday


def hours_of(committee: int) -> OfficeHours:
    """The committee's own hours, or those of the platform."""
    found = OfficeHours.objects.filter(committee=committee).first()
    return found or OfficeHours(committee_id=committee)


def is_open(committee: int, now: datetime) -> bool:
    return opening(committee, now) == now


def opening(committee: int, now: datetime) -> datetime:
    """The first moment from `now` on that lies in office hours; `now` itself while they last."""
    hours, calendar = hours_of(committee), calendar_of(committee)
    first = clock.day_of(now)
    for day in (first + timedelta(days=n) for n in range(FARTHEST)):
        if hours.rest_days or calendar.is_workday(day):
            for opens, closes in spans(hours, day):
                if now < closes:
                    return max(now, opens)
    return now


def spans(hours: OfficeHours, day: date) -> Iterator[tuple[datetime, datetime]]:
    """Morning and afternoon of a day; an end at midnight is the end of the day."""
    for start, end in (
        (hours.morning_from, hours.morning_to),
        (hours.afternoon_from, hours.afternoon_to),
    ):
        yield at(day, start), at(day, end) if end != time() else clock.end_of(day)


def at(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, clock.SHANGHAI)
