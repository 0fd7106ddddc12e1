"""The platform's arithmetic against a slow, day-by-day reading of the law."""

from __future__ import annotations

from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deadlines import arithmetic
from deadlines.arithmetic import Due, Pause, Unit
from deadlines.calendar import NATIONAL, WorkCalendar

DAY = timedelta(days=1)
day = date.fromisoformat

NEW_YEARS = {2027: "02-06", 2028: "01-26", 2029: "02-13", 2030: "02-03", 2031: "01-23"}
FESTIVALS = {
    2027: ("04-05", "06-09", "09-15"),
    2028: ("04-04", "05-28", "10-03"),
    2029: ("04-04", "06-16", "09-22"),
    2030: ("04-05", "06-05", "09-12"),
    2031: ("04-05", "06-24", "10-01"),
}
EVERY_YEAR = ("01-01", "05-01", "05-02", "10-01", "10-02", "10-03")
STATUTORY = {
    *(day(f"{year}-{text}") for year in FESTIVALS for text in (*EVERY_YEAR, *FESTIVALS[year])),
    *(day(f"{y}-{text}") + i * DAY for y, text in NEW_YEARS.items() for i in (-1, 0, 1, 2)),
}


class Oracle:
    """The law read slowly: one day at a time, remembering every day that it had to look at."""

    def __init__(
        self,
        special: dict[date, bool],
        published: frozenset[int],
        pauses: list[Pause],
        noticed: bool = True,
    ):
        self.special, self.published, self.pauses = special, published, pauses
        self.noticed, self.guessed = noticed, False

    def due(self, start: date, n: int, unit: Unit) -> Due:
        if unit == Unit.WORKDAYS and n:
            return Due(self.count(start, n), self.guessed)
        return Due(self.roll(self.run(start, n, unit)), self.guessed)

    def paused(self, today: date) -> bool:
        return any(today in days_of(pause) for pause in self.pauses)

    def works(self, today: date) -> bool:
        if self.paused(today):
            return False
        if today in self.special:
            return self.special[today]
        if self.noticed and 2004 <= today.year <= 2026:
            return chinese_calendar.is_workday(today)
        if today.year in self.published:
            return today.isoweekday() not in (6, 7)
        self.guessed = True
        return today.isoweekday() not in (6, 7) and today not in STATUTORY

    def count(self, today: date, n: int) -> date:
        forward, left = n > 0, abs(n)
        while left > 0:
            today = today + DAY if forward else today - DAY
            left -= self.works(today)
        return today

    def roll(self, today: date) -> date:
        while not self.works(today):
            today += DAY
        return today

    def run(self, start: date, n: int, unit: Unit) -> date:
        owed = self.month_days(start, n) if unit == Unit.MONTHS else n
        today = start
        while owed > 0:
            today += DAY
            owed -= not self.paused(today)
        return today

    @staticmethod
    def month_days(start: date, n: int) -> int:
        """Walk to the matching day: over n month ends, then to the same number or the month end."""
        today, ends = start, 0
        while ends < n:
            today += DAY
            ends += today.day == 1
        while n and today.day < start.day and (today + DAY).day != 1:
            today += DAY
        return (today - start).days


def days_of(pause: Pause) -> list[date]:
    return [pause.first + i * DAY for i in range((pause.last - pause.first).days + 1)]


STARTS = st.dates(day("2022-01-01"), day("2028-12-31"))
LIMITS = st.one_of(
    st.tuples(st.integers(-20, 60), st.just(Unit.WORKDAYS)),
    st.tuples(st.integers(0, 13), st.just(Unit.MONTHS)),
    st.tuples(st.integers(0, 120), st.just(Unit.DAYS)),
)
PUBLISHED = st.frozensets(st.sampled_from([2026, 2027, 2028, 2029]))
SPECIAL_DAYS = st.dictionaries(st.integers(-40, 200), st.booleans(), max_size=8)
KEPT = frozenset(range(2004, 2027))  # what such a table begins with
NOTICED = st.booleans()  # a committee with a table of its own asks no library
PAUSES = st.lists(st.tuples(st.integers(-10, 90), st.integers(0, 20)), max_size=3)

cases = given(STARTS, LIMITS, SPECIAL_DAYS, PUBLISHED, PAUSES, NOTICED)


def agree(
    start: date,
    limit: tuple[int, Unit],
    special: dict[int, bool],
    published: frozenset[int],
    pauses: list[tuple[int, int]],
    noticed: bool,
) -> None:
    """Platform and oracle, given the same start, limit, calendar and pauses, name the same day."""
    entered = {start + i * DAY: works for i, works in special.items()}
    stops = [Pause(start + i * DAY, start + (i + length) * DAY) for i, length in pauses]
    published |= frozenset() if noticed else KEPT
    calendar = WorkCalendar(entered, published, noticed=noticed)
    reckoned = arithmetic.due(start, *limit, calendar, stops)
    assert reckoned == Oracle(entered, published, stops, noticed).due(start, *limit)


@cases
@settings(max_examples=400, deadline=None)
def test_the_platform_and_a_slow_reader_of_the_law_never_differ(
    start, limit, special, published, pauses, noticed
):
    agree(start, limit, special, published, pauses, noticed)


@pytest.mark.prove
@cases
@settings(
    max_examples=100_000, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)
def test_they_do_not_differ_in_a_hundred_thousand_cases(
    start, limit, special, published, pauses, noticed
):
    agree(start, limit, special, published, pauses, noticed)


@given(STARTS, st.integers(1, 400), LIMITS, SPECIAL_DAYS, PUBLISHED)
@settings(max_examples=400, deadline=None)
def test_who_starts_later_is_never_due_earlier(start, later, limit, special, published):
    calendar = WorkCalendar({start + i * DAY: on for i, on in special.items()}, published)
    first = arithmetic.due(start, *limit, calendar)
    assert first.on <= arithmetic.due(start + later * DAY, *limit, calendar).on


@given(STARTS, st.integers(1, 60))
@settings(max_examples=200, deadline=None)
def test_counting_days_left_undoes_adding_them(start, n):
    end = arithmetic.add_workdays(start, n, NATIONAL).on
    assert arithmetic.workdays_between(start, end, NATIONAL) == n
    assert NATIONAL.is_workday(end)


@pytest.mark.parametrize("unit", list(Unit))
def test_no_start_up_to_the_end_of_2035_fails_and_every_last_day_is_worked(unit):
    first, last = day("2004-01-01"), day("2035-12-31")
    starts = [first + i * DAY for i in range((last - first).days + 1)]
    ends = [arithmetic.due(start, 6, unit, NATIONAL).on for start in starts]
    assert ends == sorted(ends)
    assert all(NATIONAL.is_workday(end) for end in ends)
