"""意见反馈, 暂缓 and 办结: the proposer has the last word, silence is no consent."""

from __future__ import annotations

from common import clock
from deadlines.defaults import Kind as Duty
from deadlines.models import Obligation
from deadlines.services import meet
from members.models import Role, Seat
from proposals import debts
from proposals.models import Assignment, Feedback, Proposal
from proposals.services.submission import needed
from proposals.workflow import FEEDBACK, PROPOSAL, Action, FeedbackAction
from workflow.hand import Hand
from workflow.holding import holding, lend


def give_feedback(
    share: Assignment, *, by: Hand, attitude: str, result: str, words: str = ""
) -> Feedback:
    """意见反馈 on one unit's answer: attitude and result apart, neither derived from the other."""
    proposal = share.proposal
    on_paper = isinstance(by.seat, Seat) and by.seat.role == Role.OFFICE
    feedback = Feedback(
        proposal=proposal,
        assignment=share,
        member=proposal.member,
        organisation=proposal.organisation,
        attitude=Feedback.Rating(attitude),
        result=Feedback.Rating(result),
        words=words,
        on_paper=on_paper,
    )
    hand = for_proposer(proposal, by)
    with FEEDBACK.moving(feedback, FeedbackAction.GIVE_FEEDBACK, by=hand) as feedback:
        if Feedback.Rating.DISSATISFIED in (attitude, result):
            needed(words, "评价为不满意的，请写明具体意见，以便核实和重新办理", "words")
        meet(feedback.assignment, Duty.FEEDBACK)
    return feedback


def for_proposer(proposal: Proposal, by: Hand) -> Hand:
    if isinstance(by.seat, Seat) and by.seat.role == Role.OFFICE:
        who = (
            f"member:{proposal.member_id}"
            if proposal.member_id
            else f"organisation:{proposal.organisation_id}"
        )
        return by._replace(on_behalf_of=who)
    return by


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
    ripe = Proposal.objects.filter(status=Proposal.Status.REPLIED, on_hold=False)
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


__all__ = ["close_expired", "give_feedback", "hold", "release"]
