"""The table of a promise: from the day its answer is delivered until it is kept (design §3.5)."""

from __future__ import annotations

from proposals.gates_promises import newer_promise, reported_done
from proposals.models import Commitment
from proposals.rules import director, dispatcher_or_office, liaison, office
from proposals.rules_promises import delivers
from proposals.workflow.actions import CommitmentAction
from proposals.workflow.proposal import PROPOSAL
from workflow.models import Audience
from workflow.procedure import UNBORN, Procedure, move

Promise = Commitment.Status
STANDING = (Promise.OPEN, Promise.EXTENDED)

COMMITMENT = Procedure[Commitment, CommitmentAction](
    Commitment,
    {
        CommitmentAction.PROMISE: move(UNBORN, to=Promise.OPEN, by=delivers),
        CommitmentAction.REPORT: move(*STANDING, by=liaison),
        CommitmentAction.CLAIM: move(*STANDING, by=delivers),
        CommitmentAction.KEEP: move(*STANDING, to=Promise.KEPT, by=office),
        CommitmentAction.FAIL: move(*STANDING, to=Promise.FAILED, by=office),
        CommitmentAction.GO_ON: move(*STANDING, by=office, gate=reported_done),
        CommitmentAction.EXTEND: move(*STANDING, to=Promise.EXTENDED, by=dispatcher_or_office),
        CommitmentAction.REPLACE: move(*STANDING, to=Promise.REPLACED, by=delivers),
        CommitmentAction.GIVE_WAY: move(
            *STANDING, to=Promise.REPLACED, by=office, gate=newer_promise
        ),
        CommitmentAction.DROP: move(*STANDING, to=Promise.FAILED, by=delivers),
        CommitmentAction.CALL_OFF: move(
            *STANDING, to=Promise.CALLED_OFF, by=director, audience=Audience.INTERNAL
        ),
    },
    root=PROPOSAL,
    ends=frozenset({Promise.KEPT, Promise.FAILED, Promise.REPLACED, Promise.CALLED_OFF}),
)
