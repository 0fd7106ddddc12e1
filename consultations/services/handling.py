"""备案交办 and what becomes of each task: signed for, returned, done, checked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.core.files.base import File

from common import clock
from consultations import debts
from consultations.gates import pending_extension
from consultations.models import Consultation, Progress, Task
from consultations.services.files import enclose_all
from consultations.services.listing import date_faults, next_of, unit_faults
from consultations.services.planning import not_to_come
from consultations.workflow import (
    CONSULTATION,
    EXTENSION,
    PROGRESS,
    TASK,
    Action,
    ProgressAction,
    TaskAction,
    TaskExtensionAction,
)
from deadlines.defaults import Kind as Duty
from deadlines.services import cancel, meet
from members.models import Unit
from members.services.numbers import take_numbers
from proposals.services.submission import needed
from workflow.hand import Hand


def file_list(row: Consultation, *, by: Hand, note: str = "") -> Consultation:
    """备案: a number without gaps in county and year; each task goes to whom it is for."""
    with CONSULTATION.moving(row, Action.FILE, by=by, note=note) as row:
        today = clock.today()
        row.filing_year, row.filed_on = today.year, today
        [row.filing_number] = take_numbers(row.case.committee, None, f"filing:{today.year}")
        meet(row, Duty.FILE_LIST)
        for task in row.tasks.filter(status=Task.Status.LISTED).select_related("unit__successor"):
            task.consultation = row
            with TASK.moving(task, TaskAction.GIVE, by=by.blind()) as task:
                debts.owes(task, Duty.SIGN_TASK, debts.handler(task))
    return row


def sign_for(task: Task, *, by: Hand) -> Task:
    """签收: owed from now on by the day on the list."""
    with TASK.moving(task, TaskAction.SIGN_FOR, by=by) as task:
        task.signed_on = clock.today()
        meet(task, Duty.SIGN_TASK)
        owes_task(task)
    return task


def owes_task(task: Task) -> None:
    debts.owes_on(task, Duty.TASK, debts.handler(task), task.due_on, debts.ON_THE_LIST)


def ask_return(task: Task, *, by: Hand, note: str, proposed: Unit | None = None) -> Task:
    """申请退回: why, and who should do it; until it is decided the unit answers for it."""
    with TASK.moving(task, TaskAction.ASK_RETURN, by=by, note=note) as task:
        needed(note, "请写明退回的理由")
        if faults := unit_faults(proposed, task):
            raise ValidationError({"proposed": faults["unit"]})
        task.proposed = proposed
        lapse_extension(task, by)  # nobody could decide about it meanwhile
        meet(task, Duty.SIGN_TASK)
        debts.owes(task, Duty.TASK_RETURN, debts.office(task))
    return task


def reassign(
    task: Task, *, by: Hand, level: str, unit: Unit | None, due_on: date, note: str = ""
) -> Task:
    """改派: the old task stays as history, a new one takes its place. The new one."""
    with TASK.moving(task, TaskAction.REASSIGN, by=by, note=note) as task:
        lapse_extension(task, by)
        cancel(task)
        return replacing(task, by=by, level=level, unit=unit, due_on=due_on)


COPIED = ("consensus", "what", "quantity", "measure", "money", "money_source")


def replacing(old: Task, *, by: Hand, level: str, unit: Unit | None, due_on: date) -> Task:
    words = {name: getattr(old, name) for name in COPIED}
    task = Task(
        consultation=old.consultation, replaces=old, level=level, unit=unit, due_on=due_on, **words
    )
    task.number = next_of(Task, old.consultation)
    with TASK.moving(task, TaskAction.REPLACE, by=by.blind()) as task:
        may_take_over(old, task)
        debts.owes(task, Duty.SIGN_TASK, debts.handler(task))
    return task


def may_take_over(old: Task, task: Task) -> None:
    faults = unit_faults(task.unit, task)
    if task.unit_id == old.unit_id:
        faults["unit"] = f"{old.handler}正申请退回，请选择其他单位，或不同意退回"
    if task.level == Task.Level.COUNTY and task.unit is None:
        faults["unit"] = "县级事权的任务，请选择县级责任单位"
    faults |= date_faults(task.due_on)
    if faults:
        raise ValidationError(faults)


def refuse_return(task: Task, *, by: Hand, note: str) -> Task:
    """不同意退回: back to where it stood."""
    signed = task.signed_on is not None
    verb = TaskAction.REFUSE_HANDLING if signed else TaskAction.REFUSE_WAITING
    with TASK.moving(task, verb, by=by, note=note) as task:
        needed(note, "请写明不同意退回的理由")
        meet(task, Duty.TASK_RETURN)
        if not signed:
            debts.owes(task, Duty.SIGN_TASK, debts.handler(task))
    return task


def record_progress(
    task: Task, *, by: Hand, on: date, text: str, files: Iterable[File[bytes]] = ()
) -> Progress:
    """记录进展, with a file as evidence."""
    progress = Progress(consultation=task.consultation, task=task, on=on, text=text)
    with PROGRESS.moving(progress, ProgressAction.RECORD, by=by) as progress:
        not_to_come(on, "on")
        enclose_all(progress, files, by=by)
    return progress


def report(task: Task, *, by: Hand, note: str, files: Iterable[File[bytes]] = ()) -> Task:
    """报告完成: what was done; somebody looks at it next."""
    with TASK.moving(task, TaskAction.REPORT, by=by, note=note) as task:
        needed(note, "请写明完成情况")
        task.reported_on = clock.today()
        lapse_extension(task, by)
        enclose_all(task, files, by=by)
        meet(task, Duty.TASK)
        debts.owes(task, Duty.CHECK_TASK, debts.checker(task))
    return task


def confirm(task: Task, *, by: Hand, note: str = "") -> Task:
    """核查通过: done on the day it was reported."""
    with TASK.moving(task, TaskAction.CONFIRM, by=by, note=note) as task:
        task.done_on = task.reported_on
        meet(task, Duty.CHECK_TASK)
    return task


def send_back_task(task: Task, *, by: Hand, note: str) -> Task:
    """退回继续办理, with what is missing; by the same day as before."""
    with TASK.moving(task, TaskAction.SEND_BACK, by=by, note=note) as task:
        needed(note, "请写明还缺什么")
        task.reported_on = None
        meet(task, Duty.CHECK_TASK)
        owes_task(task)
    return task


def lapse_extension(task: Task, by: Hand) -> None:
    asked = pending_extension(task)
    if asked is None:
        return
    asked.consultation, asked.task = task.consultation, task
    with EXTENSION.moving(asked, TaskExtensionAction.LAPSE, by=by.blind()):
        cancel(task, Duty.TASK_EXTENSION)


__all__ = [
    *("ask_return", "confirm", "file_list", "reassign", "record_progress"),
    *("refuse_return", "report", "send_back_task", "sign_for"),
]
