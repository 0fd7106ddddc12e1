"""What a sweep has to know, as rows: which ladder is whose, and which mark holds for which day."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from common import clock
from deadlines.ladder import compulsory, horizon, ladders_of, marks, remaining
from deadlines.models import DUTIES, Recipient, Rung
from deadlines.workdays import calendar_of
from members.models import Role
from members.words import said
from notices.models import Weight

UID = "{uid}"


class Page(NamedTuple):
    """The page of a kind of case: its address before and after the uid of the case."""

    kind: str
    before: str
    after: str


class Sees(NamedTuple):
    """Who above the debtor may see what is owed about this kind of row."""

    subject: str
    recipient: str


class Place(NamedTuple):
    committee: int
    kind: str
    ladder: int
    label: str


class Step(NamedTuple):
    ladder: int
    due_on: date
    recipient: str
    mark: str
    since: datetime
    words: str
    weight: str


PAGES: dict[str, Callable[[], str]] = {}
SEES: list[Sees] = []


def reminds(kind: str, page: Callable[[], str], sees: dict[str, set[Recipient]]) -> None:
    """Debts in this kind of case are reminded of; called when the app is ready.

    page: gives its address with {uid} in it. sees: by table of what is owed about, who above the
    debtor may see that; nobody else is told.
    """
    PAGES[kind] = page
    SEES.extend(Sees(subject, str(one)) for subject, all_ in sees.items() for one in sorted(all_))


@dataclass
class Plan:
    """Grows by one committee after another; `last` is the farthest due day it looks at."""

    today: date
    places: list[Place] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    ladders: int = 0
    last: date = date.min

    def add(self, committee: int, first: date, after: date | None = None) -> None:
        """A committee whose oldest open debt was due on `first`; after: only what began later."""
        for kinds, rungs in ladders(committee):
            self.ladders += 1
            self.last = max(self.last, self.today + timedelta(days=horizon(rungs)))
            self.places += [
                Place(committee, kind, self.ladders, said(label, committee))
                for kind, label in kinds
            ]
            self.steps += self.climb(committee, rungs, first, after)

    def climb(
        self, committee: int, rungs: list[Rung], first: date, after: date | None
    ) -> Iterator[Step]:
        for rung, due_on, mark in marks(rungs, first, self.today, calendar_of(committee)):
            if after and mark.since <= after:
                continue
            must = compulsory(rung, due_on, self.today)
            yield Step(
                self.ladders,
                due_on,
                rung.recipient,
                mark.code,
                start_of(mark.since),
                remaining(due_on, self.today),
                Weight.MUST.value if must else Weight.USUAL.value,
            )

    def parameters(self) -> dict[str, Any]:
        """One array for each column."""
        roles = [(str(role.value), str(role.label)) for role in Role]
        return {
            **columns("place", Place, self.places),
            **columns("step", Step, self.steps),
            **columns(
                "page", Page, [Page(kind, *page().split(UID)) for kind, page in PAGES.items()]
            ),
            **columns("sees", Sees, SEES),
            "role": [value for value, _ in roles],
            "role_label": [label for _, label in roles],
            "last": self.last,
            "today": self.today,
        }


def columns(table: str, shape: Any, rows: list[Any]) -> dict[str, list[Any]]:
    """{"place_kind": [...], …}"""
    return {f"{table}_{name}": [getattr(row, name) for row in rows] for name in shape._fields}


def ladders(committee: int) -> Iterator[tuple[list[tuple[str, str]], list[Rung]]]:
    """Each ladder of a committee with the duties it is for."""
    found = ladders_of(committee)
    for duty, rungs in found.items():
        if duty:
            yield [(kind, label) for kind, label in DUTIES if kind == duty], rungs
        else:
            yield [(kind, label) for kind, label in DUTIES if kind not in found], rungs


def start_of(day: date) -> datetime:
    return clock.end_of(day - timedelta(days=1))
