"""The review meeting decides item by item: what was chosen for each is carried out in one press."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from proposals.models import Proposal
from proposals.services.many import Outcome, each
from proposals.services.merging import merge
from proposals.services.screening import decline, file
from proposals.workflow import Action
from workflow.hand import Hand

CARRIED: dict[Action, Callable[..., Proposal]] = {
    Action.FILE: file,
    Action.DECLINE: decline,
    Action.MERGE: merge,
}


class Decision(NamedTuple):
    """What the meeting decided of one case; seen: the version that lay before it."""

    proposal: Proposal
    action: Action
    seen: int | None
    told: dict[str, Any]


def decide_many(decisions: Iterable[Decision], *, by: Hand) -> Outcome:
    """Each by itself, mergers last: a case that absorbs others is another version than was seen."""

    def act(one: Decision) -> object:
        hand = by._replace(seen=one.seen)
        return CARRIED[one.action](one.proposal, by=hand, **one.told)

    ordered = sorted(decisions, key=lambda one: one.action == Action.MERGE)
    return each(ordered, act, lambda one: one.proposal)
