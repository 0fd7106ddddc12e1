"""What a verb is to the model: who may, from where, after what; and what it leaves."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from proposals.models import Assignment, Proposal
from tests.life.model import Case, Share, World
from tests.life.people import Cast, system_of

VERBS: dict[str, Verb] = {}
WHY = "按实际情况办理"


class Verb:
    """One line of the table. Subclasses say what is different."""

    of_share = False
    sources: set[str] | None = None  # None: any
    events: tuple[str, ...] = ()  # one of the verb, and of what moves with it
    weight = 4  # how often it is chosen of what is open; 1: what leads nowhere

    def __init_subclass__(cls) -> None:
        if cls.events:
            VERBS[cls.__name__] = cls()

    def who(self, world: World, case: Case, share: Share) -> set[str]:
        raise NotImplementedError

    def subjects(self, case: Case) -> list[Any]:
        """The rows of the case that it may be done to."""
        return case.shares if self.of_share else [None]

    def status(self, case: Case, share: Share) -> str:
        return share.status if self.of_share else case.status

    def gate(self, world: World, case: Case, share: Share) -> bool:
        return True

    def options(self, world: World, case: Case, share: Share, draw: Any) -> dict[str, Any]:
        """What the person fills in."""
        return {}

    def before(self, world: World, case: Case, share: Share, **o: Any) -> str:
        """What is refused to everybody."""
        return ""

    def inside(self, world: World, case: Case, share: Share, actor: str, **o: Any) -> str:
        """What is refused for what was filled in."""
        return ""

    def call(self, cast: Cast, row: Any, by: Any, **o: Any) -> Any:
        raise NotImplementedError

    def done(self, world: World, case: Case, share: Share, came: Any, **o: Any) -> None:
        """What it changes, in the model."""

    def leaves(self, case: Case, share: Share, **o: Any) -> list[tuple[int, str]]:
        """The events it leaves, told before it is done."""
        return [(case.pk, one) for one in self.events]

    def beside(self, case: Case, **o: Any) -> list[Case]:
        """Other cases that move too, told before it is done."""
        return []

    # -- the order of checks --------------------------------------------------------------

    def verdict(self, world: World, case: Case, share: Share, actor: str, **o: Any) -> str:
        if refused := self.before(world, case, share, **o):
            return refused
        if refused := self.barred(world, case, share, actor):
            return refused
        return self.inside(world, case, share, actor, **o) or "ok"

    def barred(self, world: World, case: Case, share: Share, actor: str) -> str:
        if actor not in self.who(world, case, share):
            return "forbidden"
        if self.sources is not None and self.status(case, share) not in self.sources:
            return "wrong_state"
        return "" if self.gate(world, case, share) else "gate"

    def row(self, case: Case, share: Share) -> Any:
        """As a page would read it, afresh."""
        if self.of_share:
            return Assignment.objects.select_related("proposal__case", "unit").get(pk=share.pk)
        return Proposal.objects.select_related("case", "session").get(pk=case.pk)


def office(verb: Verb, world: World, case: Case, share: Share) -> set[str]:
    return {"office"}


def director(verb: Verb, world: World, case: Case, share: Share) -> set[str]:
    return {"director"}


def proposer_or_office(verb: Verb, world: World, case: Case, share: Share) -> set[str]:
    return {f"member{case.owner}", "office"}


def dispatcher(verb: Verb, world: World, case: Case, share: Share) -> set[str]:
    return {system_of(share.unit)}


def dispatcher_of_co_unit(verb: Verb, world: World, case: Case, share: Share) -> set[str]:
    return set() if share.answers else {system_of(share.unit)}


def liaison(verb: Verb, world: World, case: Case, share: Share) -> set[str]:
    return {f"liaison{share.unit}"}


def liaison_of_answering(verb: Verb, world: World, case: Case, share: Share) -> set[str]:
    return {f"liaison{share.unit}"} if share.answers else set()


def liaison_of_co_unit(verb: Verb, world: World, case: Case, share: Share) -> set[str]:
    return set() if share.answers else {f"liaison{share.unit}"}


def head(verb: Verb, world: World, case: Case, share: Share) -> set[str]:
    return {f"head{share.unit}"}


def some(draw: Any, units: Any, least: int = 1, most: int = 3) -> list[int]:
    """Some of these units, in their order."""
    chosen = st.lists(st.sampled_from(sorted(units)), unique=True, min_size=least, max_size=most)
    return sorted(draw(chosen))


def add(world, case, unit, duty, given):
    """A new share, as the database numbers it."""
    case.shares.append(Share(given[world.ids[unit]].pk, unit, duty, case.round))
