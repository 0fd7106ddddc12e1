"""What the derived moves of a proposal bring with them."""

from __future__ import annotations

from common import clock
from deadlines.defaults import Kind
from deadlines.models import Obligation
from deadlines.services import cancel
from proposals.discontent import take_up
from proposals.models import Proposal, Withdrawal
from workflow.hand import SYSTEM
from workflow.procedure import PROCEDURES

LAPSE = "lapse_withdrawal"  # WithdrawAction.LAPSE_WITHDRAWAL


def replied(proposal: Proposal) -> None:
    """办复: the last answer of the round was delivered today."""
    proposal.replied_on = clock.today()
    too_late_to_withdraw(proposal)
    take_up(proposal)


def too_late_to_withdraw(proposal: Proposal) -> None:
    """What was asked and not decided before 办复 lapses; an answered case is not taken back."""
    for asked in proposal.withdrawals.filter(status=Withdrawal.Status.PENDING):
        asked.proposal = proposal
        cancel(asked, Kind.WITHDRAWAL_DECISION)
        table = PROCEDURES[Withdrawal.kind()]  # by name, like the verb: both modules need this one
        with table.moving(asked, LAPSE, by=SYSTEM):
            pass


def closed(proposal: Proposal) -> None:
    """办结: what silent proposers still owed lapses; silence stays 未表态, never 满意."""
    proposal.closed_on = clock.today()
    awaited = Obligation.objects.open().filter(case=proposal.pk, kind=Kind.FEEDBACK)
    lapsed = awaited.update(cancelled_at=clock.now())
    if lapsed:
        proposal.case.tell("lapsed", lapsed)
