"""The days of the story, counted in working days: nothing happens on a day of rest."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from common import clock
from deadlines.arithmetic import add_workdays, roll_forward
from deadlines.calendar import NATIONAL
from members.models import chinese

PLENARY = -105  # working days before today: about five months
PLENARY_DAYS = 4
FIRST_TERM = (11, 2022)
TERM_YEARS = 5
MINUTES_OF_A_DAY = 470  # nine to about five


class Almanac:
    """Day n ≥ 0 is counted from the opening of the plenary, day n < 0 back from today.

    Where today is a day of rest, the next working day stands for it.
    """

    def __init__(self) -> None:
        self.today = roll_forward(clock.today(), NATIONAL).on
        self.plenary = plenary_by(add_workdays(self.today, PLENARY, NATIONAL).on)

    def day(self, n: int) -> date:
        return add_workdays(self.plenary if n >= 0 else self.today, n, NATIONAL).on

    def ahead(self, n: int) -> date:
        """The n-th working day after today."""
        return add_workdays(self.today, n, NATIONAL).on

    @property
    def plenary_to(self) -> date:
        return self.plenary + timedelta(days=PLENARY_DAYS - 1)

    @property
    def opens_on(self) -> date:
        return add_workdays(self.plenary, -20, NATIONAL).on

    @property
    def cutoff(self) -> datetime:
        """Six in the evening of the last day but one."""
        return at(self.plenary_to - timedelta(days=1), 9 * 60)

    @property
    def term(self) -> int:
        ordinal, year = FIRST_TERM
        return ordinal + (self.plenary.year - year) // TERM_YEARS

    @property
    def term_starts(self) -> date:
        ordinal, year = FIRST_TERM
        return date(year + (self.term - ordinal) * TERM_YEARS, 1, 10)

    @property
    def session(self) -> int:
        return self.plenary.year - self.term_starts.year + 1

    @property
    def session_name(self) -> str:
        return f"{chinese(self.term)}届{chinese(self.session)}次会议"


def plenary_by(day: date) -> date:
    """The last day up to that one on which a plenary may open."""
    while not whole(day):
        day -= timedelta(days=1)
    return day


def whole(first: date) -> bool:
    """Whether a plenary that opens on that day meets on working days only."""
    days = (first + timedelta(days=n) for n in range(PLENARY_DAYS))
    return all(NATIONAL.is_workday(day) for day in days)


def at(day: date, minutes: int) -> datetime:
    """So many minutes after nine in the morning of a day."""
    opening = datetime.combine(day, time(9), clock.SHANGHAI)
    return opening + timedelta(minutes=minutes)
