"""Which units are likely to answer a proposal, to be offered to whoever decides; never more.

What was handed over teaches: as the shares stand in the end, so that whoever decides otherwise
teaches too. The lesson is made anew every night and kept in the cache; without one it is made
on the spot.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Sequence
from functools import lru_cache

from django.core.cache import cache
from django.db.models.functions import Coalesce

from members.models import Unit
from proposals.evidence import Past
from proposals.learning import Lesson
from proposals.likeness import LIKE, OVER, likeness, pairs
from proposals.models import Assignment, Proposal, Suggestion

Pairs = frozenset[str]
LOOKED_BACK = 5000  # shares: some five sessions of a prefecture
KEPT = 2 * 24 * 3600  # seconds: a night may be missed
SURE = 0.3  # share of the likeliest unit from which it is chosen beforehand
ENOUGH = 3  # old cases of a category before its usual unit is offered


def likely_units(proposals: Sequence[Proposal]) -> dict[int, list[int]]:
    """By proposal: the office's own advice, else the proposer's wish, else the like's unit."""
    said = suggested(proposals)
    unsaid = [one for one in proposals if not said.get(one.pk)]
    lesson = lesson_of(unsaid[0].committee_id) if unsaid else None
    return said | {one.pk: learned(one, lesson) for one in unsaid if lesson}


def suggested(proposals: Iterable[Proposal]) -> dict[int, list[int]]:
    """Advice of the office, and where there is none the wish of the proposer."""
    by: dict[str, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    rows = Suggestion.objects.filter(proposal__in=proposals, unit__status=Unit.Status.ACTIVE)
    for who, proposal, unit in rows.order_by("pk").values_list("by", "proposal", "unit"):
        by[who][proposal].append(unit)
    return {**by[Suggestion.By.PROPOSER], **by[Suggestion.By.OFFICE]}


def lesson_of(committee: int) -> Lesson:
    """What the committee's past teaches, about the units that there are today."""
    past = cache.get(key_of(committee))
    units = Unit.objects.filter(committee=committee, status=Unit.Status.ACTIVE, parent=None)
    names = tuple(units.order_by("pk").values_list("pk", "name"))
    return built(teach(committee) if past is None else past, names)


@lru_cache(maxsize=4)
def built(past: tuple[Past, ...], names: tuple[tuple[int, str], ...]) -> Lesson:
    return Lesson(past, dict(names))


def teach(committee: int) -> tuple[Past, ...]:
    """Learn the past anew and keep it."""
    past = tuple(history(committee))
    cache.set(key_of(committee), past, KEPT)
    return past


def key_of(committee: int) -> str:
    return f"units-taught:{committee}"


def history(committee: int) -> Iterable[Past]:
    """The newest cases and who has them now, units that were merged by their successors."""
    own = Coalesce("unit__successor", "unit")
    shares = Assignment.objects.live().filter(proposal__committee=committee, unit__parent=None)
    told = shares.order_by("-pk").annotate(own=own)[:LOOKED_BACK]
    columns = ("proposal", "proposal__title", "proposal__category__code", "own", "duty")
    cases: dict[int, tuple[str, str, set[int], set[int]]] = {}
    for case, title, category, unit, duty in told.values_list(*columns):
        _, _, hosts, others = cases.setdefault(case, (title, category or "", set(), set()))
        (others if duty == Assignment.Duty.CO else hosts).add(unit)
    for case, (title, category, hosts, others) in cases.items():
        yield Past(case, title, category, tuple(sorted(hosts)), tuple(sorted(others)))


def code_of(proposal: Proposal) -> str:
    return proposal.category.code if proposal.category else ""


def learned(proposal: Proposal, lesson: Lesson) -> list[int]:
    """The likeliest unit if something tells of it; else the one its category mostly goes to."""
    for guess in lesson.hosts(proposal.title, code_of(proposal))[:1]:
        if guess.share >= SURE and (guess.like or guess.words):
            return [guess.unit]
    return [unit for unit in usual(code_of(proposal), lesson.past) if unit in lesson.names]


def usual(category: str, past: Iterable[Past]) -> list[int]:
    of_it = (one for one in past if category and one.category == category)
    units = Counter(unit for one in of_it for unit in one.hosts)
    for unit, count in units.most_common(1):
        if count >= ENOUGH and count * 2 > units.total():
            return [unit]
    return []


def candidates(rows: Sequence[Proposal], own: Container[int], most: int) -> dict[int, list[int]]:
    """By proposal the likeliest hosts among one's own units, as far as anything tells of them."""
    lesson = lesson_of(rows[0].committee_id) if rows else None
    return {one.pk: best_hosts(one, lesson, own)[:most] for one in rows if lesson}


def best_hosts(proposal: Proposal, lesson: Lesson, own: Container[int]) -> list[int]:
    guesses = lesson.hosts(proposal.title, code_of(proposal)) if lesson.past else []
    return [one.unit for one in guesses if one.unit in own and (one.like or one.words)]


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
