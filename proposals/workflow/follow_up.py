"""The tables of a campaign that looks at answers again, and of each of its visits."""

from __future__ import annotations

from proposals.gates_follow_up import all_settled, may_regrade, may_reopen, nothing_reported
from proposals.models import FollowUp, Visit
from proposals.rules import director, office, office_or_director
from proposals.rules_follow_up import visits
from proposals.rules_handing import the_system
from proposals.workflow.actions import FollowUpAction, VisitAction
from workflow.models import Audience
from workflow.procedure import UNBORN, Procedure, move

INTERNAL = Audience.INTERNAL
State, Stage = FollowUp.Status, Visit.Status
LOOKED_AT = (Stage.REPORTED, Stage.SETTLED)

FOLLOW_UP = Procedure[FollowUp, FollowUpAction](
    FollowUp,
    {
        FollowUpAction.START: move(UNBORN, to=State.OPEN, by=office, audience=INTERNAL),
        FollowUpAction.END: move(
            State.OPEN, to=State.ENDED, by=office, gate=all_settled, audience=INTERNAL
        ),
        FollowUpAction.CALL_OFF: move(
            State.OPEN,
            to=State.CALLED_OFF,
            by=office_or_director,
            gate=nothing_reported,
            audience=INTERNAL,
        ),
    },
    ends=frozenset({State.ENDED, State.CALLED_OFF}),
)
VISIT = Procedure[Visit, VisitAction](
    Visit,
    {
        VisitAction.ASSIGN: move(UNBORN, to=Stage.ASSIGNED, by=office, audience=INTERNAL),
        VisitAction.REASSIGN: move(Stage.ASSIGNED, by=office, audience=INTERNAL),
        VisitAction.FOLLOW: move(Stage.ASSIGNED, by=the_system, audience=INTERNAL),
        VisitAction.DROP: move(
            Stage.ASSIGNED, to=Stage.DROPPED, by=office_or_director, audience=INTERNAL
        ),
        VisitAction.FILL_IN: move(Stage.ASSIGNED, to=Stage.REPORTED, by=visits, audience=INTERNAL),
        VisitAction.SETTLE: move(
            Stage.REPORTED, to=Stage.SETTLED, by=office_or_director, audience=INTERNAL
        ),
        # one does not shut out the other, and what was settled too early is put right by them
        VisitAction.RE_OPEN: move(
            *LOOKED_AT, to=Stage.SETTLED, by=director, gate=may_reopen, audience=INTERNAL
        ),
        VisitAction.ASK_GRADE: move(
            *LOOKED_AT, to=Stage.SETTLED, by=office, gate=may_regrade, audience=INTERNAL
        ),
    },
    root=FOLLOW_UP,
    ends=frozenset({Stage.SETTLED, Stage.DROPPED}),
)
