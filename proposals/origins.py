"""Where a proposal came from; apps above say so when they are ready."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Exists, Q, QuerySet

from members.models import Seat

if TYPE_CHECKING:
    from proposals.models import Draft, Proposal
    from workflow.hand import Hand


class Origin(NamedTuple):
    """In words, and the address of its page; no address for whom it does not exist."""

    text: str
    url: str


class Source(NamedTuple):
    """What another app keeps of origins: its rows of OuterRef("pk"), and how it tells of them."""

    rows: Callable[[], QuerySet[Any]]
    tell: Callable[[Proposal, Seat], list[Origin]]


SOURCES: list[Source] = []
# Told before a draft is thrown away, inside its transaction: what it was born of goes on; in words.
LETTING_GO: list[Callable[[Draft, Hand], str]] = []


def came_from_somewhere() -> Q:
    """Whether there is anything to tell, so that the page of most need not ask."""
    some = Q(pk__in=())
    for source in SOURCES:
        some |= Q(Exists(source.rows()))
    return some


def origins_of(proposal: Proposal, seat: Seat) -> list[Origin]:
    if not getattr(proposal, "came", True):
        return []
    return [origin for source in SOURCES for origin in source.tell(proposal, seat)]
