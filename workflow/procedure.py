"""The one path of every change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Generic, NamedTuple, TypeVar

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import TextChoices
from structlog.contextvars import bound_contextvars

from workflow.hand import SYSTEM, Actor, Hand
from workflow.holding import holding, holding_all, lend
from workflow.models import Audience, Case, Event, Root, Row
from workflow.record import UNBORN, bear, facts, record

R = TypeVar("R", bound=Row)
A = TypeVar("A", bound=TextChoices)
Rule = Callable[[Any, Any], bool]  # (seat, row) -> may they?
Gate = Callable[[Any], str]  # (row) -> why not now; empty: the way is free


def open_gate(row: Any) -> str:
    return ""


class AlreadyDone(Exception):  # noqa: N818 - not an error: the same press came twice
    """This very press has been carried out; the door answers as it did the first time."""

    def __init__(self, case: Case):
        self.case = case


class Move(NamedTuple):
    sources: frozenset[str]
    target: str | None  # None: an edit, the status stays
    allowed: Rule
    gate: Gate = open_gate
    follows: Callable[[Any], bool] | None = None
    audience: Audience = Audience.PARTIES
    then: Callable[[Any], None] | None = None  # what a derived move brings with it


def move(
    *sources: str,
    to: str | None = None,
    by: Rule,
    gate: Gate = open_gate,
    audience: Audience = Audience.PARTIES,
) -> Move:
    """One line of a table: from where, to where, who may, what must be true first."""
    return Move(frozenset(sources), to, by, gate, None, audience)


def derived(
    *sources: str,
    to: str,
    when: Callable[[Any], bool],
    then: Callable[[Any], None] | None = None,
    audience: Audience = Audience.PARTIES,
) -> Move:
    """A move nobody makes: the case makes it by itself as soon as something is true of it."""
    return Move(frozenset(sources), to, nobody, open_gate, when, audience, then)


def nobody(seat: Any, row: Any) -> bool:
    return False


class Procedure(Generic[R, A]):
    """What may happen to one kind of row, and the only way to make it happen."""

    def __init__(
        self,
        model: type[R],
        moves: Mapping[A, Move],
        *,
        root: Procedure[Any, Any] | None = None,
        ends: frozenset[str] = frozenset(),
        owed: bool = True,
    ):
        """ends: states in which nothing more is owed; owed=False: nothing ever is."""
        self.model, self.moves, self.ends, self.owed = model, moves, ends, owed
        self.root = root or self
        PROCEDURES[model.kind()] = self

    def available(self, row: R, seat: Actor | None) -> list[A]:
        """The verbs this person may use on this row now; the buttons on its page."""
        return [
            action
            for action, move in self.moves.items()
            if row.status in move.sources and move.allowed(seat, row)
        ]

    def hindrance(self, row: R, action: A) -> str:
        """Why the verb cannot be carried out just now, in words for the person; or nothing."""
        return self.moves[action].gate(row)

    @contextmanager
    def moving(self, row: R, action: A, *, by: Hand, note: str = "") -> Iterator[R]:
        """Lock the case, check the move, lend the fresh row, then save it and the record.

        Raises AlreadyDone, PermissionDenied, or ValidationError with code stale, wrong_state
        or gate; whatever the body raises undoes everything.
        """
        outermost = not row.case.held
        with holding(row.case) as case:
            with self.carrying(row, case, action, by if outermost else by.blind(), note) as fresh:
                yield fresh
            if outermost:
                self.root.settle(lend(root_of(fresh), case))

    @contextmanager
    def moving_beside(
        self, row: R, action: A, others: Iterable[Row], *, by: Hand, note: str = ""
    ) -> Iterator[tuple[R, list[Any]]]:
        """The same, with rows of other cases lent too; all cases are locked at once.

        The first case is the one the person saw and pressed for; moves of the others are made
        inside as inner ones, and every case settles at the end.
        """
        others = list(others)
        with holding_all(row.case, *(one.case for one in others)) as [case, *cases]:
            beside = [lend(one, held) for one, held in zip(others, cases, strict=True)]
            with self.carrying(row, case, action, by, note) as fresh:
                yield fresh, beside
            moved: list[Any] = [fresh, *beside]
            for one in moved:
                PROCEDURES[root_of(one).kind()].settle(lend(root_of(one), one.case))

    @contextmanager
    def carrying(self, row: R, case: Case, action: A, by: Hand, note: str) -> Iterator[R]:
        """One move under the lock of its case, which every line of the log names meanwhile."""
        move = self.moves[action]
        fresh = lend(row, case)
        self.refuse_repetition(case, action, by)
        self.check(fresh, action, by)
        before = facts(fresh)
        if fresh._state.adding:
            bear(fresh, move.target or "")
        stored = fresh.facts()
        with spoiling(case), bound_contextvars(case=str(case.uid)):
            yield fresh
            record(fresh, before, stored, action, move, by, note)

    def refuse_repetition(self, case: Case, action: A, by: Hand) -> None:
        """The same press of the same button by the same seat is done already; another is stale."""
        done = by.press and Event.objects.filter(case=case.pk, press=by.press).first()
        if not done:
            return
        if by.seat and (done.action, done.seat_id) == (action, by.seat.pk):
            raise AlreadyDone(case)
        raise ValidationError("此页已经用过，请刷新后再办", code="stale")

    def check(self, row: R, action: A, by: Hand) -> None:
        """Who, then what they saw, then where it stands, then what must come first."""
        move = self.moves[action]
        if not move.allowed(by.seat, row):
            raise PermissionDenied(f"您无权{action.label}")
        if by.seen is not None and by.seen != row.case.version:
            raise ValidationError("此件已被他人更改，请核对后再办", code="stale")
        if row.status not in move.sources:
            raise ValidationError(f"现为“{state(row)}”，不能{action.label}", code="wrong_state")
        if hindrance := move.gate(row):
            raise ValidationError(hindrance, code="gate")

    def settle(self, root: Any) -> None:
        """Make the moves that have become true."""
        for action, move in self.moves.items():
            if move.follows and root.status in move.sources and move.follows(root):
                before = root.facts()
                if move.then:
                    move.then(root)
                record(root, before, before, action, move, SYSTEM, "")


@contextmanager
def spoiling(case: Case) -> Iterator[None]:
    """A move that fails half-way takes everything of its block with it."""
    try:
        yield
    except BaseException:
        case.spoiled = True
        raise


PROCEDURES: dict[str, Procedure[Any, Any]] = {}


def root_of(row: Row) -> Any:
    return row if isinstance(row, Root) else row.root  # type: ignore[attr-defined]


def state(row: Row) -> str:
    return row.get_status_display() if row.status else "草稿"  # type: ignore[attr-defined]


__all__ = ["UNBORN", "AlreadyDone", "Move", "Procedure", "PROCEDURES", "derived", "move"]
