"""The tables of what is written on an issue (批示) and of the units it was forwarded to."""

from __future__ import annotations

from opinions.gates import issued, not_over
from opinions.models import Forwarding, Instruction, Noted
from opinions.rules import handler, office
from opinions.workflow.actions import ForwardingAction, InstructionAction
from opinions.workflow.opinion import OPINION
from workflow.procedure import UNBORN, Procedure, move

Status = Forwarding.Status

INSTRUCTION = Procedure[Instruction, InstructionAction](
    Instruction,
    {
        InstructionAction.RECORD: move(UNBORN, to=Noted.RECORDED, by=office, gate=issued),
        InstructionAction.VOID: move(Noted.RECORDED, to=Noted.VOID, by=office, gate=issued),
    },
    root=OPINION,
    owed=False,
)
FORWARDING = Procedure[Forwarding, ForwardingAction](
    Forwarding,
    {
        ForwardingAction.GIVE: move(UNBORN, to=Status.HANDLING, by=office),
        ForwardingAction.ANSWER: move(Status.HANDLING, to=Status.ANSWERED, by=handler),
        ForwardingAction.RETURN: move(Status.HANDLING, to=Status.RETURNED, by=handler),
        ForwardingAction.EXTEND: move(Status.HANDLING, by=office),
        ForwardingAction.SEND_BACK: move(
            Status.ANSWERED, to=Status.HANDLING, by=office, gate=not_over
        ),
    },
    root=OPINION,
    ends=frozenset({Status.ANSWERED, Status.RETURNED}),
)
