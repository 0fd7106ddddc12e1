"""移送其他系统: a host that lies in the other system is for that system's dispatcher to name."""

from __future__ import annotations

from django.core.exceptions import ValidationError

from deadlines.defaults import Kind as Duty
from deadlines.services import Debtor, meet
from members.models import Unit
from proposals import debts
from proposals.models import Assignment
from proposals.services.shares import change_of
from proposals.services.submission import needed
from proposals.workflow import ASSIGNMENT, CHANGE, RequestAction, ShareAction
from workflow.hand import Hand


def send_across(share: Assignment, *, by: Hand, unit: Unit, note: str) -> Assignment:
    """移送: the request goes to the dispatcher of that unit's system, who gives it or returns it.

    Until then the unit that asked stays answerable.
    """
    with ASSIGNMENT.moving(share, ShareAction.SEND_ACROSS, by=by, note=note) as share:
        needed(note, "请写明移送的理由")
        of_another_system(unit, share)
        with CHANGE.moving(change_of(share), RequestAction.SEND, by=by) as change:
            change.across = unit
        owed_by(share, debts.dispatcher(share, unit.system_id))
    return share


def of_another_system(unit: Unit, share: Assignment) -> None:
    """A unit of this committee that another dispatcher looks after."""
    if unit.committee_id != share.case.committee_id or unit.status != Unit.Status.ACTIVE:
        raise ValidationError({"unit": f"{unit}不是本会在用的承办单位"})
    if unit.system_id == share.unit.current.system_id:
        raise ValidationError({"unit": f"{unit}属于本系统，请直接同意调整"})
    if not debts.dispatcher(share, unit.system_id).alive():
        raise ValidationError({"unit": f"{unit.system.office}还没有在任的人员，请先登记身份"})


def give_back(share: Assignment, *, by: Hand, note: str) -> Assignment:
    """退回移送: the dispatcher who sent it has to decide otherwise."""
    with ASSIGNMENT.moving(share, ShareAction.GIVE_BACK, by=by, note=note) as share:
        needed(note, "请写明退回移送的理由")
        with CHANGE.moving(change_of(share), RequestAction.HAND_BACK, by=by) as change:
            change.across = None
        owed_by(share, debts.own_dispatcher(share))
    return share


def owed_by(share: Assignment, decider: Debtor) -> None:
    """The decision is owed by that dispatcher, with the full time for it."""
    meet(share, Duty.CHANGE_DECISION)
    debts.owes(share, Duty.CHANGE_DECISION, decider)


__all__ = ["give_back", "send_across"]
