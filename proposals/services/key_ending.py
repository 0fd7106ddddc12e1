"""What is still open inside a key proposal that is taken off the list comes to its end."""

from __future__ import annotations

from typing import Any

from proposals.models import KeyInstruction, KeyLeader, KeyProposal, KeyVisit, PlanItem
from proposals.workflow import (
    KEY_INSTRUCTION,
    KEY_VISIT,
    LEADER,
    PLAN_ITEM,
    InstructionAction,
    ItemAction,
    KeyVisitAction,
    LeaderAction,
)
from workflow.hand import Hand

Said = KeyInstruction.Status


def end_parts(key: KeyProposal, *, by: Hand, note: str) -> None:
    """Inside the move of the key proposal; nothing of it is owed afterwards."""
    open_ones: tuple[tuple[Any, Any, Any], ...] = (
        (key.planitems.filter(status__in=PlanItem.UNDONE), PLAN_ITEM, ItemAction.CANCEL),
        (key.keyleaders.filter(status=KeyLeader.Status.ASKED), LEADER, LeaderAction.RELEASE),
        (key.keyvisits.filter(status=KeyVisit.Status.PLANNED), KEY_VISIT, KeyVisitAction.CALL_OFF),
        (
            key.keyinstructions.filter(status__in=(Said.OPEN, Said.ANSWERED)),
            KEY_INSTRUCTION,
            InstructionAction.VOID,
        ),
    )
    for rows, procedure, verb in open_ones:
        for row in rows:
            row.keyproposal = key
            with procedure.moving(row, verb, by=by.blind(), note=note):
                pass
