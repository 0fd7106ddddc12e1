"""How people come to the verbs of 跟踪检查."""

from __future__ import annotations

from typing import Any

from members.doors import ActionForm, Door
from proposals.forms import Reason
from proposals.forms import follow_up as forms
from proposals.services import follow_up as services
from proposals.workflow import FOLLOW_UP, VISIT, FollowUpAction, VisitAction


def door(verb: VisitAction, form: type[ActionForm], service: Any, *, main: bool = False) -> Door:
    """What others write down of their own visits meanwhile is not in its way."""
    return Door(verb, VISIT, form, service, main=main, minds=False)


FOLLOW_UP_DOORS = {
    FollowUpAction.END.value: Door(
        FollowUpAction.END,
        FOLLOW_UP,
        forms.EndFollowUp,
        services.end_follow_up,
        main=True,
        tells=True,
    ),
    FollowUpAction.CALL_OFF.value: Door(
        FollowUpAction.CALL_OFF, FOLLOW_UP, Reason, services.call_off_follow_up, danger=True
    ),
}
VISIT_DOORS = {
    str(door.action.value): door
    for door in (
        door(VisitAction.FILL_IN, forms.FillInVisit, services.fill_in_visit, main=True),
        Door(VisitAction.REASSIGN, VISIT, forms.ReassignVisit, services.reassign_visit),
        Door(VisitAction.DROP, VISIT, Reason, services.drop_visit, danger=True),
        door(VisitAction.SETTLE, forms.SettleVisit, services.settle_visit, main=True),
        door(VisitAction.RE_OPEN, forms.ReopenByVisit, services.reopen_by_visit),
        door(VisitAction.ASK_GRADE, forms.AskGradeByVisit, services.ask_grade_by_visit),
    )
}
