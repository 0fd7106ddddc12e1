"""What a tale is: verb and day, verb and day …

Day n ≥ 0 is the n-th working day of and after the plenary, day n < 0 lies before today.
"""

from __future__ import annotations

from typing import NamedTuple

PLENARY = "submit 0; screen 1; file 3; number 6; transfer 8; hand_over 12; "
BETWEEN = "submit -66; screen -62; file -58; number -56; transfer -55; hand_over -50; "
RECENT = "submit -31; screen -28; file -25; number -23; "


class Tale(NamedTuple):
    """One proposal: the key of its text, who proposes it, and what happens to it until today.

    member: the place of the proposing member; body: the place of the organisation instead.
    """

    text: str
    path: str
    member: int | None = None
    body: int | None = None
    contact: bool = False  # the body's own contact holds the pen, and its head approves


class Step(NamedTuple):
    day: int
    verb: str
    words: tuple[str, ...]
    tale: Tale


def steps(tales: tuple[Tale, ...]) -> list[Step]:
    return [
        Step(int(day), verb, tuple(words), tale)
        for tale in tales
        for verb, day, *words in (part.split() for part in tale.path.split(";"))
    ]
