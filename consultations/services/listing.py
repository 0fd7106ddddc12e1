"""Consensus and the list of tasks, up to the Party committee's approval."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Max

from common import clock
from consultations import debts
from consultations.models import Consensus, Consultation, Task
from consultations.models.meeting import Noted
from consultations.workflow import CONSENSUS, CONSULTATION, TASK, Action, PartAction, TaskAction
from deadlines.defaults import Kind as Duty
from deadlines.services import meet
from members.models import Unit
from proposals.services.submission import needed
from workflow.hand import Hand


def record_consensus(row: Consultation, *, by: Hand, text: str) -> Consensus:
    """记录共识, numbered as they come."""
    consensus = Consensus(consultation=row, text=text, number=0)
    with CONSENSUS.moving(consensus, PartAction.RECORD_CONSENSUS, by=by) as consensus:
        consensus.number = next_of(Consensus, row)
    return consensus


def next_of(model: Any, row: Consultation) -> int:
    """After the highest number in use, under the lock of the case."""
    highest = model.objects.filter(consultation=row.pk).aggregate(top=Max("number"))["top"]
    return int(highest or 0) + 1


def change_consensus(consensus: Consensus, *, by: Hand, text: str) -> Consensus:
    with CONSENSUS.moving(consensus, PartAction.CHANGE_CONSENSUS, by=by) as consensus:
        consensus.text = text
    return consensus


def void_consensus(consensus: Consensus, *, by: Hand, note: str) -> Consensus:
    with CONSENSUS.moving(consensus, PartAction.VOID_CONSENSUS, by=by, note=note) as consensus:
        needed(note, "请写明作废的原因")
    return consensus


def list_task(row: Consultation, *, by: Hand, **details: Any) -> Task:
    """列出任务: what, who, whose affair, how much, by when."""
    task = Task(consultation=row, number=0, **details)
    with TASK.moving(task, TaskAction.LIST, by=by) as task:
        task.number = next_of(Task, row)
        fitting(task)
    return task


def change_task(task: Task, *, by: Hand, **details: Any) -> Task:
    with TASK.moving(task, TaskAction.CHANGE, by=by) as task:
        for name, value in details.items():
            setattr(task, name, value)
        fitting(task)
    return task


def drop_task(task: Task, *, by: Hand, note: str = "") -> Task:
    """删去任务: it stays in the record."""
    with TASK.moving(task, TaskAction.DROP, by=by, note=note) as task:
        return task


CENT = Decimal("0.01")
LONGEST = timedelta(days=5 * 366)  # of a task; what lies further off was mistyped


def exact(task: Task) -> None:
    """Numbers as the database keeps them, so that the record tells the same."""
    for name in ("quantity", "money"):
        value = getattr(task, name)
        setattr(task, name, None if value is None else Decimal(value).quantize(CENT))


def fitting(task: Task) -> None:
    """Every fault of a line of the list, told at once."""
    exact(task)
    faults = {}
    theirs = task.consensus.consultation_id == task.consultation_id
    if not theirs or task.consensus.status != Noted.RECORDED:
        faults["consensus"] = "请选择本次协商的共识"
    if task.level == Task.Level.COUNTY and task.unit is None:
        faults["unit"] = "县级事权的任务，请选择县级责任单位"
    faults |= unit_faults(task.unit, task) | date_faults(task.due_on)
    if task.quantity is not None and not task.measure.strip():
        faults["measure"] = "请填写计量单位"
    numbers = {"quantity": task.quantity, "money": task.money}
    faults |= {name: "不能小于0" for name, value in numbers.items() if value and value < 0}
    if faults:
        raise ValidationError(faults)


def unit_faults(unit: Unit | None, task: Task) -> dict[str, str]:
    if unit is None:
        return {}
    if unit.committee_id != task.consultation.committee_id or unit.parent_id:
        return {"unit": f"{unit}不是本县的承办单位"}
    if unit.status != Unit.Status.ACTIVE:
        return {"unit": f"{unit}已撤并，请选择承继其职责的单位"}
    return {}


def date_faults(due_on: date, field: str = "due_on") -> dict[str, str]:
    if due_on < clock.today():
        return {field: "完成时限不能早于今天"}
    if due_on > clock.today() + LONGEST:
        return {field: f"完成时限最长{LONGEST.days // 365}年，请核对年份"}
    return {}


def ask_list(row: Consultation, *, by: Hand, note: str = "") -> Consultation:
    """报党委审批清单."""
    with CONSULTATION.moving(row, Action.ASK_LIST, by=by, note=note) as row:
        meet(row, Duty.ASK_LIST)
        debts.owes(row, Duty.APPROVE_LIST, debts.party(row))
    return row


def approve_list(row: Consultation, *, by: Hand, note: str = "") -> Consultation:
    """批准清单: the county files it next."""
    with CONSULTATION.moving(row, Action.APPROVE_LIST, by=by, note=note) as row:
        meet(row, Duty.APPROVE_LIST)
        debts.owes(row, Duty.FILE_LIST, debts.office(row))
    return row


def send_back_list(row: Consultation, *, by: Hand, note: str) -> Consultation:
    """退回清单, with the reason."""
    with CONSULTATION.moving(row, Action.SEND_BACK_LIST, by=by, note=note) as row:
        needed(note, "请写明退回的原因")
        meet(row, Duty.APPROVE_LIST)
        debts.owes(row, Duty.ASK_LIST, debts.township(row))
    return row


__all__ = [
    *("approve_list", "ask_list", "change_consensus", "change_task", "drop_task"),
    *("list_task", "record_consensus", "send_back_list", "void_consensus"),
]
