"""Which cases a seat may see, and what it may know of their debts: told by the apps above."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Q

from members.models import Seat

# By kind of case: the cases that a seat may see. A kind that nobody vouches for is not shown.
SEEN: dict[str, Callable[[Seat], Any]] = {}
# By kind of case: what other systems call it.
NAMES: dict[str, str] = {}
# By kind of case: what of the debts in the cases it sees a seat may not know.
UNKNOWN: dict[str, Callable[[Seat], Q]] = {}
# By kind of case: what its pages call whoever owes something; else the unit, or the role.
DEBTORS: dict[str, Callable[[Any], str]] = {}


def vouch(
    kind: str,
    name: str,
    cases: Callable[[Seat], Any],
    unknown: Callable[[Seat], Q] | None = None,
    debtor: Callable[[Any], str] | None = None,
) -> None:
    """A kind of case, and which of its cases a seat may see; called when the app is ready."""
    SEEN[kind], NAMES[kind] = cases, name
    if unknown:
        UNKNOWN[kind] = unknown
    if debtor:
        DEBTORS[kind] = debtor


def seen_by(seat: Seat) -> Q:
    """The condition on debts: whichever exist for whoever holds this seat."""
    seen = Q(pk__in=())
    for kind, cases in SEEN.items():
        known = ~UNKNOWN[kind](seat) if kind in UNKNOWN else Q()
        seen |= Q(known, case__kind=kind, case__in=cases(seat))
    return seen
