"""The table of one opinion, from its submission to its end."""

from __future__ import annotations

from opinions.consequences import answered, asked_again, instructed, uninstructed
from opinions.gates import (
    combined,
    every_unit_answered,
    no_instruction,
    nothing_in_hand,
    ready_to_issue,
    single,
    some_instruction,
    some_unit_asked_again,
)
from opinions.models import Opinion
from opinions.rules import office, the_system, writer_or_office
from opinions.workflow.actions import Action
from workflow.models import Audience
from workflow.procedure import UNBORN, Procedure, derived, move

Status, INTERNAL = Opinion.Status, Audience.INTERNAL
ENDS = frozenset({Status.COMBINED, Status.KEPT, Status.WITHDRAWN, Status.DONE})
UNENDED = tuple(one for one in Status if one not in ENDS)
ISSUED = (Status.ISSUED, Status.INSTRUCTED, Status.FORWARDED, Status.ANSWERED)

OPINION = Procedure[Opinion, Action](
    Opinion,
    {
        Action.SUBMIT: move(UNBORN, to=Status.SUBMITTED, by=writer_or_office),
        Action.COMPILE: move(UNBORN, to=Status.ADOPTED, by=office, audience=INTERNAL),
        Action.WITHDRAW: move(Status.SUBMITTED, to=Status.WITHDRAWN, by=writer_or_office),
        Action.TAKE_UP: move(Status.SUBMITTED, Status.KEPT, to=Status.EDITING, by=office),
        Action.EDIT: move(Status.EDITING, Status.ADOPTED, by=office, audience=INTERNAL),
        Action.ADOPT: move(Status.EDITING, to=Status.ADOPTED, by=office),
        Action.COMBINE: move(Status.EDITING, to=Status.COMBINED, by=office),
        Action.RECONSIDER: move(Status.ADOPTED, to=Status.EDITING, by=office, gate=single),
        Action.RELEASE: move(Status.COMBINED, to=Status.EDITING, by=office),
        Action.DISSOLVE: move(
            Status.ADOPTED, to=Status.WITHDRAWN, by=office, gate=combined, audience=INTERNAL
        ),
        Action.KEEP: move(Status.SUBMITTED, Status.EDITING, to=Status.KEPT, by=office),
        Action.ISSUE: move(Status.ADOPTED, to=Status.ISSUED, by=office, gate=ready_to_issue),
        Action.INSTRUCT: derived(
            Status.ISSUED, to=Status.INSTRUCTED, when=some_instruction, then=instructed
        ),
        Action.UNINSTRUCT: derived(
            Status.INSTRUCTED, to=Status.ISSUED, when=no_instruction, then=uninstructed
        ),
        Action.FORWARD: move(*ISSUED, to=Status.FORWARDED, by=office),
        Action.ANSWER: derived(
            Status.FORWARDED, to=Status.ANSWERED, when=every_unit_answered, then=answered
        ),
        Action.ASK_AGAIN: derived(
            Status.ANSWERED, to=Status.FORWARDED, when=some_unit_asked_again, then=asked_again
        ),
        Action.CLOSE: move(*ISSUED, to=Status.DONE, by=office, gate=nothing_in_hand),
        Action.FOLLOW: move(*UNENDED, by=the_system, audience=INTERNAL),
    },
    ends=ENDS,
)
