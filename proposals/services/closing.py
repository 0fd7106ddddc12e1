"""暂缓 and 办结: the proposer has the last word, silence is no consent."""

from __future__ import annotations

from common import clock
from deadlines.defaults import Kind as Duty
from deadlines.models import Obligation
from deadlines.services import meet
from proposals import debts
from proposals.models import Proposal
from proposals.rules import BEFORE_CLOSING
from proposals.services.submission import needed
from proposals.workflow import PROPOSAL, Action
from workflow.hand import Hand
from workflow.holding import holding, lend


def hold(proposal: Proposal, *, by: Hand, note: str) -> Proposal:
    """暂缓办结: the director keeps the case open, and owes a decision about it."""
    with PROPOSAL.moving(proposal, Action.HOLD, by=by, note=note) as proposal:
        needed(note, "请写明暂缓办结的原因")
        proposal.on_hold = True
        debts.owes(proposal, Duty.RELEASE, debts.director(proposal))
    return proposal


def release(proposal: Proposal, *, by: Hand, note: str = "") -> Proposal:
    """解除暂缓: the case closes as soon as its feedback is over."""
    with PROPOSAL.moving(proposal, Action.RELEASE, by=by, note=note) as proposal:
        proposal.on_hold = False
        meet(proposal, Duty.RELEASE)
    return proposal


def close_expired(limit: int = 200) -> int:
    """到期办结: close cases whose time for feedback is over; how many were closed.

    One case a transaction; what is still owed by silent proposers lapses (未表态).
    """
    undone = Obligation.objects.open().filter(kind__in=BEFORE_CLOSING)
    replied = Proposal.objects.filter(status=Proposal.Status.REPLIED, on_hold=False)
    ripe = replied.exclude(pk__in=undone.values("case"))
    late = Obligation.objects.late(clock.today()).filter(
        kind=Duty.FEEDBACK, case__in=ripe.values("pk")
    )
    closed = 0
    for pk in list(late.order_by("case").values_list("case", flat=True).distinct()[:limit]):
        closed += close_one(Proposal.objects.select_related("case").get(pk=pk))
    return closed


def close_one(proposal: Proposal) -> bool:
    with holding(proposal.case) as case:
        fresh = lend(proposal, case)
        PROPOSAL.settle(fresh)
        return fresh.status == Proposal.Status.CLOSED


__all__ = ["close_expired", "hold", "release"]
