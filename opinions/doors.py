"""How people come to each verb of an opinion: one line a verb."""

from __future__ import annotations

from typing import Any

from members.doors import Door
from opinions import forms, services
from opinions.models import Forwarding, Instruction, Opinion
from opinions.workflow import (
    FORWARDING,
    INSTRUCTION,
    OPINION,
    Action,
    ForwardingAction,
    InstructionAction,
)


def by_action(*doors: Door) -> dict[str, Door]:
    return {str(door.action.value): door for door in doors}


def new_instruction(opinion: Opinion) -> Instruction:
    return Instruction(opinion=opinion)


OPINION_DOORS = by_action(
    Door(Action.TAKE_UP, OPINION, forms.TakeUp, services.take_up, main=True),
    Door(Action.ADOPT, OPINION, forms.Adopt, services.adopt, main=True),
    Door(Action.ISSUE, OPINION, forms.Issue, services.issue, main=True, tells=True),
    Door(Action.EDIT, OPINION, forms.Edit, services.edit),
    Door(Action.KEEP, OPINION, forms.Keep, services.keep),
    Door(Action.RECONSIDER, OPINION, forms.Reason, services.reconsider),
    Door(
        InstructionAction.RECORD,
        INSTRUCTION,
        forms.RecordInstruction,
        services.record_instruction,
        new_instruction,
    ),
    Door(Action.FORWARD, OPINION, forms.Forward, services.forward),
    Door(Action.CLOSE, OPINION, forms.Close, services.close, tells=True),
    Door(Action.DISSOLVE, OPINION, forms.Reason, services.dissolve, danger=True),
    Door(Action.WITHDRAW, OPINION, forms.Note, services.withdraw, danger=True),
)
INSTRUCTION_DOORS = by_action(
    Door(InstructionAction.VOID, INSTRUCTION, forms.Reason, services.void_instruction),
)
FORWARDING_DOORS = by_action(
    Door(ForwardingAction.ANSWER, FORWARDING, forms.AnswerForwarding, services.answer, main=True),
    Door(ForwardingAction.RETURN, FORWARDING, forms.Reason, services.give_back),
    Door(ForwardingAction.EXTEND, FORWARDING, forms.ExtendForwarding, services.extend_forwarding),
    Door(
        ForwardingAction.SEND_BACK,
        FORWARDING,
        forms.SendBackOutcome,
        services.send_back_outcome,
    ),
)
# By the word in the address: the parts that have verbs of their own.
PART_DOORS: dict[str, tuple[type[Any], dict[str, Door]]] = {
    "instructions": (Instruction, INSTRUCTION_DOORS),
    "forwardings": (Forwarding, FORWARDING_DOORS),
}
