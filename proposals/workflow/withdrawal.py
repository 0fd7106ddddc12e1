"""The tables of what proposers do beside the proposal itself: take it back, sign it together."""

from __future__ import annotations

from proposals.gates_of_proposers import may_still_withdraw
from proposals.models import Cosigner, Withdrawal
from proposals.rules import director, proposer_or_office
from proposals.rules_handing import who_ends_it
from proposals.workflow.actions import CosignAction, WithdrawAction
from proposals.workflow.proposal import PROPOSAL
from workflow.models import Audience
from workflow.procedure import UNBORN, Procedure, move

Asked = Withdrawal.Status

WITHDRAWAL = Procedure[Withdrawal, WithdrawAction](
    Withdrawal,
    {
        WithdrawAction.ASK_WITHDRAWAL: move(
            UNBORN,
            to=Asked.PENDING,
            by=proposer_or_office,
            gate=may_still_withdraw,
            audience=Audience.INTERNAL,
        ),
        WithdrawAction.ACCEPT_WITHDRAWAL: move(
            Asked.PENDING, to=Asked.ACCEPTED, by=director, audience=Audience.INTERNAL
        ),
        WithdrawAction.REFUSE_WITHDRAWAL: move(Asked.PENDING, to=Asked.REFUSED, by=director),
        WithdrawAction.LAPSE_WITHDRAWAL: move(
            Asked.PENDING, to=Asked.LAPSED, by=who_ends_it, audience=Audience.INTERNAL
        ),
    },
    root=PROPOSAL,
    ends=frozenset({Asked.ACCEPTED, Asked.REFUSED, Asked.LAPSED}),
)
COSIGNER = Procedure[Cosigner, CosignAction](
    Cosigner,
    {CosignAction.SIGN: move(UNBORN, to=Cosigner.Status.SIGNED, by=proposer_or_office)},
    root=PROPOSAL,
    owed=False,
)
