"""What a committee's own history teaches about who answers: plain counting, no library.

Three voices are weighed: like titles of the past and where they went; which words went where
(naive Bayes, taught beforehand by what such departments answer for); and what stands in the title
of that. The weights were found on 395 assignments of one city; docs/decisions/0026.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from proposals.evidence import (
    GRAM,
    Past,
    Shares,
    Tally,
    grams,
    named_in,
    remit_of,
    share_out,
    taught_by,
)
from proposals.likeness import core

NEIGHBOURS = 25
SAME_CATEGORY = 1.8  # times as near
NEARNESS = {1: 0.5, 2: 1.0, 3: 0.8}  # and for likeness
LIKE_VOICE, WORD_VOICE, REMIT_VOICE = 0.5, 1.0, 1.5
SMOOTH, TAUGHT, TRUST = 0.1, 2.0, 0.35  # of naive Bayes; TRUST: characters overlap
PRIOR, STRANGER = 4.0, 0.5
HELPED, ALSO = 0.2, 0.1  # what having helped counts beside having hosted


class Guess(NamedTuple):
    """A unit, how likely it is (shares of 1), and why."""

    unit: int
    share: float
    like: tuple[int, ...]  # past cases with like titles that it answered
    words: tuple[str, ...]  # of what it answers for, in the title
    usual: tuple[int, int]  # so many of so many cases of the category went to it


class Lesson:
    """Learned once, asked often."""

    def __init__(self, past: Sequence[Past], names: Mapping[int, str]):
        """names: the units that may be named; only they are."""
        self.past, self.names = past, names
        self.hosted, self.helped = Tally(), Tally()
        self.together: dict[int, Counter[int]] = defaultdict(Counter)
        self.postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        known = [frozenset(grams(one.title)) for one in past]
        self.spread = Counter(gram for some in known for gram in some)
        for place, (one, some) in enumerate(zip(past, known, strict=True)):
            self.hosted.add(one.hosts, one.category, some)
            self.helped.add(one.others, one.category, some)
            for host in one.hosts:
                self.together[host].update(one.others)
            for gram, weight in self.vector(some).items():
                self.postings[gram].append((place, weight))
        self.taught = {unit: taught_by(remit_of(name)) for unit, name in names.items()}
        self.width = len(self.spread.keys() | {g for some in self.taught.values() for g in some})

    def hosts(self, title: str, category: str) -> list[Guess]:
        """Who is likely to answer, the likeliest first; nobody where nothing was ever answered."""
        if not self.past:
            return []
        near = self.near(title, category)
        shares = self.host_shares(title, category, near)
        return self.guesses(shares, title, category, near, self.hosted)

    def others(self, title: str, category: str, host: int) -> list[Guess]:
        """Who is likely to help that host."""
        if not self.past:
            return []
        near = self.near(title, category)
        hosts = self.host_shares(title, category, near)
        like = share_out((u, x**1.5) for p, x in near for u in self.past[p].others)
        remits = self.remits_in(title)
        score = {
            unit: self.rate(self.together[host], unit, self.hosted.units[host])
            + self.rate(self.helped.by[category], unit, self.hosted.cases[category])
            + 0.3 * like.get(unit, 0)
            + 2 * hosts.get(unit, 0)
            + 0.6 * remits.get(unit, 0)
            + 0.5 * self.odds(unit, title)
            + 0.6 * self.helped.units[unit] / len(self.past)
            + 0.8 * named_in(title, self.names[unit])
            for unit in self.names
            if unit != host
        }
        return self.guesses(share_out(score.items()), title, category, near, self.helped)

    def near(self, title: str, category: str) -> list[tuple[int, float]]:
        """The nearest past cases by their places, with how near they are."""
        found: dict[int, float] = defaultdict(float)
        for gram, weight in self.vector(grams(title)).items():
            for place, other in self.postings.get(gram, ()):
                found[place] += weight * other
        for place in found:
            if self.past[place].category == category:
                found[place] *= SAME_CATEGORY
        return sorted(found.items(), key=lambda one: (-one[1], one[0]))[:NEIGHBOURS]

    def vector(self, some: Iterable[str]) -> dict[str, float]:
        """Rare runs weigh more; of length 1."""
        most = len(self.past) + 1
        raw = {g: math.log(most / (self.spread[g] + 0.5)) * NEARNESS[len(g)] for g in some}
        length = math.sqrt(sum(x * x for x in raw.values())) or 1.0
        return {gram: x / length for gram, x in raw.items()}

    def host_shares(self, title: str, category: str, near: list[tuple[int, float]]) -> Shares:
        like = share_out(self.answered(near))
        words, remits = self.by_words(title, category), self.remits_in(title)
        return share_out(
            (
                unit,
                LIKE_VOICE * like.get(unit, 0)
                + WORD_VOICE * words[unit]
                + REMIT_VOICE * remits.get(unit, 0) * (0.3 + math.sqrt(self.prior(unit, category))),
            )
            for unit in self.names
        )

    def answered(self, near: list[tuple[int, float]]) -> Iterator[tuple[int, float]]:
        """Who answered the nearest cases; who helped counts a little, for it may host the next."""
        for place, x in near:
            yield from ((unit, x * x) for unit in self.past[place].hosts)
            yield from ((unit, HELPED * x * x) for unit in self.past[place].others)

    def prior(self, unit: int, category: str) -> float:
        """How often cases of the category went there, less surely where few are known."""
        everywhere = (self.hosted.units[unit] + STRANGER) / (
            len(self.past) + STRANGER * len(self.names)
        )
        here, cases = self.hosted.by[category], self.hosted.cases[category]
        return (here[unit] + PRIOR * everywhere) / (cases + PRIOR)

    def by_words(self, title: str, category: str) -> Shares:
        """Naive Bayes over the runs of the title."""
        some = set(grams(title))
        logs = {}
        for unit, taught in self.taught.items():
            seen, also = self.hosted.seen[unit], self.helped.seen[unit]
            runs = self.hosted.runs[unit] + ALSO * self.helped.runs[unit]
            whole = runs + TAUGHT * sum(taught.values()) + SMOOTH * self.width
            said = sum(
                GRAM[len(g)]
                * math.log((seen[g] + ALSO * also[g] + TAUGHT * taught.get(g, 0) + SMOOTH) / whole)
                for g in some
            )
            logs[unit] = TRUST * said + math.log(self.prior(unit, category))
        most = max(logs.values(), default=0.0)
        return share_out((unit, math.exp(x - most)) for unit, x in logs.items())

    def remits_in(self, title: str) -> Shares:
        about = core(title)
        return share_out(
            (unit, sum(x * math.sqrt(len(w)) for w, x in remit_of(name).items() if w in about))
            for unit, name in self.names.items()
        )

    def rate(self, among: Counter[int], unit: int, cases: int) -> float:
        """How often it was among them; nearer to how often it is at all where few are known."""
        return (among[unit] + 3 * self.helped.units[unit] / len(self.past)) / (cases + 3)

    def odds(self, unit: int, title: str) -> float:
        """The chance that it helps, by the words of the title alone."""
        cases, everything = self.helped.units[unit], len(self.past)
        chance = min(max(cases / everything, 0.001), 0.999)
        lift = 0.0
        for gram in set(grams(title)) & self.spread.keys() if cases else ():
            usual = self.spread[gram] / everything
            here = (self.helped.seen[unit][gram] + usual / 2) / (cases + 0.5)
            lift += GRAM[len(gram)] * math.log(here / usual)
        log = math.log(chance / (1 - chance)) + TRUST * max(min(lift, 8.0), -8.0)
        return 1 / (1 + math.exp(-log))

    def guesses(
        self,
        shares: Shares,
        title: str,
        category: str,
        near: list[tuple[int, float]],
        tally: Tally,
    ) -> list[Guess]:
        """With their reasons, the likeliest first."""
        about, cases = core(title), self.hosted.cases[category]
        order = sorted(shares, key=lambda unit: (-shares[unit], unit))
        return [
            Guess(
                unit,
                shares[unit],
                tuple(self.past[p].case for p, x in near if x >= REASON and self.had(p, unit))[:3],
                tuple(w for w in remit_of(self.names[unit]) if w in about)[:4],
                (tally.by[category][unit] if category else 0, cases),
            )
            for unit in order
        ]

    def had(self, place: int, unit: int) -> bool:
        return unit in self.past[place].hosts or unit in self.past[place].others


REASON = 0.15  # as near as a past case must be to be told as a reason
