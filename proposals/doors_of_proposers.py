"""How proposers take a proposal back, or let it be passed on; and who decides."""

from __future__ import annotations

from members.doors import Door
from proposals import forms, services
from proposals.gates_of_proposers import pending
from proposals.models import Proposal, Withdrawal
from proposals.workflow import PROPOSAL, WITHDRAWAL, Action, WithdrawAction


def new_withdrawal(proposal: Proposal) -> Withdrawal:
    return Withdrawal(proposal=proposal)


def asked_withdrawal(proposal: Proposal) -> Withdrawal:
    """The request that waits for a decision; one that nobody made can't be decided."""
    asked = pending(proposal)
    if asked is None:
        return new_withdrawal(proposal)
    asked.proposal = proposal
    return asked


OF_PROPOSERS = (
    Door(Action.CONSENT, PROPOSAL, forms.Consent, services.consent, main=True),
    Door(Action.PASS_ON, PROPOSAL, forms.PassOn, services.pass_on, main=True, tells=True),
    Door(Action.KEEP, PROPOSAL, forms.Keep, services.keep),
    Door(
        Action.WITHDRAW_SENT_BACK,
        PROPOSAL,
        forms.Withdraw,
        services.withdraw_sent_back,
        danger=True,
    ),
    Door(Action.WITHDRAW, PROPOSAL, forms.Withdraw, services.withdraw, danger=True),
    Door(
        WithdrawAction.REFUSE_WITHDRAWAL,
        WITHDRAWAL,
        forms.Reason,
        services.refuse_withdrawal,
        asked_withdrawal,
    ),
    Door(
        WithdrawAction.ASK_WITHDRAWAL,
        WITHDRAWAL,
        forms.AskWithdrawal,
        services.ask_withdrawal,
        new_withdrawal,
        danger=True,
    ),
)
