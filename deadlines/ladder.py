"""Which mark of its ladder an open obligation has reached today: pure functions on dates."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import accumulate
from typing import NamedTuple

from deadlines.arithmetic import Calendar
from deadlines.models import Recipient, Rung

DAY = timedelta(days=1)
NEVER, LATE, ALWAYS = Rung.Compulsory.NEVER, Rung.Compulsory.LATE, Rung.Compulsory.ALWAYS

# The ladder of every committee that keeps none: who owes is told before the day and at it, then
# every second working day; one after another learns of it who is above.
DEFAULT: tuple[Rung, ...] = (
    Rung(recipient=Recipient.DEBTOR, before=[30, 15, 7, 3, 1, 0], after_from=1, every=2,
         compulsory=LATE),
    Rung(recipient=Recipient.HEAD, before=[], after_from=1, every=5, compulsory=LATE),
    Rung(recipient=Recipient.DISPATCHER, before=[], after_from=3, every=5, compulsory=LATE),
    Rung(recipient=Recipient.OFFICE, before=[], after_from=5, every=5, compulsory=LATE),
    Rung(recipient=Recipient.LEAD, before=[], after_from=10, every=10, compulsory=NEVER),
)  # fmt: skip


class Mark(NamedTuple):
    """code: b7 (seven days before), b0 (the day itself), a3 (third working day after).

    since: the day from which it holds.
    """

    code: str
    since: date


@dataclass(frozen=True)
class Workdays:
    """Working days counted from `first` on, so that no day is asked of the calendar twice."""

    first: date
    last: date
    calendar: Calendar
    counted: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        days = (self.first + n * DAY for n in range((self.last - self.first).days + 1))
        self.counted.extend(accumulate(map(int, map(self.calendar.is_workday, days))))

    def between(self, start: date, end: date) -> int:
        """Working days after `start` up to and with `end`."""
        return self.counted[(end - self.first).days] - self.counted[(start - self.first).days]

    def nth_after(self, start: date, n: int) -> date:
        """The n-th working day after `start`; it lies within what was counted."""
        place = bisect_left(self.counted, self.counted[(start - self.first).days] + n)
        return self.first + place * DAY


def mark_of(rung: Rung, due_on: date, today: date, workdays: Workdays) -> Mark | None:
    """The most advanced mark that has come for an item due on that day; None before the first."""
    if due_on < today and rung.after_from is not None:
        late = workdays.between(due_on, today)
        if late >= rung.after_from:
            step = rung.after_from
            if rung.every:
                step += (late - rung.after_from) // rung.every * rung.every
            return Mark(f"a{step}", workdays.nth_after(due_on, step))
    come = [days for days in rung.before if due_on - days * DAY <= today]
    return Mark(f"b{min(come)}", due_on - min(come) * DAY) if come else None


def horizon(rungs: Iterable[Rung]) -> int:
    """How many days ahead the ladder looks."""
    return max((max(rung.before, default=0) for rung in rungs), default=0)


def marks(
    rungs: Iterable[Rung], first: date, today: date, calendar: Calendar
) -> Iterator[tuple[Rung, date, Mark]]:
    """For each line and each due day from `first` to the horizon: the mark that holds today."""
    rungs = list(rungs)
    first = min(first, today)
    workdays = Workdays(first, today, calendar)
    for n in range((today - first).days + horizon(rungs) + 1):
        due_on = first + n * DAY
        for rung in rungs:
            if mark := mark_of(rung, due_on, today, workdays):
                yield rung, due_on, mark


def remaining(due_on: date, today: date) -> str:
    """The due day and how far off it is, in words."""
    on, days = f"{due_on:%-m月%-d日}到期", (due_on - today).days
    if days == 0:
        return "今天到期"
    return f"{on}，还有{days}天" if days > 0 else f"{on}，已逾期{-days}天"


def compulsory(rung: Rung, due_on: date, today: date) -> bool:
    return rung.compulsory == ALWAYS or rung.compulsory == LATE and due_on <= today


def ladders_of(committee: int) -> dict[str, list[Rung]]:
    """By duty; the empty one is for all duties that have none of their own."""
    found: dict[str, list[Rung]] = {}
    for rung in Rung.objects.filter(committee=committee):
        found.setdefault(rung.duty, []).append(rung)
    return {"": list(DEFAULT)} | found
