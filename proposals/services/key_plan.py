"""督办方案: its lines are drawn up, owed by units once it is issued, reported and checked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File

from common import clock
from deadlines.defaults import Kind as Duty
from deadlines.services import cancel, extend, meet
from members.models import Unit
from proposals import debts_keys as debts
from proposals.models import KeyLeader, KeyProposal, PlanItem
from proposals.services.key_advice import to_come
from proposals.services.key_files import enclose_with
from proposals.services.standing_in import is_office
from proposals.services.submission import needed
from proposals.workflow import PLAN_ITEM, ItemAction
from workflow.hand import Hand
from workflow.models import Row

PLANNED = "督办方案确定的完成时限。"
Files = Iterable["File[Any]"]


def propose_item(key: KeyProposal, *, by: Hand, **details: Any) -> PlanItem:
    """拟列入方案; owed by nobody until the plan is issued."""
    item = PlanItem(keyproposal=key, **details)
    with PLAN_ITEM.moving(item, ItemAction.PROPOSE, by=by) as item:
        fitting(item)
    return item


def add_item(key: KeyProposal, *, by: Hand, **details: Any) -> PlanItem:
    """补充督办事项 to a plan that was issued."""
    item = PlanItem(keyproposal=key, **details)
    with PLAN_ITEM.moving(item, ItemAction.ADD, by=by) as item:
        fitting(item)
        owes_item(item)
    return item


def change_item(item: PlanItem, *, by: Hand, **details: Any) -> PlanItem:
    """修改拟列事项."""
    with PLAN_ITEM.moving(item, ItemAction.CHANGE, by=by) as item:
        for name, value in details.items():
            setattr(item, name, value)
        fitting(item)
    return item


def fitting(item: PlanItem) -> None:
    """What it says, a unit of this committee, a leader who was asked, a day to come."""
    needed(item.content, "请填写督办内容", "content")
    to_come(item.due_on, "due_on")
    ours_in_use(item.unit, item)
    if item.leader and (
        item.leader.keyproposal_id != item.keyproposal_id or not carries(item.leader)
    ):
        raise ValidationError({"leader": "请选择本件的领导"})


def ours_in_use(unit: Unit | None, row: Row) -> None:
    """A unit is given something to do while it is in use, by its own committee."""
    if unit is None:
        return
    if unit.committee_id != row.case.committee_id or unit.status != Unit.Status.ACTIVE:
        raise ValidationError({"unit": "请选择本会在用的单位"})


def carries(leader: KeyLeader) -> bool:
    return leader.status in (KeyLeader.Status.ASKED, KeyLeader.Status.CONSENTED)


def owes_item(item: PlanItem) -> None:
    debtor = debts.of_unit(item, item.unit)
    debts.owes_by(item, Duty.KEY_ITEM, debtor, item.due_on, PLANNED)


def drop_item(item: PlanItem, *, by: Hand, note: str = "") -> PlanItem:
    """删去拟列事项, before the plan is issued."""
    with PLAN_ITEM.moving(item, ItemAction.DROP, by=by, note=note) as item:
        pass
    return item


def start_item(item: PlanItem, *, by: Hand) -> None:
    """Inside the issue of the plan."""
    with PLAN_ITEM.moving(item, ItemAction.START, by=by.blind()) as item:
        owes_item(item)


def progress_item(item: PlanItem, *, by: Hand, note: str, files: Files = ()) -> PlanItem:
    """报告进展; the day stays."""
    with PLAN_ITEM.moving(item, ItemAction.PROGRESS, by=for_unit(item, by), note=note) as item:
        said(item, note, files, by)
    return item


def report_item(item: PlanItem, *, by: Hand, note: str, files: Files = ()) -> PlanItem:
    """报告完成; the office checks it."""
    with PLAN_ITEM.moving(item, ItemAction.REPORT, by=for_unit(item, by), note=note) as item:
        said(item, note, files, by)
        meet(item, Duty.KEY_ITEM)
        debts.owes(item, Duty.KEY_CHECK, debts.office(item))
    return item


def said(item: PlanItem, note: str, files: Files, by: Hand) -> None:
    needed(note, "请写明做了什么、做到什么程度")
    item.progress, item.reported_on = note.strip(), clock.today()
    enclose_with(item, files, by=by)


def for_unit(item: Any, by: Hand) -> Hand:
    """代录: what the office enters for a unit is recorded as the unit's."""
    if item.unit_id is None or not is_office(by):
        return by
    return by._replace(on_behalf_of=f"unit:{item.unit_id}")


def return_item(item: PlanItem, *, by: Hand, note: str, due_on: date) -> PlanItem:
    """退回继续推进: what is missing, and by when."""
    with PLAN_ITEM.moving(item, ItemAction.RETURN, by=by, note=note) as item:
        needed(note, "请写明还缺什么")
        to_come(due_on, "due_on")
        item.due_on = due_on
        meet(item, Duty.KEY_CHECK)
        owes_item(item)
    return item


def confirm_item(item: PlanItem, *, by: Hand, note: str) -> PlanItem:
    """核定完成, with what was seen."""
    with PLAN_ITEM.moving(item, ItemAction.CONFIRM, by=by, note=note) as item:
        needed(note, "请写明核查情况")
        item.done_on = clock.today()
        meet(item, Duty.KEY_CHECK)
    return item


def extend_item(item: PlanItem, *, by: Hand, until: date, note: str) -> PlanItem:
    """调整时限, with the reason; the day first set stays with the debt."""
    with PLAN_ITEM.moving(item, ItemAction.EXTEND, by=by, note=note) as item:
        needed(note, "请写明调整的原因")
        to_come(until, "until")
        if until <= item.due_on:
            raise ValidationError({"until": f"应晚于现在的时限{item.due_on:%Y-%m-%d}"})
        item.due_on = until
        extend(item, Duty.KEY_ITEM, until)
    return item


def cancel_item(item: PlanItem, *, by: Hand, note: str) -> PlanItem:
    """取消事项, with the reason."""
    with PLAN_ITEM.moving(item, ItemAction.CANCEL, by=by, note=note) as item:
        needed(note, "请写明取消的理由")
        cancel(item, Duty.KEY_ITEM, Duty.KEY_CHECK)
    return item


__all__ = [
    *("add_item", "cancel_item", "change_item", "confirm_item", "drop_item", "extend_item"),
    *("progress_item", "propose_item", "report_item", "return_item"),
]
