"""批示: what leaders wrote on an issue, entered by the office; there may be several."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError

from common import clock
from opinions.models import Instruction, Opinion
from opinions.workflow import INSTRUCTION, InstructionAction
from proposals.services.submission import needed
from workflow.hand import Hand


def record_instruction(
    opinion: Opinion, *, by: Hand, leader: str, on: date, text: str
) -> Instruction:
    """登记批示: the first one makes the opinion 已批示."""
    row = Instruction(opinion=opinion, leader=leader.strip(), on=on, text=text)
    with INSTRUCTION.moving(row, InstructionAction.RECORD, by=by) as row:
        needed(row.leader, "请填写批示领导", "leader")
        needed(text, "请填写批示内容", "text")
        in_between(row)
    return row


def in_between(row: Instruction) -> None:
    """Not before it was issued, and not in days to come."""
    since = row.opinion.issued_on
    if since and row.on < since:
        raise ValidationError({"on": f"批示日期不能早于编发日期{since:%Y-%m-%d}"})
    if row.on > clock.today():
        raise ValidationError({"on": "批示日期不能晚于今天"})


def void_instruction(row: Instruction, *, by: Hand, note: str) -> Instruction:
    """作废批示 that was entered by mistake, with the reason."""
    with INSTRUCTION.moving(row, InstructionAction.VOID, by=by, note=note) as row:
        needed(note, "请写明作废的原因")
    return row


__all__ = ["record_instruction", "void_instruction"]
