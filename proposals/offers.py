"""Likely hosts and co-units with their reasons, as the page of a decision shows them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from members.models import Seat, Unit
from proposals.learning import Guess
from proposals.likely import code_of, lesson_of
from proposals.models import Proposal

HOSTS, OTHERS = 3, 5
LEAST = 0.02  # share below which a unit is not worth a line
TELLS = 3  # cases of a category before they are told as a reason


class Offer(NamedTuple):
    unit: Unit
    take: str  # what its button sends
    like: list[Proposal]  # as far as the reader may see them
    words: str
    usual: str


@dataclass(frozen=True)
class Offers:
    """learned: whether the committee has handed over anything to learn from."""

    learned: bool
    hosts: list[Offer]
    others: list[Offer]


def offers_for(
    proposal: Proposal, seat: Seat, hosts: Collection[int], others: Collection[int], host: int
) -> Offers:
    """Among the units that the form offers; host: the one chosen already, 0 for none."""
    lesson = lesson_of(proposal.committee_id)
    if not lesson.past:
        return Offers(False, [], [])
    about = (proposal.title, code_of(proposal))
    leading = [one for one in lesson.hosts(*about) if one.unit in hosts and told(one)][:HOSTS]
    chosen = host or (leading[0].unit if leading else 0)
    helping = [one for one in lesson.others(*about, chosen) if one.unit in others and told(one)][
        :OTHERS
    ]
    units, seen = known_to(seat, [*leading, *helping])
    return Offers(
        True,
        [offer(one, units, seen, "host") for one in leading],
        [offer(one, units, seen, "co") for one in helping],
    )


def told(guess: Guess) -> bool:
    """Whether there is something to say for it."""
    usual, _ = guess.usual
    return guess.share >= LEAST and bool(guess.like or guess.words or usual >= TELLS)


def known_to(seat: Seat, guesses: Iterable[Guess]) -> tuple[dict[int, Unit], dict[int, Proposal]]:
    """The units, and those of the past cases that this seat may see."""
    guesses = list(guesses)
    cases = {case for one in guesses for case in one.like}
    seen = Proposal.objects.visible_to(seat).select_related("case", "session").in_bulk(cases)
    return Unit.objects.in_bulk({one.unit for one in guesses}), seen


def offer(guess: Guess, units: dict[int, Unit], seen: dict[int, Proposal], duty: str) -> Offer:
    count, cases = guess.usual
    return Offer(
        units[guess.unit],
        f"{duty}-{guess.unit}",
        [seen[case] for case in guess.like if case in seen],
        "、".join(guess.words),
        f"同类 {cases} 件中有 {count} 件" if count >= TELLS else "",
    )
