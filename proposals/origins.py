"""Where a proposal came from; apps above say so when they are ready."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from members.models import Seat
from proposals.models import Proposal


class Origin(NamedTuple):
    """In words, and the address of its page; none for whom it does not exist."""

    text: str
    url: str


ORIGINS: list[Callable[[Proposal, Seat], list[Origin]]] = []


def origins_of(proposal: Proposal, seat: Seat) -> list[Origin]:
    return [origin for tell in ORIGINS for origin in tell(proposal, seat)]
