"""Progress of a promise, and what the office finds: 已落实, 未落实, 延期 or 继续落实."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File

from common import clock
from deadlines.defaults import Kind as Duty
from deadlines.services import extend, meet
from proposals.gates_promises import newer_than
from proposals.models import Commitment
from proposals.services.commitments import ended, reported
from proposals.services.confirming import ask_confirmation
from proposals.services.enclosing import enclose_evidence
from proposals.services.letters import reachable
from proposals.services.rechecking import disproved
from proposals.services.regrading import propose_regrading
from proposals.services.submission import needed
from proposals.workflow import COMMITMENT, CommitmentAction
from workflow.hand import Hand


def report_progress(
    promise: Commitment,
    *,
    by: Hand,
    note: str,
    done: bool = False,
    files: Iterable[File[Any]] = (),
) -> Commitment:
    """报告进展 by the unit, with evidence if there is some; done: the office owes a check."""
    with COMMITMENT.moving(promise, CommitmentAction.REPORT, by=by, note=note) as promise:
        needed(note, "请写明落实的进展")
        reported(promise, note, done=done)
        enclose_evidence(promise, by=by, files=files)
    return promise


def keep_promise(
    promise: Commitment, *, by: Hand, note: str, files: Iterable[File[Any]] = ()
) -> Commitment:
    """核定已落实: the office has checked, and says how; the first proposers are asked."""
    with COMMITMENT.moving(promise, CommitmentAction.KEEP, by=by, note=note) as promise:
        needed(note, "请写明核查的方式和结果")
        promise.ended_on, promise.said_done = clock.today(), False
        meet(promise, Duty.COMMITMENT, Duty.CHECK_COMMITMENT)
        enclose_evidence(promise, by=by, files=files)
        ask_confirmation(promise)
        propose_regrading(promise, by=by)
    return promise


def fail_promise(promise: Commitment, *, by: Hand, note: str) -> Commitment:
    """核定未落实, with the reason; it stays in the ledger as not kept."""
    with COMMITMENT.moving(promise, CommitmentAction.FAIL, by=by, note=note) as promise:
        needed(note, "请写明未落实的情况和原因")
        promise.reason = note
        checked(promise)
        disproved(promise, by=by)
        ended(promise)
    return promise


def return_promise(promise: Commitment, *, by: Hand, note: str) -> Commitment:
    """退回继续落实: what the unit called done is not; its day stays."""
    with COMMITMENT.moving(promise, CommitmentAction.GO_ON, by=by, note=note) as promise:
        needed(note, "请写明尚未落实的内容")
        checked(promise)
    return promise


def extend_promise(promise: Commitment, *, by: Hand, until: date, note: str) -> Commitment:
    """准予延期: another day, with the reason; the day first promised stays on record."""
    with COMMITMENT.moving(promise, CommitmentAction.EXTEND, by=by, note=note) as promise:
        needed(note, "请写明延期的理由")
        if until <= max(promise.due_on, clock.today()):
            raise ValidationError({"until": "新的时限应晚于今天和现在的时限"})
        reachable(until)
        promise.due_on, promise.reason = until, note
        checked(promise)
        extend(promise, Duty.COMMITMENT, until)
    return promise


def give_way(promise: Commitment, *, by: Hand, fresh: Commitment, note: str = "") -> Commitment:
    """由新承诺替代: the office finds that a later promise of the unit takes its place."""
    with COMMITMENT.moving(promise, CommitmentAction.GIVE_WAY, by=by, note=note) as promise:
        if not newer_than(promise).filter(pk=fresh.pk).exists():
            raise ValidationError({"fresh": "请选择该单位在本案中更新的承诺事项"})
        promise.replaced_by, promise.reason = fresh, note
        checked(promise)
        ended(promise)
    return promise


def checked(promise: Commitment) -> None:
    """The office has answered what the unit reported."""
    promise.said_done = False
    meet(promise, Duty.CHECK_COMMITMENT)
