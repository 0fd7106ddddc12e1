"""催办: somebody presses a unit by hand. Nothing moves; it is told at once, and counted."""

from __future__ import annotations

from django.core.exceptions import ValidationError

from proposals.models import Assignment
from proposals.pressing import urged_today
from proposals.services.submission import needed
from proposals.workflow import ASSIGNMENT, ShareAction
from workflow.hand import Hand


def urge(share: Assignment, *, by: Hand, note: str) -> Assignment:
    """催办, once a day by the same seat: the unit's liaison and head are told at once."""
    with ASSIGNMENT.moving(share, ShareAction.URGE, by=by, note=note) as share:
        needed(note, "请写明催办的内容")
        if by.seat and urged_today(share, by.seat.pk):
            raise ValidationError("您今天已催办过该单位，请明天再催")
    return share


__all__ = ["urge"]
