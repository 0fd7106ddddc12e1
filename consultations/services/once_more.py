"""催办 while a task is being done, and 重新办理 when villagers find that it was not."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError

from common import clock
from consultations.models import Rating, Task
from consultations.services.handling import owes_task
from consultations.services.listing import date_faults
from consultations.urging import presses_of
from consultations.workflow import RATING, TASK, PartAction, TaskAction
from proposals.services.submission import needed
from workflow.hand import Hand


def urge_task(task: Task, *, by: Hand, note: str) -> Task:
    """催办 once a day, counted: who does it is told at once. Nothing moves."""
    with TASK.moving(task, TaskAction.URGE, by=by, note=note) as task:
        needed(note, "请写明催办的内容")
        presses = presses_of(task)
        if any(clock.day_of(one.at) == clock.today() for one in presses):
            raise ValidationError("今天已催办过这项任务，请明天再催")
        task.case.tell("urged", len(presses) + 1)
    return task


def reopen_task(task: Task, *, by: Hand, due_on: date, note: str) -> Task:
    """重新办理 what villagers are not satisfied with, by a new day; their words stay on record."""
    with TASK.moving(task, TaskAction.REOPEN, by=by, note=note) as task:
        needed(note, "请写明重新办理的原因")
        if faults := date_faults(due_on):
            raise ValidationError(faults)
        task.due_on, task.reported_on, task.done_on = due_on, None, None
        for rating in task.ratings.filter(status=Rating.Status.RECORDED):
            rating.consultation = task.consultation
            with RATING.moving(rating, PartAction.ANSWER, by=by.blind()):
                pass
        owes_task(task)
    return task


__all__ = ["reopen_task", "urge_task"]
