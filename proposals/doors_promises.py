"""How people come to the verbs of a promise, and of what follows when all are kept."""

from __future__ import annotations

from members.doors import Door
from members.models import Seat
from proposals import forms, services
from proposals.models import Commitment, Confirmation
from proposals.parties import Giver, own_voice
from proposals.workflow import (
    COMMITMENT,
    CONFIRMATION,
    REGRADING,
    CommitmentAction,
    ConfirmAction,
    RegradeAction,
)

Verb = CommitmentAction


def new_word(promise: Commitment, seat: Seat) -> Confirmation:
    """The seat's own word, or one that names nobody yet (the office's paper)."""
    who = own_voice(seat) or Giver(None, None)
    return Confirmation(proposal=promise.proposal, commitment=promise, **who._asdict())


def word_door(verb: ConfirmAction, form: type[forms.Endorse], service: object, main: bool) -> Door:
    return Door(verb, CONFIRMATION, form, service, new_word, of_seat=True, main=main)  # type: ignore[arg-type]


PROMISE_DOORS = {
    str(door.action.value): door
    for door in (
        Door(Verb.REPORT, COMMITMENT, forms.ReportProgress, services.report_progress, main=True),
        Door(Verb.KEEP, COMMITMENT, forms.KeepPromise, services.keep_promise, main=True),
        Door(Verb.GO_ON, COMMITMENT, forms.Reason, services.return_promise),
        Door(Verb.EXTEND, COMMITMENT, forms.ExtendPromise, services.extend_promise),
        Door(Verb.GIVE_WAY, COMMITMENT, forms.GiveWay, services.give_way),
        word_door(ConfirmAction.ENDORSE, forms.Endorse, services.endorse, True),
        word_door(ConfirmAction.CONTEST, forms.Contest, services.contest, False),
        Door(Verb.UPHOLD, COMMITMENT, forms.Uphold, services.uphold_promise, main=True),
        Door(Verb.TAKE_UP, COMMITMENT, forms.TakeUp, services.take_up_promise),
        Door(Verb.FAIL, COMMITMENT, forms.FailPromise, services.fail_promise, danger=True),
        Door(Verb.PUT_RIGHT, COMMITMENT, forms.PutRight, services.put_promise_right, danger=True),
    )
}
REGRADE_DOORS = {
    str(door.action.value): door
    for door in (
        Door(RegradeAction.REGRADE, REGRADING, forms.Regrade, services.regrade, main=True),
        Door(RegradeAction.KEEP_GRADE, REGRADING, forms.Reason, services.keep_grade),
    )
}
