"""Holding a case: its lock, and one fresh object for each of its rows."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

from django.db import connection, transaction
from django.db.models import ForeignKey

from workflow.models import Case, Root, Row

R = TypeVar("R", bound=Row)


HELD: ContextVar[frozenset[int]] = ContextVar("held", default=frozenset())


@contextmanager
def holding(case: Case) -> Iterator[Case]:
    """The case, fresh and locked; the same object if this block already holds it.

    The lock comes first and the rows are read after it, in statements of their own: one joined
    SELECT … FOR UPDATE would lend rows as they were before the wait. A birth needs no lock.
    """
    if case.held:
        yield case
    elif case.pk:
        with holding_all(case) as [locked]:
            yield locked
    else:
        with transaction.atomic(), marked([case]):
            yield case


@contextmanager
def holding_all(*cases: Case) -> Iterator[list[Case]]:
    """Several cases at once, locked in the order of their numbers, so nobody waits in a ring.

    For the same reason whoever holds a case may not lock another one: RuntimeError.
    """
    if HELD.get():
        raise RuntimeError("a case is held already; take all cases at once with holding_all()")
    numbers = [case.pk for case in cases]
    with transaction.atomic():
        waiting = Case.objects.select_for_update(no_key=True).select_related(None)
        locked = {case.pk: case for case in waiting.filter(pk__in=numbers).order_by("pk")}
        with marked(locked.values()):
            yield [locked[number] for number in numbers]


@contextmanager
def marked(cases: Collection[Case]) -> Iterator[None]:
    """Remember, while the block lasts, that these are held and which rows were lent.

    Raises RuntimeError when the failure of an inner move was swallowed: it may have left traces.
    """
    for case in cases:
        case.held, case.lent, case.also = True, {}, {}
        case.spoiled, case.depth = False, len(connection.savepoint_ids)
    token = HELD.set(HELD.get() | {case.pk for case in cases if case.pk})
    try:
        yield
        if any(case.spoiled for case in cases):
            raise RuntimeError("an inner move failed; its refusal must leave the block")
    finally:
        HELD.reset(token)
        for case in cases:
            case.held = False


def lend(row: R, case: Case) -> R:
    """The row as it is now, under the lock; everybody inside the block gets the same object."""
    if row._state.adding:
        adopt(row, case)
        return row
    known = case.lent.get(row.key())
    if known is None:
        known = type(row)._base_manager.get(pk=row.pk)
        case.lent[row.key()] = known
        adopt(known, case)
    return known  # type: ignore[return-value]


def adopt(row: Row, case: Case) -> None:
    """Point the row at its case, and at the lent objects of the rows beside it."""
    if isinstance(row, Root):
        row.case = case
        return
    for field in row._meta.concrete_fields:
        if not isinstance(field, ForeignKey) or not issubclass(field.related_model, Row):
            continue
        key = (field.related_model.kind(), getattr(row, field.attname))
        if key in case.lent:
            setattr(row, field.name, case.lent[key])
        elif field.name == row.ROOT or field.is_cached(row):  # type: ignore[attr-defined]
            beside = getattr(row, field.name)
            if beside is not None and beside.case_id == case.pk:
                setattr(row, field.name, lend(beside, case))
