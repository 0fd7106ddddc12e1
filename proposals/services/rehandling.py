"""核实, 重办 and 协商会: what follows when a proposer is not satisfied (design §3.1)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError

from common import clock
from deadlines.defaults import Kind as Duty
from deadlines.services import cancel_all, meet
from members.models import Unit
from proposals import debts
from proposals.models import Assignment, Proposal
from proposals.services.passing_down import owes_passing_on
from proposals.services.submission import needed
from proposals.workflow import ASSIGNMENT, PROPOSAL, Action, ShareAction
from workflow.hand import Hand


def verify(proposal: Proposal, *, by: Hand, note: str) -> Proposal:
    """核实: the office finds out what is behind a 不满意; the director then decides."""
    with PROPOSAL.moving(proposal, Action.VERIFY, by=by, note=note) as proposal:
        needed(note, "请写明核实的情况")
        proposal.verified_round = proposal.round
        meet(proposal, Duty.VERIFY)
        debts.owes(proposal, Duty.REHANDLE_DECISION, debts.director(proposal))
    return proposal


def rehandle(proposal: Proposal, *, by: Hand, units: Iterable[Unit], note: str) -> Proposal:
    """重新办理: a round of its own, with its own deadline, for these of the answering units."""
    chosen = {unit.pk for unit in units}
    with PROPOSAL.moving(proposal, Action.REHANDLE, by=by, note=note) as proposal:
        needed(note, "请写明重新办理的理由和要求")
        answered = proposal.assignments.answering().filter(round=proposal.round)
        again = list(answered.filter(unit__in=chosen).select_related("unit"))
        if not again or len(again) != len(chosen):
            raise ValidationError({"units": "请从本轮答复的单位中选择重新办理的单位"})
        proposal.round += 1
        proposal.replied_on, proposal.on_hold = None, False
        meet(proposal, Duty.REHANDLE_DECISION, Duty.RELEASE)
        lapse(proposal)
        for share in again:
            reopen(proposal, share, by)
    return proposal


def lapse(proposal: Proposal) -> None:
    """What is still owed about the answers of the round before is owed no longer."""
    if lapsed := cancel_all(proposal, Duty.FEEDBACK, Duty.SIGN_REPLACEMENT):
        proposal.case.tell("lapsed", lapsed)


def reopen(proposal: Proposal, before: Assignment, by: Hand) -> Assignment:
    """The unit's share of the new round; it is in its hands at once, nothing is signed for."""
    share = Assignment(
        proposal=proposal,
        unit=before.unit,
        office_id=None if before.passed_down else before.office_id,
        duty=before.duty,
        round=proposal.round,
        given_on=clock.today(),
    )
    with ASSIGNMENT.moving(share, ShareAction.REOPEN, by=by) as share:
        liaison = debts.unit_liaison(share)
        debts.owes(share, Duty.FIRST_CONTACT, liaison)
        debts.owes(share, Duty.REPLY, liaison, limit=Duty.REHANDLE)
        owes_passing_on(share)
    return share


def leave_as_is(proposal: Proposal, *, by: Hand, note: str) -> Proposal:
    """不再重新办理: the director's reason is told to the proposers; closing goes on."""
    with PROPOSAL.moving(proposal, Action.LEAVE_AS_IS, by=by, note=note) as proposal:
        needed(note, "请写明不再重新办理的理由，提案人会看到这段话")
        proposal.settled_round = proposal.round
        meet(proposal, Duty.REHANDLE_DECISION)
    return proposal


def confer(proposal: Proposal, *, by: Hand, held_on: date, people: str, minutes: str) -> Proposal:
    """协商会: after a second 不满意 all sit down together; the office records what came of it."""
    note = f"{held_on}召开协商会。参加人员：{people.strip()}。{minutes.strip()}"
    with PROPOSAL.moving(proposal, Action.CONFER, by=by, note=note) as proposal:
        needed(people, "请写明参加人员", "people")
        needed(minutes, "请写明协商的情况和结果", "minutes")
        if held_on > clock.today():
            raise ValidationError({"held_on": "协商会日期不能晚于今天，请在会后记录"})
        proposal.conferred_on = held_on
        meet(proposal, Duty.CONFER)
    return proposal
