"""Where a proposal or its draft came from; apps above say so when they are ready."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from members.models import Seat
from proposals.models import Draft


class Origin(NamedTuple):
    """In words, and the address of its page; none for whom it does not exist."""

    text: str
    url: str


ORIGINS: list[Callable[[list[Draft], Seat], list[Origin]]] = []


def origins_of(drafts: list[Draft], seat: Seat) -> list[Origin]:
    return [origin for tell in ORIGINS for origin in tell(drafts, seat)] if drafts else []
