"""Which cases a seat may see, and what may be known of their debts: told by the apps above."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Q

from members.models import Seat

# By kind of case: the cases that a seat may see. A kind that nobody vouches for is not shown.
SEEN: dict[str, Callable[[Seat], Any]] = {}
# By kind of case: what other systems call it.
NAMES: dict[str, str] = {}
# What of the debts in those cases a seat may not know.
UNKNOWN: list[Callable[[Seat], Q]] = []


def vouch(kind: str, name: str, cases: Callable[[Seat], Any]) -> None:
    """A kind of case, and which of its cases a seat may see; called when the app is ready."""
    SEEN[kind], NAMES[kind] = cases, name
