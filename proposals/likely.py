"""Which units are likely to answer a proposal, to be offered to whoever decides; never more."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from members.models import Unit
from proposals.likeness import LIKE, OVER, likeness, pairs
from proposals.models import Assignment, Proposal, Suggestion

Pairs = frozenset[str]
LOOKED_BACK = 1000  # shares: some two sessions of a prefecture
NEAR = 0.2  # likeness of titles from which an old case tells something of a new one
ENOUGH = 3  # old cases of a category before its usual unit is offered


class Past(NamedTuple):
    """A case that a unit has answered or is answering."""

    title: Pairs
    category: int | None
    unit: int


def likely_units(proposals: Sequence[Proposal]) -> dict[int, list[int]]:
    """By proposal: the office's own advice, else the proposer's wish, else the like's unit."""
    said = suggested(proposals)
    unsaid = [one for one in proposals if not said.get(one.pk)]
    past = list(history(unsaid[0].committee_id)) if unsaid else []
    return said | {one.pk: learned(one, past) for one in unsaid}


def suggested(proposals: Iterable[Proposal]) -> dict[int, list[int]]:
    """Advice of the office, and where there is none the wish of the proposer."""
    by: dict[str, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    rows = Suggestion.objects.filter(proposal__in=proposals, unit__status=Unit.Status.ACTIVE)
    for who, proposal, unit in rows.order_by("pk").values_list("by", "proposal", "unit"):
        by[who][proposal].append(unit)
    return {**by[Suggestion.By.PROPOSER], **by[Suggestion.By.OFFICE]}


def history(committee: int) -> Iterable[Past]:
    shares = Assignment.objects.live().filter(
        proposal__committee=committee,
        duty__in=(Assignment.Duty.HOST, Assignment.Duty.SEPARATE),
        unit__status=Unit.Status.ACTIVE,
    )
    told = shares.order_by("-pk").values_list("proposal__title", "proposal__category", "unit")
    for title, category, unit in told[:LOOKED_BACK]:
        yield Past(pairs(title), category, unit)


def learned(proposal: Proposal, past: Sequence[Past]) -> list[int]:
    """The unit of the most alike titles; else the one that most cases of its category went to."""
    title = pairs(proposal.title)
    score: Counter[int] = Counter()
    for one in past:
        near = likeness(title, one.title)
        if near >= NEAR:
            score[one.unit] += round(near * 100)
    return [unit for unit, _ in score.most_common(1)] or usual(proposal.category_id, past)


def usual(category: int | None, past: Iterable[Past]) -> list[int]:
    units = Counter(one.unit for one in past if category and one.category == category)
    for unit, count in units.most_common(1):
        if count >= ENOUGH and count * 2 > units.total():
            return [unit]
    return []


def look_alikes(proposals: Sequence[Proposal]) -> dict[int, tuple[Proposal, int]]:
    """By proposal the nearest living one and how alike their titles are, in percent."""
    if not proposals:
        return {}
    here = Proposal.objects.filter(committee=proposals[0].committee_id)
    titles = here.exclude(status__in=OVER).values_list("pk", "title")
    known = [(pk, pairs(title)) for pk, title in titles]
    nearest = {one.pk: nearest_to(one, known) for one in proposals}
    rows = Proposal.objects.for_list().in_bulk([pk for pk, near in nearest.values() if near])
    return {pk: (rows[other], round(near * 100)) for pk, (other, near) in nearest.items() if near}


def nearest_to(proposal: Proposal, known: Iterable[tuple[int, Pairs]]) -> tuple[int, float]:
    """Its nearest neighbour if it is near enough to be told, else 0."""
    own = pairs(proposal.title)
    nears = ((likeness(own, title), pk) for pk, title in known if pk != proposal.pk)
    near, pk = max(nears, default=(0.0, 0))
    return (pk, near) if near >= LIKE else (0, 0.0)
