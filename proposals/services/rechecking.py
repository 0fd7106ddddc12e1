"""复核 and 更正: a check that is not believed, or was wrong, is put right forwards."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError

from common import clock
from deadlines.defaults import Kind as Duty
from deadlines.services import cancel, meet
from proposals import debts
from proposals.models import Commitment
from proposals.services.confirming import unask
from proposals.services.letters import reachable
from proposals.services.regrading import lapse_regradings, propose_regrading
from proposals.services.submission import needed
from proposals.workflow import COMMITMENT, CommitmentAction
from workflow.hand import Hand


def uphold_promise(promise: Commitment, *, by: Hand, note: str) -> Commitment:
    """复核维持: looked at again, it was kept; the proposer's word stays on record beside it."""
    with COMMITMENT.moving(promise, CommitmentAction.UPHOLD, by=by, note=note) as promise:
        needed(note, "请写明复核的方式和结果")
        meet(promise, Duty.RECHECK_COMMITMENT)
        propose_regrading(promise, by=by)
    return promise


def take_up_promise(promise: Commitment, *, by: Hand, until: date, note: str) -> Commitment:
    """复核后继续落实: the proposer was right, and the unit owes it again by a new day."""
    with COMMITMENT.moving(promise, CommitmentAction.TAKE_UP, by=by, note=note) as promise:
        needed(note, "请写明尚未落实的内容")
        meet(promise, Duty.RECHECK_COMMITMENT)
        owed_again(promise, until, note, by)
    return promise


def put_promise_right(promise: Commitment, *, by: Hand, until: date, note: str) -> Commitment:
    """更正核定 by the director: what was wrongly found kept or not kept is open once more."""
    with COMMITMENT.moving(promise, CommitmentAction.PUT_RIGHT, by=by, note=note) as promise:
        needed(note, "请写明原核定错在哪里")
        owed_again(promise, until, note, by)
    return promise


def owed_again(promise: Commitment, until: date, note: str, by: Hand) -> None:
    """By a day that is not over; the day first promised stays on record."""
    if until < clock.today():
        raise ValidationError({"until": "新的时限不能早于今天"})
    reachable(until)
    promise.due_on, promise.reason, promise.ended_on = until, note, None
    unask(promise, by=by)
    lapse_regradings(promise, by=by)
    debts.owes_promise(promise)


def disproved(promise: Commitment, *, by: Hand) -> None:
    """Inside 核定未落实: what was to be looked at again is, and nobody is asked any more."""
    meet(promise, Duty.RECHECK_COMMITMENT)
    cancel(promise, Duty.CONFIRM_COMMITMENT)
    lapse_regradings(promise, by=by)


__all__ = ["disproved", "put_promise_right", "take_up_promise", "uphold_promise"]
