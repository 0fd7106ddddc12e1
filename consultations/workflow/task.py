"""The table of a task, its progress and the request for more time."""

from __future__ import annotations

from consultations.gates import (
    came_back,
    discontent,
    due_soon,
    extension_asked,
    in_hand,
    list_open,
    no_extension_asked,
    not_proposed,
    not_signed,
    signed,
)
from consultations.models import Progress, Task, TaskExtension
from consultations.models.meeting import Noted
from consultations.rules import (
    checker,
    handler,
    handler_or_office,
    office,
    office_or_system,
    the_system,
    township,
    township_or_office,
)
from consultations.workflow.actions import ProgressAction, TaskAction, TaskExtensionAction
from consultations.workflow.consultation import CONSULTATION
from workflow.models import Audience
from workflow.procedure import UNBORN, Procedure, move

Status, Asked, INTERNAL = Task.Status, TaskExtension.Status, Audience.INTERNAL
IN_HAND = (Status.WAITING, Status.HANDLING)

TASK = Procedure[Task, TaskAction](
    Task,
    {
        TaskAction.LIST: move(UNBORN, to=Status.LISTED, by=township, gate=list_open),
        TaskAction.CHANGE: move(Status.LISTED, by=township, gate=list_open),
        TaskAction.DROP: move(Status.LISTED, to=Status.DROPPED, by=township, gate=list_open),
        TaskAction.GIVE: move(Status.LISTED, to=Status.WAITING, by=office),
        TaskAction.REPLACE: move(UNBORN, to=Status.WAITING, by=office),
        TaskAction.SIGN_FOR: move(Status.WAITING, to=Status.HANDLING, by=handler),
        TaskAction.ASK_RETURN: move(*IN_HAND, to=Status.RETURN_ASKED, by=handler),
        TaskAction.REASSIGN: move(Status.RETURN_ASKED, to=Status.REASSIGNED, by=office),
        TaskAction.REFUSE_WAITING: move(
            Status.RETURN_ASKED, to=Status.WAITING, by=office, gate=not_signed
        ),
        TaskAction.REFUSE_HANDLING: move(
            Status.RETURN_ASKED, to=Status.HANDLING, by=office, gate=signed
        ),
        TaskAction.ASK_EXTENSION: move(Status.HANDLING, by=handler, gate=no_extension_asked),
        TaskAction.GRANT_EXTENSION: move(Status.HANDLING, by=checker, gate=extension_asked),
        TaskAction.REFUSE_EXTENSION: move(Status.HANDLING, by=checker, gate=extension_asked),
        TaskAction.REPORT: move(Status.HANDLING, to=Status.REPORTED, by=handler),
        TaskAction.URGE: move(*IN_HAND, by=office, gate=due_soon),
        TaskAction.CONFIRM: move(Status.REPORTED, to=Status.DONE, by=checker),
        TaskAction.SEND_BACK: move(Status.REPORTED, to=Status.HANDLING, by=checker),
        TaskAction.REOPEN: move(
            Status.DONE, to=Status.HANDLING, by=township_or_office, gate=discontent
        ),
        TaskAction.CARRY: move(
            *(Status.LISTED, *IN_HAND, Status.RETURN_ASKED, Status.REPORTED), by=the_system
        ),
        TaskAction.TURN: move(
            *(*IN_HAND, Status.RETURN_ASKED), to=Status.TURNED, by=office, gate=not_proposed
        ),
        TaskAction.BACK_WAITING: move(
            Status.TURNED, to=Status.WAITING, by=office_or_system, gate=came_back("waiting")
        ),
        TaskAction.BACK_HANDLING: move(
            Status.TURNED, to=Status.HANDLING, by=office_or_system, gate=came_back("handling")
        ),
        TaskAction.BACK_ASKED: move(
            Status.TURNED,
            to=Status.RETURN_ASKED,
            by=office_or_system,
            gate=came_back("return_asked"),
        ),
        TaskAction.TURN_OPINION: move(
            *(Status.WAITING, Status.HANDLING, Status.RETURN_ASKED),
            to=Status.TO_OPINION,
            by=township_or_office,
        ),
    },
    root=CONSULTATION,
    # what is only listed is owed with its list
    ends=frozenset({Status.LISTED, *Task.ENDS}),
)
PROGRESS = Procedure[Progress, ProgressAction](
    Progress,
    {ProgressAction.RECORD: move(UNBORN, to=Noted.RECORDED, by=handler, gate=in_hand)},
    root=CONSULTATION,
    owed=False,
)
EXTENSION = Procedure[TaskExtension, TaskExtensionAction](
    TaskExtension,
    {
        TaskExtensionAction.ASK: move(UNBORN, to=Asked.PENDING, by=handler, audience=INTERNAL),
        TaskExtensionAction.ACCEPT: move(
            Asked.PENDING, to=Asked.ACCEPTED, by=checker, audience=INTERNAL
        ),
        TaskExtensionAction.REFUSE: move(
            Asked.PENDING, to=Asked.REFUSED, by=checker, audience=INTERNAL
        ),
        TaskExtensionAction.LAPSE: move(
            Asked.PENDING, to=Asked.LAPSED, by=handler_or_office, audience=INTERNAL
        ),
    },
    root=CONSULTATION,
    owed=False,
)
