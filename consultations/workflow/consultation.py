"""The table of one consultation, from its plan to the last rated task."""

from __future__ import annotations

from consultations.consequences import finished, handled_again, to_be_rated
from consultations.gates import (
    every_task_ended,
    every_task_signed,
    list_complete,
    planned_and_surveyed,
    rating_over,
    some_rating,
    some_task_open,
    surveyed,
)
from consultations.models import Consultation
from consultations.rules import office, party, the_system, township
from consultations.workflow.actions import Action
from workflow.models import Audience
from workflow.procedure import UNBORN, Procedure, derived, move

Status, INTERNAL = Consultation.Status, Audience.INTERNAL
ENDS = frozenset({Status.CALLED_OFF, Status.DONE})
UNENDED = tuple(one for one in Status if one not in ENDS)
COMING = (Status.PLANNING, Status.PLAN_ASKED, Status.APPROVED)

CONSULTATION = Procedure[Consultation, Action](
    Consultation,
    {
        Action.PLAN: move(UNBORN, to=Status.PLANNING, by=township, audience=INTERNAL),
        Action.REVISE: move(Status.PLANNING, by=township, audience=INTERNAL),
        Action.ASK_PLAN: move(
            Status.PLANNING,
            to=Status.PLAN_ASKED,
            by=township,
            gate=planned_and_surveyed,
            audience=INTERNAL,
        ),
        Action.APPROVE_PLAN: move(Status.PLAN_ASKED, to=Status.APPROVED, by=party),
        Action.SEND_BACK_PLAN: move(
            Status.PLAN_ASKED, to=Status.PLANNING, by=party, audience=INTERNAL
        ),
        Action.HOLD: move(Status.APPROVED, to=Status.HELD, by=township, gate=surveyed),
        Action.RESCHEDULE: move(Status.APPROVED, by=township),
        Action.REWRITE: move(Status.HELD, by=township),
        Action.CALL_OFF: move(*COMING, to=Status.CALLED_OFF, by=township),
        Action.ASK_LIST: move(
            Status.HELD, to=Status.LIST_ASKED, by=township, gate=list_complete, audience=INTERNAL
        ),
        Action.APPROVE_LIST: move(Status.LIST_ASKED, to=Status.LIST_APPROVED, by=party),
        Action.SEND_BACK_LIST: move(Status.LIST_ASKED, to=Status.HELD, by=party, audience=INTERNAL),
        Action.FILE: move(
            Status.LIST_APPROVED, to=Status.FILED, by=office, audience=Audience.PUBLIC
        ),
        Action.HANDLE: derived(Status.FILED, to=Status.HANDLING, when=every_task_signed),
        Action.GO_ON: derived(
            Status.RATING,
            Status.DONE,
            to=Status.HANDLING,
            when=some_task_open,
            then=handled_again,
        ),
        Action.ASK_RATING: derived(
            Status.HANDLING, to=Status.RATING, when=every_task_ended, then=to_be_rated
        ),
        Action.END_RATING: move(Status.RATING, by=township, gate=some_rating),
        Action.FINISH: derived(
            Status.RATING,
            to=Status.DONE,
            when=rating_over,
            then=finished,
            audience=Audience.PUBLIC,
        ),
        Action.FOLLOW: move(*UNENDED, by=the_system, audience=INTERNAL),
    },
    ends=ENDS,
)
