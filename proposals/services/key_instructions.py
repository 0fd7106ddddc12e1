"""批示 as something to be done: to which unit, by when, what became of it; and media reports."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File

from common import clock
from deadlines.defaults import Kind as Duty
from deadlines.services import cancel, meet
from members.models import Role, Seat, Unit
from proposals import debts_keys as debts
from proposals.models import KeyInstruction, KeyProposal, MediaReport
from proposals.services.key_advice import to_come
from proposals.services.key_files import enclose_with
from proposals.services.key_plan import for_unit, ours_in_use
from proposals.services.standing_in import is_office
from proposals.services.submission import needed
from proposals.workflow import KEY_INSTRUCTION, MEDIA, InstructionAction, MediaAction
from workflow.hand import Hand

SAID = "登记批示时确定的反馈期限。"
Files = Iterable["File[Any]"]


def instruct(
    key: KeyProposal,
    *,
    by: Hand,
    words: str,
    said_on: date,
    due_on: date,
    by_whom: str = "",
    unit: Unit | None = None,
    files: Files = (),
) -> KeyInstruction:
    """登记批示 by a leader in their own name, or the office for one (代录); owed by the day."""
    row = KeyInstruction(
        keyproposal=key,
        by_whom=name_of(by) or by_whom.strip(),
        words=words.strip(),
        said_on=said_on,
        due_on=due_on,
        unit=unit,
    )
    hand = by._replace(on_behalf_of="leader") if is_office(by) else by
    with KEY_INSTRUCTION.moving(row, InstructionAction.INSTRUCT, by=hand) as row:
        fitting(row)
        enclose_with(row, files, by=by)
        owes_answer(row)
    return row


def name_of(by: Hand) -> str:
    """Of a leader who writes it themselves."""
    seat = by.seat
    return str(seat.user) if isinstance(seat, Seat) and seat.role == Role.LEAD else ""


def fitting(row: KeyInstruction) -> None:
    needed(row.by_whom, "请填写批示领导", "by_whom")
    needed(row.words, "请填写批示内容", "words")
    if row.said_on > clock.today():
        raise ValidationError({"said_on": "批示日期不能晚于今天"})
    to_come(row.due_on, "due_on")
    ours_in_use(row.unit, row)


def owes_answer(row: KeyInstruction) -> None:
    debtor = debts.of_unit(row, row.unit)
    debts.owes_by(row, Duty.KEY_INSTRUCTION, debtor, row.due_on, SAID)


def answer_instruction(
    row: KeyInstruction, *, by: Hand, answer: str, files: Files = ()
) -> KeyInstruction:
    """反馈落实情况 by the unit, or the office for it."""
    hand = for_unit(row, by)
    with KEY_INSTRUCTION.moving(row, InstructionAction.ANSWER, by=hand) as row:
        needed(answer, "请写明落实情况", "answer")
        row.answer, row.answered_on = answer.strip(), clock.today()
        enclose_with(row, files, by=by)
        meet(row, Duty.KEY_INSTRUCTION)
        debts.owes(row, Duty.KEY_CLOSE, debts.office(row))
    return row


def return_answer(row: KeyInstruction, *, by: Hand, note: str, due_on: date) -> KeyInstruction:
    """退回补充反馈: what is missing, and by when."""
    with KEY_INSTRUCTION.moving(row, InstructionAction.RETURN, by=by, note=note) as row:
        needed(note, "请写明还缺什么")
        to_come(due_on, "due_on")
        row.due_on, row.answered_on = due_on, None
        meet(row, Duty.KEY_CLOSE)
        owes_answer(row)
    return row


def close_instruction(row: KeyInstruction, *, by: Hand, note: str = "") -> KeyInstruction:
    """办结批示."""
    with KEY_INSTRUCTION.moving(row, InstructionAction.CLOSE, by=by, note=note) as row:
        row.closed_on = clock.today()
        meet(row, Duty.KEY_CLOSE)
    return row


def void_instruction(row: KeyInstruction, *, by: Hand, note: str) -> KeyInstruction:
    """作废批示 that was entered by mistake, with the reason."""
    with KEY_INSTRUCTION.moving(row, InstructionAction.VOID, by=by, note=note) as row:
        needed(note, "请写明作废的原因")
        cancel(row, Duty.KEY_INSTRUCTION, Duty.KEY_CLOSE)
    return row


def record_media(
    key: KeyProposal, *, by: Hand, title: str, outlet: str, on: date, files: Files = (), **told: Any
) -> MediaReport:
    """登记媒体报道: broadcast, printed or on the web, with a link or a file."""
    row = MediaReport(keyproposal=key, title=title.strip(), outlet=outlet.strip(), on=on, **told)
    with MEDIA.moving(row, MediaAction.RECORD, by=by) as row:
        needed(row.title, "请填写标题", "title")
        needed(row.outlet, "请填写媒体名称", "outlet")
        if on > clock.today():
            raise ValidationError({"on": "报道日期不能晚于今天"})
        enclose_with(row, files, by=by)
    return row


def void_media(row: MediaReport, *, by: Hand, note: str) -> MediaReport:
    """作废媒体报道 that was entered by mistake."""
    with MEDIA.moving(row, MediaAction.VOID, by=by, note=note) as row:
        needed(note, "请写明作废的原因")
    return row


__all__ = [
    *("answer_instruction", "close_instruction", "instruct", "record_media", "return_answer"),
    *("void_instruction", "void_media"),
]
