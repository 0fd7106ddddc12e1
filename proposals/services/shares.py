"""Rows that belong to a share, taken up inside its move."""

from __future__ import annotations

from typing import Any, TypeVar

from django.core.exceptions import ValidationError

from proposals.gates_handing import pending_change
from proposals.models import Assignment, Change

Belonging = TypeVar("Belonging", bound=Any)


def beside(row: Belonging, share: Assignment) -> Belonging:
    """The row, at the very share and case that the running move was lent."""
    row.proposal, row.assignment = share.proposal, share
    return row


def change_of(share: Assignment) -> Change:
    """What the unit asked for and nobody has decided."""
    change = pending_change(share)
    if change is None:  # the gate has looked already
        raise ValidationError("没有待决定的调整申请", code="gate")
    return beside(change, share)
