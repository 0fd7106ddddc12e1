"""The notices that chinesecalendar knows, as rows: how a calendar begins."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

import chinese_calendar

from deadlines.calendar import SATURDAY, has_notice, year_days

FIRST_YEAR = 2004  # of the library


class NoticedDay(NamedTuple):
    """A day that is worked or not worked against the rule of the week."""

    day: date
    working: bool
    name: str


def noticed_years() -> list[int]:
    """Every year whose notice the library knows."""
    years: list[int] = []
    while has_notice(FIRST_YEAR + len(years)):
        years.append(FIRST_YEAR + len(years))
    return years


@cache
def noticed_days(year: int) -> tuple[NoticedDay, ...]:
    """What the State Council's notice for the year says of single days."""
    return tuple(days_against_the_week(year))


def days_against_the_week(year: int) -> Iterator[NoticedDay]:
    for day in year_days(year):
        _, holiday = chinese_calendar.get_holiday_detail(day)
        working = bool(chinese_calendar.is_workday(day))
        if working != (day.weekday() < SATURDAY):
            yield NoticedDay(day, working, called(holiday))


def called(holiday: str | None) -> str:
    """The Chinese name of the festival that the day belongs to."""
    return chinese_calendar.Holiday(holiday).chinese if holiday else "调休"


def source_of(year: int) -> str:
    return f"国务院办公厅关于{year}年部分节假日安排的通知"
