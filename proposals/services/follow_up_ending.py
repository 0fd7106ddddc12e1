"""A campaign ends with what it concludes; a visit, or all of it, may be called off."""

from __future__ import annotations

from common import clock
from deadlines.defaults import Kind as Duty
from deadlines.services import cancel, meet
from proposals.models import FollowUp, Visit
from proposals.services.submission import needed
from proposals.workflow import FOLLOW_UP, VISIT, FollowUpAction, VisitAction
from workflow.hand import Hand


def end_follow_up(follow_up: FollowUp, *, by: Hand, conclusion: str) -> FollowUp:
    """结束, with what the report concludes."""
    with FOLLOW_UP.moving(follow_up, FollowUpAction.END, by=by) as follow_up:
        needed(conclusion, "请写明跟踪检查的结论", "conclusion")
        follow_up.conclusion, follow_up.ended_on = conclusion, clock.today()
        meet(follow_up, Duty.FOLLOW_UP)
    return follow_up


def drop_visit(visit: Visit, *, by: Hand, note: str) -> Visit:
    """不再走访, with why; who was to go there is told."""
    with VISIT.moving(visit, VisitAction.DROP, by=by, note=note) as visit:
        needed(note, "请写明不再走访的原因")
        cancel(visit, Duty.VISIT)
    return visit


def call_off_follow_up(follow_up: FollowUp, *, by: Hand, note: str) -> FollowUp:
    """取消跟踪检查: visits that were not made are made no more; what was found stays."""
    with FOLLOW_UP.moving(follow_up, FollowUpAction.CALL_OFF, by=by, note=note) as follow_up:
        needed(note, "请写明取消的原因")
        for visit in follow_up.visits.filter(status=Visit.Status.ASSIGNED):
            visit.follow_up = follow_up
            drop_visit(visit, by=by.blind(), note=note)
        cancel(follow_up, Duty.FOLLOW_UP)
    return follow_up


__all__ = ["call_off_follow_up", "drop_visit", "end_follow_up"]
