"""申请延期 of a task: asked for while it is being done, decided by who checks the task."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError

from common.templatetags.ui import day
from consultations import debts
from consultations.gates import pending_extension
from consultations.models import Task, TaskExtension
from consultations.services.listing import date_faults
from consultations.workflow import EXTENSION, TASK, TaskAction, TaskExtensionAction
from deadlines.defaults import Kind as Duty
from deadlines.services import extend, meet
from proposals.services.submission import needed
from workflow.hand import Hand


def ask_extension(task: Task, *, by: Hand, until: date, note: str) -> Task:
    """申请延期: until when and why."""
    with TASK.moving(task, TaskAction.ASK_EXTENSION, by=by, note=note) as task:
        needed(note, "请写明延期的理由")
        if until <= task.due_on:
            raise ValidationError({"until": f"应晚于现在的时限{day(task.due_on)}"})
        if faults := date_faults(until, "until"):
            raise ValidationError(faults)
        asked = TaskExtension(
            consultation=task.consultation, task=task, due_on=task.due_on, until=until, reason=note
        )
        with EXTENSION.moving(asked, TaskExtensionAction.ASK, by=by.blind()):
            debts.owes(task, Duty.TASK_EXTENSION, debts.checker(task))
    return task


def grant_extension(task: Task, *, by: Hand, note: str = "") -> Task:
    """同意延期: the task is owed by the later day; the request keeps the earlier one."""
    with TASK.moving(task, TaskAction.GRANT_EXTENSION, by=by, note=note) as task:
        asked = decide(task, TaskExtensionAction.ACCEPT, by)
        task.due_on = asked.until
        extend(task, Duty.TASK, asked.until)
    return task


def refuse_extension(task: Task, *, by: Hand, note: str) -> Task:
    """不同意延期, with the reason; the day stays."""
    with TASK.moving(task, TaskAction.REFUSE_EXTENSION, by=by, note=note) as task:
        needed(note, "请写明不同意延期的理由")
        decide(task, TaskExtensionAction.REFUSE, by)
    return task


def decide(task: Task, verdict: TaskExtensionAction, by: Hand) -> TaskExtension:
    asked = pending_extension(task)
    if asked is None:  # the gate has looked already
        raise ValidationError("没有待决定的延期申请", code="gate")
    asked.consultation, asked.task = task.consultation, task
    with EXTENSION.moving(asked, verdict, by=by.blind()) as asked:
        meet(task, Duty.TASK_EXTENSION)
    return asked


__all__ = ["ask_extension", "grant_extension", "refuse_extension"]
