"""Where other apps say what hangs on people and units, so that nothing is owed by nobody."""

from __future__ import annotations

from collections.abc import Callable

from members.models import Seat

OWED: list[Callable[[Seat], list[str]]] = []  # what this seat owes, in words
FOLLOWERS: list[Callable[[], object]] = []  # what is to be done when debtors have changed


def owed_by(seat: Seat) -> list[str]:
    """What whoever holds this seat still owes."""
    return [debt for tell in OWED for debt in tell(seat)]


def follow() -> None:
    """Let open cases follow at once; what is left over is fetched by the timetable.

    Never call it while a case is held: it takes the cases one by one.
    """
    for follower in FOLLOWERS:
        follower()
