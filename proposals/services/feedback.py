"""意见反馈: every proposer and confirmed co-signer speaks, of each answer, for themselves."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File

from deadlines.defaults import Kind as Duty
from deadlines.models import Obligation
from deadlines.services import meet
from members.models import Role, Seat
from proposals import debts
from proposals.discontent import take_up, unhappy
from proposals.models import Assignment, Attachment, Feedback, Proposal
from proposals.parties import Giver, first_of, givers, own_voice
from proposals.services.files import enclose
from proposals.services.standing_in import in_name, is_office
from proposals.services.submission import needed
from proposals.workflow import FEEDBACK, FeedbackAction
from workflow.hand import Hand


def give_feedback(
    share: Assignment,
    *,
    by: Hand,
    attitude: str,
    result: str,
    words: str = "",
    giver: str = "",
    file: File[Any] | None = None,
) -> Feedback:
    """意见反馈 on one unit's answer: attitude and result apart, neither derived from the other.

    giver: whose paper form the office enters, as "member:12"; file: its scan, then needed.
    """
    who = speaker(share.proposal, by, giver)
    feedback = Feedback(
        proposal=share.proposal,
        assignment=share,
        **who._asdict(),
        attitude=Feedback.Rating(attitude),
        result=Feedback.Rating(result),
        words=words,
        on_paper=is_office(by),
    )
    with FEEDBACK.moving(feedback, FeedbackAction.GIVE_FEEDBACK, by=in_name(who, by)) as feedback:
        explained(feedback)
        if is_office(by):
            enclose(feedback, by=by, file=file, purpose=Attachment.Purpose.PAPER)
        heard(feedback, who)
    return feedback


def explained(feedback: Feedback) -> None:
    """不满意 is said with its reason, so that it can be looked into."""
    if Feedback.Rating.DISSATISFIED in (feedback.attitude, feedback.result):
        needed(feedback.words, "评价为不满意的，请写明具体意见，以便核实和重新办理", "words")


def heard(feedback: Feedback, who: Giver) -> None:
    """What was owed is met; what is said to be wrong is taken up."""
    meet(feedback.assignment, Duty.FEEDBACK, **who._asdict())
    if all_on_paper(feedback.assignment):
        meet(feedback.assignment, Duty.FEEDBACK, role=Role.OFFICE)
    proposal = feedback.proposal
    current = feedback.assignment.round == proposal.round
    if proposal.status == Proposal.Status.REPLIED and current and unhappy(feedback):
        take_up(proposal)


def speaker(proposal: Proposal, by: Hand, named: str) -> Giver:
    """Whose word it is: the seat's own, or the one that the office names."""
    if not is_office(by):
        voice = own_voice(by.seat) if isinstance(by.seat, Seat) else None
        return voice or first_of(proposal)  # whoever speaks for nobody is refused by the rule
    people = {one.key: one for one in givers(proposal)}
    if not named and len(people) == 1:
        return first_of(proposal)
    if named not in people:
        raise ValidationError({"giver": "请选择这份征询表是哪位提案人填写的"})
    return people[named]


def ask(share: Assignment, start: date) -> None:
    """Each proposer and co-signer owes their word; for those without an account the office does."""
    proposal = share.proposal
    debtors = [debts.giver(proposal, who) for who in givers(proposal)]
    for debtor in filter(None, debtors):
        debts.owes(share, Duty.FEEDBACK, debtor, start=start)
    if not all(debtors):
        debts.owes(share, Duty.FEEDBACK, debts.office(proposal), start=start)


def all_on_paper(share: Assignment) -> bool:
    """Whether all have spoken who were not asked in person."""
    who = ("member_id", "organisation_id")
    asked = (
        Obligation.objects.about(*share.key()).filter(kind=Duty.FEEDBACK).exclude(role=Role.OFFICE)
    )
    spoken = share.feedback.filter(status=Feedback.Status.RECORDED)
    done = {Giver(*one) for found in (asked, spoken) for one in found.values_list(*who)}
    return set(givers(share.proposal)) <= done
