"""What was owed in the year, by the limits of the place: opened and met in memory."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime
from typing import Any

from common.clock import day_of
from deadlines.arithmetic import Due, fixed_date
from deadlines.calendar import WorkCalendar
from deadlines.defaults import Kind
from deadlines.models import Obligation
from deadlines.policies import Limit, limit_for
from deadlines.services import Debtor, debt, told
from deadlines.workdays import calendar_now
from members.models import Session
from proposals.debts import promised_limit
from proposals.models import Commitment
from workflow.chronicle import Chronicle
from workflow.models import Row


class Owing:
    """The debts of one batch; limits and due days are looked up once."""

    def __init__(self, book: Chronicle, committee: int, session: Session) -> None:
        self.book, self.committee, self.session = book, committee, session
        self.calendar: WorkCalendar = calendar_now(committee)
        self.open: dict[int, list[Obligation]] = defaultdict(list)  # by case
        self.limits: dict[tuple[str, str, str], Limit] = {}
        self.days: dict[tuple[Limit, date], Due] = {}

    def owe(
        self, row: Row, kind: Kind, debtor: Debtor, at: datetime, start: date | None = None
    ) -> None:
        """Counted from `start`, else from the day it was opened."""
        limit, start = self.limit(row, kind), start or day_of(at)
        due = self.days.get((limit, start)) or limit.due(start, self.calendar)
        self.days[limit, start] = due
        owed = debt(row, kind, debtor, limit, start, due, self.session)
        owed.opened_at = at
        told(row, self.book.keep(owed))
        self.open[row.case.pk].append(owed)

    def promise(self, row: Commitment, debtor: Debtor, at: datetime) -> None:
        """By the day that was promised."""
        limit, start = promised_limit(row.due_on), day_of(at)
        due = limit.due(start, self.calendar)
        owed = debt(row, Kind.COMMITMENT, debtor, limit, start, due, self.session)
        owed.opened_at = at
        told(row, self.book.keep(owed))
        self.open[row.case.pk].append(owed)

    def extend(self, row: Commitment, until: date) -> None:
        """The same debt by a later day."""
        due = fixed_date(until, self.calendar)
        for owed in self.still(row, Kind.COMMITMENT):
            owed.extended_to, owed.due_on = until, due.on
            owed.due_version, owed.provisional = 2, due.provisional
            row.case.tell("extended", {"kind": owed.kind, "due_on": due.on.isoformat()})

    def limit(self, row: Any, kind: Kind) -> Limit:
        root = getattr(row, "root", row)
        occasion, form = root.occasion, getattr(root, "proposer_kind", "")
        key = (str(kind), occasion, form)
        if key not in self.limits:
            self.limits[key] = limit_for(
                kind, self.committee, term=self.session.term, occasion=occasion, form=form
            )
        return self.limits[key]

    def still(self, row: Row, *kinds: Kind, **debtor: Any) -> list[Obligation]:
        """What is open about one row, of one debtor if told."""
        key = row.key()
        return [
            owed
            for owed in self.open[row.case.pk]
            if (owed.subject_type, owed.subject_id) == key
            and owed.kind in kinds
            and all(getattr(owed, name) == value for name, value in debtor.items())
        ]

    def meet(self, row: Row, at: datetime, *kinds: Kind, **debtor: Any) -> None:
        done = self.still(row, *kinds, **debtor)
        for owed in done:
            owed.met_at = at
            self.open[row.case.pk].remove(owed)
        if done:
            row.case.tell("met", sorted(kinds))

    def cancel(self, case: int, at: datetime, *kinds: Kind) -> int:
        """These are owed no longer, all of them where none is named; how many there were."""
        gone = [owed for owed in self.open[case] if not kinds or owed.kind in kinds]
        for owed in gone:
            owed.cancelled_at = at
            self.open[case].remove(owed)
        return len(gone)

    def last_day(self, case: int, kind: Kind) -> date | None:
        """Until when that is owed by the last of its debtors."""
        return max((owed.due_on for owed in self.open[case] if owed.kind == kind), default=None)
