"""Which days are worked: the State Council's notices, the committee's own table, or a forecast."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, field
from datetime import date
from functools import cache

import chinese_calendar
from holidays import country_holidays

SATURDAY = 5


@dataclass(frozen=True, eq=False)
class WorkCalendar:
    """National days of work and rest, under the special days that a committee has entered.

    `special` says of single days whether they are worked (调休, 州庆 …) and wins over all else.
    `published` names years whose notice stands in `special` in full. With `noticed`, those that
    chinesecalendar knows need not be named; a committee that keeps its own table goes without.
    Any other year is a forecast, and its days are not sure.
    """

    special: Mapping[date, bool] = field(default_factory=dict)
    published: Set[int] = frozenset()
    noticed: bool = True

    def is_workday(self, day: date, /) -> bool:
        """Whether offices work on `day`; answers for every date."""
        known = self.special.get(day)
        return day not in self._rest_days(day.year) if known is None else known

    def is_sure(self, day: date, /) -> bool:
        """Whether the answer for `day` is final: its year is published, or the day was entered."""
        return self.knows(day.year) or day in self.special

    def knows(self, year: int) -> bool:
        """Whether the notice for the year is known; else its days are 暂定."""
        return year in self.published or (self.noticed and has_notice(year))

    def _rest_days(self, year: int) -> frozenset[date]:
        if self.noticed and has_notice(year):
            return noticed_rest_days(year)
        return weekends(year) if year in self.published else forecast_rest_days(year)


@cache
def has_notice(year: int) -> bool:
    """Whether chinesecalendar knows the State Council's notice for `year` (from 2004 on)."""
    try:
        chinese_calendar.is_workday(date(year, 1, 1))
    except NotImplementedError:
        return False
    return True


@cache
def noticed_rest_days(year: int) -> frozenset[date]:
    """All days off by the State Council's notice; make-up working days are not among them."""
    return _days(year, chinese_calendar.is_holiday)


@cache
def weekends(year: int) -> frozenset[date]:
    """Every Saturday and Sunday."""
    return _days(year, lambda day: day.weekday() >= SATURDAY)


@cache
def forecast_rest_days(year: int) -> frozenset[date]:
    """Weekends and statutory days (《全国年节及纪念日放假办法》), without shifted days.

    Which weekday makes up for a festival on a weekend is for the notice to say, so none is guessed.
    """
    statutory = country_holidays("CN", years=year, observed=False)
    return _days(year, lambda day: not statutory.is_working_day(day))


def _days(year: int, wanted: Callable[[date], bool]) -> frozenset[date]:
    return frozenset(filter(wanted, year_days(year)))


def year_days(year: int) -> list[date]:
    first, end = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal() + 1
    return list(map(date.fromordinal, range(first, end)))


NATIONAL = WorkCalendar()
