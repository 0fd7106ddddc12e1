"""What was owed in the demo's consultations, by the limits of the place."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime
from typing import Any

from common.clock import day_of
from deadlines.defaults import Kind
from deadlines.policies import Limit, limit_for
from deadlines.services import Debtor, debt, told
from deadlines.workdays import calendar_now
from proposals.demo.year.owing import Owing
from workflow.chronicle import Chronicle
from workflow.models import Row


class Debts(Owing):
    """Of one county; no session counts here."""

    def __init__(self, book: Chronicle, committee: int) -> None:
        self.book, self.committee = book, committee
        self.calendar = calendar_now(committee)
        self.open, self.limits, self.days = defaultdict(list), {}, {}

    def limit(self, row: Any, kind: Kind) -> Limit:
        key = (str(kind), "", "")
        if key not in self.limits:
            self.limits[key] = limit_for(kind, self.committee)
        return self.limits[key]

    def owe(
        self, row: Row, kind: Kind, debtor: Debtor, at: datetime, start: date | None = None
    ) -> None:
        self.open_by(row, kind, debtor, at, self.limit(row, kind))

    def owe_on(
        self, row: Row, kind: Kind, debtor: Debtor, at: datetime, on: date, rule: str
    ) -> None:
        """By a day that was agreed."""
        agreed = Limit(0, self.limit(row, kind).measure, rule, fixed_on=on)
        self.open_by(row, kind, debtor, at, agreed)

    def open_by(self, row: Row, kind: Kind, debtor: Debtor, at: datetime, limit: Limit) -> None:
        start = day_of(at)
        due = self.days.get((limit, start)) or limit.due(start, self.calendar)
        self.days[limit, start] = due
        owed = debt(row, kind, debtor, limit, start, due, None)
        owed.opened_at = at
        told(row, self.book.keep(owed))
        self.open[row.case.pk].append(owed)
