"""变更流: what a client copies, kind by kind, told by the apps above when they are ready."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from functools import lru_cache
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import F, QuerySet, Value
from rest_framework.request import Request

from common.fields import Chosen
from common.planned import ask
from common.written import Given, Lines, whole
from members.api import granted
from members.models import Client, Seat
from members.scopes import READ, scope
from members.spelling_out import spelt


class Deed(NamedTuple):
    """What is needed of an event to know whom it concerns."""

    case: int
    kind: str  # of the case
    verb: tuple[str, str]  # the kind of row that moved, and the action


class Moved(NamedTuple):
    """Rows that are told, or seen, otherwise after some verbs in cases of another kind."""

    table: str  # of those cases
    verbs: frozenset[tuple[str, str]]
    rows: Callable[[bool], QuerySet[Any]]  # for the committee's own people, or for others
    path: str  # from a row to the case
    key: str = "pk"  # of its own case

    def by(self, deeds: Iterable[Deed], seat: Seat) -> set[int]:
        """The cases of the rows that these concern. It is always the same question."""
        moving = (one for one in deeds if one.kind == self.table and one.verb in self.verbs)
        cases = sorted({one.case for one in moving})
        if not cases:
            return set()
        with connection.cursor() as cursor:
            ask(cursor, asked(self, seat.is_staff_of_committee), [cases])
            return {key for (key,) in cursor.fetchall()}


@lru_cache(maxsize=50)
def asked(moved: Moved, inside: bool) -> str:
    known = Given(F(moved.path), Value(0))
    rows = moved.rows(inside).order_by().filter(known).values_list(moved.key).distinct()
    with connection.cursor() as cursor:
        return whole(cursor, rows.query)


class Source(NamedTuple):
    """A kind of case. parts: what hangs on it, each with a scope of its own but what belongs to
    the row."""

    name: str  # of one, in the feed
    kind: str  # of rows, in scopes
    table: str  # of its root
    rows: Callable[[Seat], Any]  # those that exist for a seat
    serializer: type[Chosen[Any]]
    parts: tuple[str, ...]
    moved: tuple[Moved, ...] = ()  # by what else it is changed

    def open_to(self, request: Request) -> bool:
        return granted(request, scope(self.kind, READ))

    def parts_for(self, request: Request) -> list[str]:
        kinds = {name: self.serializer.kind_of(name) for name in self.parts}
        return [name for name, of in kinds.items() if not of or granted(request, scope(of, READ))]

    def moved_by(self, deeds: Collection[Deed], seat: Seat) -> set[int]:
        """Its cases that are told anew because of what was done in others, of whatever kind."""
        return set().union(*(one.by(deeds, seat) for one in self.moved))

    def changes(self, request: Request, seat: Seat, kept: str) -> Lines:
        """By case: the row with all its parts, as far as they are allowed, as it is now.

        kept: how it is remembered which cases were told, in SQL.
        """
        rows = self.rows(seat).order_by("pk")
        context = {"request": request, "expand": self.parts_for(request)}
        told = self.serializer(context=context)
        return Lines(rows, spelt(told, rows.model, request, change=self.name), kept)


SOURCES: list[Source] = []


def sources_for(request: Request) -> list[Source]:
    return [one for one in SOURCES if one.open_to(request)]


def changes_with_others(kind: str) -> bool:
    """Whether what is told of one may change while its own version stays."""
    return any(one.moved for one in SOURCES if one.kind == kind)


def tables_of(sources: Iterable[Source]) -> tuple[str, ...]:
    """Whose events the feed of these has to be read for, each once."""
    found = (table for one in sources for table in (one.table, *(by.table for by in one.moved)))
    return tuple(dict.fromkeys(found))


def extent(request: Request) -> list[str]:
    """All that the client may copy: a cursor holds for no more and no less."""
    return [
        name
        for one in sources_for(request)
        for name in (one.kind, *(f"{one.kind}.{part}" for part in one.parts_for(request)))
    ]


def sources_of(client: Client) -> list[Source]:
    """What a client may copy when nobody asks: by its own scopes."""
    return [one for one in SOURCES if scope(one.kind, READ) in client.scopes]
