"""The tables of visits, instructions and media reports."""

from __future__ import annotations

from proposals.gates_keys import on_list, stands
from proposals.models import KeyInstruction, KeyVisit, MediaReport
from proposals.rules import office, office_or_director
from proposals.rules_keys import office_or_lead, unit_or_office
from proposals.workflow.key_actions import InstructionAction, KeyVisitAction, MediaAction
from proposals.workflow.keys import KEY
from workflow.models import Audience
from workflow.procedure import UNBORN, Procedure, move

INTERNAL = Audience.INTERNAL
Course = KeyVisit.Status
KEY_VISIT = Procedure[KeyVisit, KeyVisitAction](
    KeyVisit,
    {
        KeyVisitAction.PLAN: move(UNBORN, to=Course.PLANNED, by=office, gate=stands),
        KeyVisitAction.CHANGE: move(Course.PLANNED, by=office),
        KeyVisitAction.HOLD: move(Course.PLANNED, to=Course.HELD, by=office),
        KeyVisitAction.ADD: move(Course.HELD, by=office, gate=on_list),
        KeyVisitAction.CALL_OFF: move(Course.PLANNED, to=Course.CALLED_OFF, by=office_or_director),
    },
    root=KEY,
    ends=frozenset({Course.HELD, Course.CALLED_OFF}),
)
Said = KeyInstruction.Status
KEY_INSTRUCTION = Procedure[KeyInstruction, InstructionAction](
    KeyInstruction,
    {
        InstructionAction.INSTRUCT: move(
            UNBORN, to=Said.OPEN, by=office_or_lead, gate=stands, audience=INTERNAL
        ),
        InstructionAction.ANSWER: move(
            Said.OPEN, to=Said.ANSWERED, by=unit_or_office, audience=INTERNAL
        ),
        InstructionAction.RETURN: move(
            Said.ANSWERED, to=Said.OPEN, by=office_or_lead, audience=INTERNAL
        ),
        InstructionAction.CLOSE: move(
            Said.ANSWERED, to=Said.CLOSED, by=office_or_lead, audience=INTERNAL
        ),
        InstructionAction.VOID: move(
            *(Said.OPEN, Said.ANSWERED), to=Said.VOID, by=office_or_director, audience=INTERNAL
        ),
    },
    root=KEY,
    ends=frozenset({Said.CLOSED, Said.VOID}),
)
MEDIA = Procedure[MediaReport, MediaAction](
    MediaReport,
    {
        MediaAction.RECORD: move(UNBORN, to=MediaReport.Status.RECORDED, by=office, gate=on_list),
        MediaAction.VOID: move(
            MediaReport.Status.RECORDED, to=MediaReport.Status.VOID, by=office, audience=INTERNAL
        ),
    },
    root=KEY,
    owed=False,
)
