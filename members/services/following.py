"""Where other apps say what hangs on people and units, so that nothing is owed by nobody."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from members.models import Seat, Unit


class Carrier(NamedTuple):
    """How another app lets a unit's open work go to its parts when it is split."""

    word: str  # names its kind of work in forms
    in_hand: Callable[[Unit], list[tuple[int, str]]]  # number and words of each open work
    refusals: Callable[[Unit, Unit, Mapping[int, Unit]], list[str]]
    carry: Callable[[Unit, Mapping[int, Unit]], object]


OWED: list[Callable[[Seat], list[str]]] = []  # what this seat owes, in words
CARRIERS: list[Carrier] = []
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
