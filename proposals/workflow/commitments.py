"""The tables of a promise: from the day its answer is delivered until it is kept (design §3.5)."""

from __future__ import annotations

from proposals.gates_promises import (
    newer_promise,
    not_spoken_yet,
    not_taken_back,
    reported_done,
    somebody_is_silent,
    still_kept,
)
from proposals.models import Commitment, Confirmation, Regrading
from proposals.rules import director, dispatcher_or_office, liaison, office, office_or_director
from proposals.rules_handing import the_system
from proposals.rules_promises import confirms, delivers, lapses_regrading, proposer_of_case
from proposals.workflow.actions import CommitmentAction, ConfirmAction, RegradeAction
from proposals.workflow.proposal import PROPOSAL
from workflow.models import Audience
from workflow.procedure import UNBORN, Procedure, move

Promise, Word, Regrade = Commitment.Status, Confirmation.Status, Regrading.Status
STANDING = (Promise.OPEN, Promise.EXTENDED)
INTERNAL = Audience.INTERNAL

COMMITMENT = Procedure[Commitment, CommitmentAction](
    Commitment,
    {
        CommitmentAction.PROMISE: move(UNBORN, to=Promise.OPEN, by=delivers),
        CommitmentAction.ENROL: move(UNBORN, to=Promise.OPEN, by=the_system),
        CommitmentAction.REPORT: move(*STANDING, by=liaison),
        CommitmentAction.CLAIM: move(*STANDING, by=delivers),
        CommitmentAction.KEEP: move(*STANDING, to=Promise.KEPT, by=office),
        CommitmentAction.FAIL: move(*STANDING, Promise.DISPUTED, to=Promise.FAILED, by=office),
        CommitmentAction.GO_ON: move(*STANDING, by=office, gate=reported_done),
        CommitmentAction.EXTEND: move(*STANDING, to=Promise.EXTENDED, by=dispatcher_or_office),
        CommitmentAction.DISPUTE: move(Promise.KEPT, to=Promise.DISPUTED, by=proposer_of_case),
        CommitmentAction.UPHOLD: move(Promise.DISPUTED, to=Promise.KEPT, by=office),
        CommitmentAction.TAKE_UP: move(Promise.DISPUTED, to=Promise.EXTENDED, by=office),
        CommitmentAction.SILENCE: move(
            Promise.KEPT, Promise.DISPUTED, by=the_system, gate=somebody_is_silent
        ),
        CommitmentAction.PUT_RIGHT: move(
            Promise.KEPT, Promise.FAILED, to=Promise.EXTENDED, by=director, gate=not_taken_back
        ),
        CommitmentAction.REPLACE: move(*STANDING, to=Promise.REPLACED, by=delivers),
        CommitmentAction.GIVE_WAY: move(
            *STANDING, to=Promise.REPLACED, by=office, gate=newer_promise
        ),
        CommitmentAction.DROP: move(*STANDING, to=Promise.FAILED, by=delivers),
        CommitmentAction.CALL_OFF: move(
            *STANDING, Promise.DISPUTED, to=Promise.CALLED_OFF, by=director, audience=INTERNAL
        ),
    },
    root=PROPOSAL,
    ends=frozenset({Promise.KEPT, Promise.FAILED, Promise.REPLACED, Promise.CALLED_OFF}),
)
CONFIRMATION = Procedure[Confirmation, ConfirmAction](
    Confirmation,
    {
        ConfirmAction.ENDORSE: move(UNBORN, to=Word.AGREED, by=confirms, gate=not_spoken_yet),
        ConfirmAction.CONTEST: move(UNBORN, to=Word.DISAGREED, by=confirms, gate=not_spoken_yet),
        ConfirmAction.LAPSE: move(
            Word.AGREED, Word.DISAGREED, to=Word.LAPSED, by=office_or_director, audience=INTERNAL
        ),
    },
    root=PROPOSAL,
    owed=False,
)
REGRADING = Procedure[Regrading, RegradeAction](
    Regrading,
    {
        RegradeAction.PROPOSE: move(UNBORN, to=Regrade.PENDING, by=office, audience=INTERNAL),
        RegradeAction.REGRADE: move(
            Regrade.PENDING, to=Regrade.ACCEPTED, by=director, gate=still_kept
        ),
        RegradeAction.KEEP_GRADE: move(
            Regrade.PENDING, to=Regrade.REFUSED, by=director, audience=INTERNAL
        ),
        RegradeAction.LAPSE: move(
            Regrade.PENDING,
            Regrade.ACCEPTED,
            to=Regrade.LAPSED,
            by=lapses_regrading,
            audience=INTERNAL,
        ),
    },
    root=PROPOSAL,
    ends=frozenset({Regrade.ACCEPTED, Regrade.REFUSED, Regrade.LAPSED}),
)
