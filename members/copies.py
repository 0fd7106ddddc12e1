"""变更流: what a client copies, kind by kind, told by the apps above when they are ready."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from rest_framework.request import Request

from common.fields import Chosen
from common.written import Lines
from members.api import granted
from members.models import Client, Seat
from members.scopes import READ, scope
from members.spelling_out import spelt


class Source(NamedTuple):
    """A kind of case. parts: what hangs on it, each with a scope of its own but what belongs to
    the row."""

    name: str  # of one, in the feed
    kind: str  # of rows, in scopes
    table: str  # of its root
    rows: Callable[[Seat], Any]  # those that exist for a seat
    serializer: type[Chosen[Any]]
    parts: tuple[str, ...]

    def open_to(self, request: Request) -> bool:
        return granted(request, scope(self.kind, READ))

    def parts_for(self, request: Request) -> list[str]:
        kinds = {name: self.serializer.kind_of(name) for name in self.parts}
        return [name for name, of in kinds.items() if not of or granted(request, scope(of, READ))]

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
