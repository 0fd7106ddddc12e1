"""撤案: the proposer asks, the director decides; and 转送 of what was declined, with consent."""

from __future__ import annotations

from common import clock
from deadlines.defaults import Kind as Duty
from deadlines.services import cancel_all, meet
from proposals import debts
from proposals.gates_of_proposers import pending
from proposals.models import Proposal, Withdrawal
from proposals.services.commitments import call_off_promises
from proposals.services.lapsing import lapse_consultations
from proposals.services.lapsing_requests import lapse_requests
from proposals.services.standing_in import for_proposer
from proposals.services.submission import needed
from proposals.workflow import (
    ASSIGNMENT,
    PROPOSAL,
    WITHDRAWAL,
    Action,
    ShareAction,
    WithdrawAction,
)
from proposals.workflow.changing import UNFINISHED
from workflow.hand import Hand


def ask_withdrawal(proposal: Proposal, *, by: Hand, note: str) -> Withdrawal:
    """申请撤案, with the reason; the director owes a decision."""
    asked = Withdrawal(proposal=proposal, reason=note.strip())
    by = for_proposer(proposal, by)
    with WITHDRAWAL.moving(asked, WithdrawAction.ASK_WITHDRAWAL, by=by, note=note) as asked:
        needed(note, "请写明撤案的理由")
        debts.owes(asked, Duty.WITHDRAWAL_DECISION, debts.director(asked))
    return asked


def withdraw(proposal: Proposal, *, by: Hand, note: str = "") -> Proposal:
    """同意撤案: every share stops, nothing is owed any more; its number stays its own."""
    return taken_back(proposal, Action.WITHDRAW, by, note)


def withdraw_sent_back(proposal: Proposal, *, by: Hand, note: str = "") -> Proposal:
    """同意撤案 of one that is being reworded: the sheet stays with its writer, as a new draft."""
    return taken_back(proposal, Action.WITHDRAW_SENT_BACK, by, note)


def taken_back(proposal: Proposal, verb: Action, by: Hand, note: str) -> Proposal:
    with PROPOSAL.moving(proposal, verb, by=by, note=note) as proposal:
        asked = pending(proposal)
        if asked is not None:
            with WITHDRAWAL.moving(asked, WithdrawAction.ACCEPT_WITHDRAWAL, by=by) as asked:
                meet(asked, Duty.WITHDRAWAL_DECISION)
        proposal.drafts.filter(submitted_at=None).update(proposal=None)
        stop_shares(proposal, by)
        lapse_consultations(proposal, by=by)
        call_off_promises(proposal, by=by)
        cancel_all(proposal)
    return proposal


def stop_shares(proposal: Proposal, by: Hand) -> None:
    for share in proposal.assignments.filter(status__in=UNFINISHED).select_related("unit"):
        with ASSIGNMENT.moving(share, ShareAction.STOP, by=by) as stopped:
            lapse_requests(stopped, by=by)


def refuse_withdrawal(proposal: Proposal, *, by: Hand, note: str) -> Proposal:
    """不同意撤案: the proposer is told why; the case goes on as it was."""
    asked = pending(proposal) or Withdrawal(proposal=proposal)
    with WITHDRAWAL.moving(asked, WithdrawAction.REFUSE_WITHDRAWAL, by=by, note=note) as asked:
        needed(note, "请写明不同意撤案的理由")
        meet(asked, Duty.WITHDRAWAL_DECISION)
    return proposal


def consent(proposal: Proposal, *, by: Hand, agrees: bool, note: str = "") -> Proposal:
    """答复是否同意转送, by the proposer of a declined case; until it was passed on."""
    by = for_proposer(proposal, by)
    with PROPOSAL.moving(proposal, Action.CONSENT, by=by, note=note) as proposal:
        proposal.consent = agrees
        meet(proposal, Duty.CONSENT, Duty.UNANSWERED)
        meet(proposal, Duty.PASS_ON)
        if agrees:
            debts.owes(proposal, Duty.PASS_ON, debts.office(proposal))
    return proposal


def pass_on(proposal: Proposal, *, by: Hand, note: str) -> Proposal:
    """转送 to where the decision said, on a day and with a word that the proposer can read."""
    with PROPOSAL.moving(proposal, Action.PASS_ON, by=by, note=note) as proposal:
        needed(note, "请写明转送给谁、以什么方式转送")
        proposal.passed_on = clock.today()
        meet(proposal, Duty.PASS_ON)
    return proposal
