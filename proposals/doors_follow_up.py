"""How people come to the verbs of 跟踪检查."""

from __future__ import annotations

from members.doors import Door
from proposals.forms import follow_up as forms
from proposals.services import follow_up as services
from proposals.workflow import FOLLOW_UP, VISIT, FollowUpAction, VisitAction

FOLLOW_UP_DOORS = {
    FollowUpAction.END.value: Door(
        FollowUpAction.END,
        FOLLOW_UP,
        forms.EndFollowUp,
        services.end_follow_up,
        main=True,
        tells=True,
    )
}
VISIT_DOORS = {
    str(door.action.value): door
    for door in (
        Door(VisitAction.FILL_IN, VISIT, forms.FillInVisit, services.fill_in_visit, main=True),
        Door(VisitAction.REASSIGN, VISIT, forms.ReassignVisit, services.reassign_visit),
        Door(VisitAction.SETTLE, VISIT, forms.SettleVisit, services.settle_visit, main=True),
        Door(VisitAction.RE_OPEN, VISIT, forms.ReopenByVisit, services.reopen_by_visit),
        Door(VisitAction.ASK_GRADE, VISIT, forms.AskGradeByVisit, services.ask_grade_by_visit),
    )
}
