"""What the derived moves of a proposal bring with them."""

from __future__ import annotations

from common import clock
from deadlines.defaults import Kind
from deadlines.services import cancel, cancel_all
from proposals.discontent import take_up
from proposals.gates_of_proposers import pending
from proposals.models import Proposal, Withdrawal
from workflow.hand import SYSTEM, Hand
from workflow.procedure import PROCEDURES

LAPSE = "lapse_withdrawal"  # WithdrawAction.LAPSE_WITHDRAWAL


def replied(proposal: Proposal) -> None:
    """办复: the last answer of the round was delivered today."""
    proposal.replied_on = clock.today()
    lapse_withdrawal(proposal, SYSTEM)
    take_up(proposal)


def lapse_withdrawal(proposal: Proposal, by: Hand) -> None:
    """Inside a move that leaves nothing to take back (不予立案, 并案, 办复)."""
    asked = pending(proposal)
    if asked is not None:
        cancel(asked, Kind.WITHDRAWAL_DECISION)
        table = PROCEDURES[Withdrawal.kind()]  # by name, like the verb: both modules need this one
        with table.moving(asked, LAPSE, by=by):
            pass


def closed(proposal: Proposal) -> None:
    """办结: what silent proposers still owed lapses; silence stays 未表态, never 满意."""
    proposal.closed_on = clock.today()
    if lapsed := cancel_all(proposal, Kind.FEEDBACK):
        proposal.case.tell("lapsed", lapsed)
