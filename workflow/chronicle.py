"""Whole histories written at once: cases, their rows and their events, in a few statements.

For what happened before (a demo's past year, a trial of volume), where one transaction a move
would take an hour. The lines of the tables and the record are those of moving(), and the triggers
of the database look at every change of status as always. Rules and gates, which ask the database,
are the teller's to keep; nobody is told of what is over.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any, TypeVar

from django.db import connection, transaction
from django.db.models import Model

from workflow.hand import Hand
from workflow.models import Case, Event, Key, Root, Row
from workflow.procedure import Procedure
from workflow.record import UNBORN, differing, signature

M = TypeVar("M", bound=Model)
POOL = 500  # numbers taken from a sequence at once
BATCH = 1000  # rows of one statement
NEXT = "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)"


class Chronicle:
    """Told in memory move by move, then written by `write()` as one transaction."""

    def __init__(self) -> None:
        self.cases: list[Case] = []
        self.going_on: list[Case] = []  # that were there before
        self.events: list[Event] = []
        self.rows: dict[type[Model], list[Any]] = defaultdict(list)
        self.paths: dict[Key, list[str]] = {}
        self.told: dict[Key, dict[str, Any]] = {}
        self.numbers: dict[type[Model], list[int]] = defaultdict(list)

    def go_on(self, case: Case) -> Case:
        """A case that is there already, under its lock; raises RuntimeError outside of one."""
        if not case.held:
            raise RuntimeError("hold the case first")
        self.going_on.append(case)
        return case

    def keep(self, row: M) -> M:
        """A row beside the record (a text, a debt): it gets its number now, and is written too."""
        if row.pk is None:
            row.pk = self.number(type(row))
        self.rows[type(row)].append(row)
        return row

    def number(self, model: type[Model]) -> int:
        """The next number of the table's own sequence."""
        pool = self.numbers[model]
        if not pool:
            table, column = model._meta.db_table, str(model._meta.pk.column)
            with connection.cursor() as cursor:
                cursor.execute(NEXT, [table, column, POOL])
                pool.extend(value for (value,) in reversed(cursor.fetchall()))
        return pool.pop()

    def bear(self, row: Row) -> None:
        """Give a new row its number, and a new case its own, so that others may name it."""
        if isinstance(row, Root):
            case: Case = row.case
            case.pk, case.kind, case.also = self.number(Case), row.kind(), {}
            row.case, row.committee_id = case, case.committee_id
            self.cases.append(case)
            self.rows[type(row)].append(row)
        else:
            self.keep(row)
        self.paths[row.key()] = []

    def move(
        self,
        procedure: Procedure[Any, Any],
        row: Row,
        action: Any,
        *,
        by: Hand,
        at: datetime,
        note: str = "",
        **values: Any,
    ) -> None:
        """One line of a table, with the values it sets. ValueError from where it may not start."""
        if row.pk is None:
            self.bear(row)
        move, source = procedure.moves[action], row.status or UNBORN
        if source not in move.sources:
            raise ValueError(f"{row.kind()}: no {action} from {source!r}")
        changes = self.change(row, values | {"status": move.target or source})
        event = Event(
            source=source,
            action=action,
            target=row.status,
            at=at,
            note=note,
            data={"v": 1, "changes": changes} | row.case.also,
            audience=move.audience,
            **signature(by),
        )
        self.link(row, event)

    def change(self, row: Row, values: dict[str, Any]) -> dict[str, Any]:
        """Set them; what is different from when the row was last told of."""
        stood = row.status
        for name, value in values.items():
            setattr(row, name, value)
        before = self.told.get(row.key(), {"status": UNBORN})
        after = self.told[row.key()] = row.facts()
        if row.status != stood:
            self.paths[row.key()].append(row.status)
        return differing(before, after)

    def link(self, row: Row, event: Event) -> None:
        """The event, at the end of its case's chain."""
        case: Case = row.case
        case.version, case.also = case.version + 1, {}
        event.case, event.committee_id, event.version = case, case.committee_id, case.version
        event.subject_type, event.subject_id = row.key()
        event.previous = case.head
        event.hash = case.head = event.digest()
        if isinstance(row, Root):
            case.caption = row.caption()[:200]
        self.events.append(event)

    @transaction.atomic
    def write(self) -> None:
        """Everything that was told, and nothing else."""
        Case.objects.bulk_create(self.cases, BATCH)
        for case in self.going_on:
            case.save(update_fields=["version", "head", "caption"])
        for model, rows in self.rows.items():
            self.insert(model, rows)
        Event.objects.bulk_create(self.events, BATCH)
        self.walk()

    def insert(self, model: type[Model], rows: list[Any]) -> None:
        """As they were born; their statuses follow one by one, for each needs its event."""
        ends = [self.go_back(row) for row in rows]
        model._base_manager.bulk_create(rows, BATCH)
        for row, end in zip(rows, ends, strict=True):
            if end:
                row.status = end

    def go_back(self, row: Any) -> str:
        """Put a row where its path began; where it stood. Empty for rows without a path."""
        path = self.paths.get(row.key()) if isinstance(row, Row) else None
        if not path:
            return ""
        stood, row.status = str(row.status), path[0]
        return stood

    def walk(self) -> None:
        """One statement for all rows of a table that come to the same status at the same turn."""
        turns: dict[tuple[int, type[Model], str], list[int]] = defaultdict(list)
        for model, rows in self.rows.items():
            for row in rows if issubclass(model, Row) else ():
                for turn, status in enumerate(self.paths[row.key()][1:]):
                    turns[turn, model, status].append(row.pk)
        for (_, model, status), numbers in sorted(turns.items(), key=first):
            for some in portions(numbers):
                model._base_manager.filter(pk__in=some).update(status=status)


def first(turn: tuple[tuple[int, type[Model], str], list[int]]) -> int:
    return turn[0][0]


def portions(numbers: list[int]) -> Iterable[list[int]]:
    return (numbers[n : n + BATCH] for n in range(0, len(numbers), BATCH))
