"""What a change would move, before it moves it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from common import clock
from common.templatetags.ui import stamp
from deadlines.models import Obligation
from deadlines.recomputing import Reckoner, Scope, with_all
from deadlines.workdays import load

SHOWN = 20


class Shift(NamedTuple):
    """One due day, as it is and as it would be."""

    caption: str
    duty: str
    before: date
    after: date
    settled: bool  # no longer 暂定

    def __str__(self) -> str:
        if self.before == self.after:
            return f"《{self.caption}》{self.duty}：{stamp(self.before)}，日期不变"
        return f"《{self.caption}》{self.duty}：{stamp(self.before)}改为{stamp(self.after)}"


@dataclass
class Forecast:
    """How many due days would move, become definite or be over at once; the first in detail."""

    touched: int = 0
    later: int = 0
    earlier: int = 0
    settled: int = 0
    overdue: int = 0
    shifts: list[Shift] = field(default_factory=list)

    def count(self, owed: Obligation, on: date, provisional: bool) -> None:
        settled = owed.provisional and not provisional
        self.touched += 1
        self.later += on > owed.due_on
        self.earlier += on < owed.due_on
        self.settled += settled
        self.overdue += on < clock.today() <= owed.due_on
        if len(self.shifts) < SHOWN:
            duty = owed.get_kind_display()
            self.shifts.append(Shift(owed.case.caption, duty, owed.due_on, on, settled))


def forecast(scope: Scope, seen: Forecast) -> None:
    """Count what would change by the tables as they stand in this transaction."""
    reckoner = Reckoner(load, anew=bool(scope.duty))
    rows = with_all(scope.touched()).select_related("session__term", "case")
    for owed in rows.iterator(chunk_size=1000):
        changes = reckoner.changes(owed)
        if changes.keys() & {"due_on", "provisional"}:
            on = changes.get("due_on", owed.due_on)
            seen.count(owed, on, changes.get("provisional", owed.provisional))
