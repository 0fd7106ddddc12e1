"""What is counted of past cases: runs of characters, and which units were given how many."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from typing import NamedTuple

from proposals.likeness import EMPTY_WORDS, core
from proposals.remits import REMITS

GRAM = {1: 0.3, 2: 1.0, 3: 0.3}  # what a run of so many characters weighs as evidence
PLACE = re.compile(r"^[省州市县区]|[（(].*|委员会$|[局办镇乡]$|街道$")

Shares = dict[int, float]


class Past(NamedTuple):
    """A case that was handed over, and to whom."""

    case: int
    title: str
    category: str
    hosts: tuple[int, ...]
    others: tuple[int, ...] = ()


def grams(title: str) -> list[str]:
    """Runs of one to three characters of what the title is about."""
    about = EMPTY_WORDS.sub("/", core(title)) or core(title)
    runs = [about[n : n + length] for length in GRAM for n in range(len(about) - length + 1)]
    return [run for run in runs if "/" not in run]


@cache
def remit_of(name: str) -> dict[str, float]:
    """The words of what such a department answers for; those of several count less."""
    found: dict[str, float] = {}
    for keys, words in REMITS:
        if any(key in name for key in keys):
            found |= {word: 1 / SHARED[word] for word in words.split()}
    return found


SHARED = Counter(word for _, words in REMITS for word in set(words.split()))


class Tally:
    """Which units were given cases: how many, in which category, with which runs of characters."""

    def __init__(self) -> None:
        self.units: Counter[int] = Counter()
        self.runs: Counter[int] = Counter()
        self.cases: Counter[str] = Counter()
        self.by: dict[str, Counter[int]] = defaultdict(Counter)
        self.seen: dict[int, Counter[str]] = defaultdict(Counter)

    def add(self, units: Collection[int], category: str, some: frozenset[str]) -> None:
        self.cases[category] += 1
        for unit in units:
            self.units[unit] += 1
            self.runs[unit] += len(some)
            self.by[category][unit] += 1
            self.seen[unit].update(some)


def taught_by(remit: Mapping[str, float]) -> Counter[str]:
    """The runs of a department's words, as if it had been given a case about each."""
    taught: Counter[str] = Counter()
    for word, weight in remit.items():
        for gram in grams(word):
            taught[gram] += weight  # type: ignore[assignment]
    return taught


def named_in(title: str, name: str) -> bool:
    """Whether the title names it (a town, a district)."""
    short = PLACE.sub("", PLACE.sub("", name))
    return len(short) > 1 and short in title


def share_out(scores: Iterable[tuple[int, float]]) -> Shares:
    """Added up by unit, in shares of 1."""
    found: Shares = defaultdict(float)
    for unit, score in scores:
        found[unit] += score
    whole = sum(found.values()) or 1.0
    return {unit: score / whole for unit, score in found.items()}
