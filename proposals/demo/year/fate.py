"""What becomes of each proposal of the year: the same every time, whatever was loaded before."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import NamedTuple

from proposals.demo.year.themes import Matter, matters

ANSWERED, DECLINED, MERGED, WITHDRAWN = "answered", "declined", "merged", "withdrawn"
BATCH = 56  # decided in one meeting, loaded in one transaction
PLENARY_SHARE = 0.88
GAP = 16  # working days between two meetings after the plenary
FIRST_BETWEEN = 28
MEETING_AFTER = 8
PLENARY_MEETING = 3
SAID = (  # attitude and result, and how often of a thousand
    (("satisfied", "satisfied"), 800),
    (("satisfied", "fair"), 95),
    (("fair", "fair"), 46),
    (("dissatisfied", "dissatisfied"), 1),  # here it meets one answer of each session: 99.7 %
    (("fair", "satisfied"), 10),
    (None, 48),  # nothing at all
)
GRADES = (("A", 558), ("B", 387), ("C", 55))  # kept promises make A of many a B
COSIGNERS = ((0, 580), (1, 90), (2, 140), (4, 120), (7, 70))
CO_UNIT = (("", 640), ("given", 300), ("waived", 60))


class Fate(NamedTuple):
    """One proposal of a session: when it came, in which batch, and how it ends."""

    serial: int
    batch: int
    start: int  # working day of the session
    meeting: int  # the day on which it is decided
    end: str
    into: int  # for a merged one: the serial of the one it goes into
    matter: Matter

    @property
    def key(self) -> str:
        """By which it is known again."""
        return f"demo:{self.serial:04d}"

    def chance(self, session: str) -> Random:
        """Its own luck."""
        return Random(f"{session}:{self.serial}")


def fates(session: str, received: int, filed: int, places: list[str]) -> list[Fate]:
    """As many proposals as were received, as many answered as were filed."""
    chance = Random(session)
    ends = ending(received, filed)
    words = matters(places, chance)
    told: list[Fate] = []
    for serial in range(received):
        batch, start, meeting = timing(serial, received, chance)
        fellow = before(told, batch) if ends[serial] == MERGED else None
        end = ends[serial] if fellow or ends[serial] != MERGED else DECLINED
        into = fellow.serial if fellow else -1
        told.append(Fate(serial, batch, start, meeting, end, into, next(words)))
    return told


def before(told: list[Fate], batch: int) -> Fate | None:
    """The last one of the same batch that is answered: a merged one goes into it."""
    same = (one for one in reversed(told) if one.batch == batch and one.end == ANSWERED)
    return next(same, None)


def ending(received: int, filed: int) -> list[str]:
    """Ends spread evenly: of those that are not filed most are declined."""
    others = received - filed
    rest = [(DECLINED, MERGED, DECLINED, DECLINED, WITHDRAWN)[n % 5] for n in range(others)]
    ends = [ANSWERED] * received
    for n, end in enumerate(rest):
        ends[min(received - 1, (n + 1) * received // (others + 1))] = end
    return ends


def timing(serial: int, received: int, chance: Random) -> tuple[int, int, int]:
    """Batch, day of submission and day of the meeting."""
    at_plenary = round(received * PLENARY_SHARE)
    if serial < at_plenary:
        return serial // BATCH, chance.randint(0, 2), PLENARY_MEETING
    late = serial - at_plenary
    number = late // (BATCH // 3)
    first = FIRST_BETWEEN + number * GAP
    return 100 + number, first + chance.randint(0, 3), first + MEETING_AFTER


def drawn(chance: Random, odds: tuple[tuple[object, int], ...]) -> object:
    return chance.choices([one for one, _ in odds], [weight for _, weight in odds])[0]


def batches(told: list[Fate]) -> Iterator[list[Fate]]:
    for batch in dict.fromkeys(one.batch for one in told):
        yield [one for one in told if one.batch == batch]
