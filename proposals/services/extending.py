"""申请延期: more time for an answer, asked for before it is due and decided by the dispatcher."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError

from deadlines.defaults import Kind as Duty
from deadlines.services import extend, meet
from proposals import debts
from proposals.gates_handing import day, latest_reply, reply_owed
from proposals.models import Assignment, Extension
from proposals.services.shares import beside
from proposals.services.submission import needed
from proposals.workflow import ASSIGNMENT, EXTENSION, RequestAction, ShareAction
from workflow.hand import Hand


def ask_extension(share: Assignment, *, by: Hand, until: date, note: str) -> Assignment:
    """申请延期: until when and why, within the policy's maximum from the date of the notice."""
    with ASSIGNMENT.moving(share, ShareAction.ASK_EXTENSION, by=by, note=note) as share:
        needed(note, "请写明延期的理由")
        due_on = due_of(share)
        within(share, until, due_on)
        request = Extension(
            proposal=share.proposal, assignment=share, reason=note, due_on=due_on, until=until
        )
        with EXTENSION.moving(request, RequestAction.ASK, by=by):
            share.case.tell("until", until.isoformat())
            debts.owes(share, Duty.EXTENSION_DECISION, debts.own_dispatcher(share))
    return share


def due_of(share: Assignment) -> date:
    debt = reply_owed(share)
    if debt is None:  # the gate has looked already
        raise ValidationError("没有待答复的期限，不需要延期", code="gate")
    return debt.due_on


def within(share: Assignment, until: date, due_on: date) -> None:
    last = latest_reply(share)
    if until <= due_on:
        raise ValidationError({"until": f"应晚于现在的期限{day(due_on)}"})
    if until > last:
        raise ValidationError({"until": f"最长只能延至{last.year}年{day(last)}，请选择更早的日期"})


def grant_extension(share: Assignment, *, by: Hand, note: str = "") -> Assignment:
    """同意延期: the answer is owed by the later day; the day it was first due stays on record."""
    with ASSIGNMENT.moving(share, ShareAction.GRANT_EXTENSION, by=by, note=note) as share:
        request = decide(share, RequestAction.ACCEPT, by=by)
        within(share, request.until, due_of(share))
        extend(share, Duty.REPLY, request.until)
    return share


def refuse_extension(share: Assignment, *, by: Hand, note: str) -> Assignment:
    """不同意延期, with the reason; the day stays."""
    with ASSIGNMENT.moving(share, ShareAction.REFUSE_EXTENSION, by=by, note=note) as share:
        needed(note, "请写明不同意延期的理由")
        decide(share, RequestAction.REFUSE, by=by)
    return share


def decide(share: Assignment, verdict: RequestAction, *, by: Hand) -> Extension:
    request = beside(share.extensions.get(status=Extension.Status.PENDING), share)
    with EXTENSION.moving(request, verdict, by=by):
        meet(share, Duty.EXTENSION_DECISION)
    return request


__all__ = ["ask_extension", "grant_extension", "refuse_extension"]
