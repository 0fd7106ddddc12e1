"""会办意见: drafted by the co-unit, approved by its head, given to the host, or waived."""

from __future__ import annotations

from typing import Any

from deadlines.defaults import Kind as Duty
from deadlines.services import cancel, meet
from proposals import debts
from proposals.models import Assignment, Opinion
from proposals.services.passing_down import drafted_inside
from proposals.services.shares import beside
from proposals.services.submission import needed
from proposals.workflow import ASSIGNMENT, OPINION, OpinionAction, ShareAction
from workflow.hand import Hand
from workflow.holding import lend


def opinion_of(share: Assignment) -> Opinion:
    """The share's opinion, or the one that is about to be drafted."""
    if share.answers:
        return Opinion(proposal=share.proposal, assignment=share)
    try:
        return beside(share.opinion, share)
    except Opinion.DoesNotExist:
        return Opinion(proposal=share.proposal, assignment=share)


def draft_opinion(share: Assignment, *, by: Hand, **words: Any) -> Opinion:
    """拟写会办意见: the head of the co-unit now owes approval."""
    with OPINION.moving(opinion_of(share), OpinionAction.DRAFT_OPINION, by=by) as opinion:
        put_down(opinion, words)
        owner = lend(opinion.assignment, opinion.case)
        debts.owes(owner, Duty.APPROVE_OPINION, debts.unit_head(owner))
        drafted_inside(owner)
    return opinion


def write_opinion(share: Assignment, *, by: Hand, **words: Any) -> Opinion:
    """修改会办意见, until its head has approved it."""
    with OPINION.moving(opinion_of(share), OpinionAction.WRITE_OPINION, by=by) as opinion:
        put_down(opinion, words)
    return opinion


def put_down(opinion: Opinion, words: dict[str, Any]) -> None:
    for name, value in words.items():
        setattr(opinion, name, value)
    needed(opinion.body, "请填写会办意见", "body")


def approve_opinion(share: Assignment, *, by: Hand, note: str = "") -> Opinion:
    """审定会办意见: the head of the co-unit answers for it."""
    verb = OpinionAction.APPROVE_OPINION
    with OPINION.moving(opinion_of(share), verb, by=by, note=note) as opinion:
        meet(lend(opinion.assignment, opinion.case), Duty.APPROVE_OPINION)
    return opinion


def give_opinion(share: Assignment, *, by: Hand) -> Assignment:
    """反馈会办意见: from now on the host reads it."""
    with ASSIGNMENT.moving(share, ShareAction.GIVE_OPINION, by=by) as share:
        with OPINION.moving(opinion_of(share), OpinionAction.GIVEN, by=by):
            pass
        meet(share, Duty.OPINION)
    return share


def waive_opinion(share: Assignment, *, by: Hand, note: str) -> Assignment:
    """免会办意见: the host may go on without it; the co-unit owes nothing more."""
    with ASSIGNMENT.moving(share, ShareAction.WAIVE_OPINION, by=by, note=note) as share:
        needed(note, "请写明免会办意见的原因")
        cancel(share)
    return share
