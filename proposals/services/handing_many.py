"""交办会: many cases are handed over in one press, each in its own transaction."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db.models import Count, Q

from members.models import Seat, Unit
from proposals.models import Proposal
from proposals.services.handing import hand_over
from proposals.services.many import Outcome, each
from proposals.workflow import ASSIGNMENT
from workflow.hand import Hand


class Plan(NamedTuple):
    """One line of the meeting's list: the case and who is to have it."""

    proposal: Proposal
    host: Unit | None
    co_units: list[Unit]
    seen: int | None = None  # the version that lay before the dispatcher


def hand_over_many(plans: Iterable[Plan], *, by: Hand, notice_on: date) -> Outcome:
    """Each line by itself: what is refused does not hold up the others, and is told why."""

    def act(plan: Plan) -> object:
        return hand_over(
            plan.proposal,
            by=by.blind()._replace(seen=plan.seen),
            host=plan.host,
            co_units=plan.co_units,
            notice_on=notice_on,
        )

    return each(plans, act, lambda plan: plan.proposal)


def load_of(units: Iterable[Unit]) -> dict[int, int]:
    """How many unfinished shares each unit has now."""
    ids = [unit.pk for unit in units]
    busy = Count("assignments", filter=~Q(assignments__status__in=ASSIGNMENT.ends))
    counted = Unit.objects.filter(pk__in=ids).annotate(busy=busy)
    return dict(counted.values_list("pk", "busy"))


def to_hand_over(seat: Seat) -> list[Proposal]:
    """What waits for the dispatcher's hand-over, in the order of its numbers."""
    waiting = Proposal.objects.visible_to(seat).waiting_for_hand_over(seat)
    return list(waiting.for_list().order_by("session", "number", "case"))


__all__ = ["Plan", "hand_over_many", "load_of", "to_hand_over"]
