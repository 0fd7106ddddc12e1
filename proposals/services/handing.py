"""移交, 交办 and 签收: the case goes to the units that must answer it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError

from common import clock
from deadlines.defaults import Kind as Duty
from deadlines.services import meet
from members.models import Seat, Unit
from proposals import debts
from proposals.models import Assignment, Proposal
from proposals.services.screening import suggest
from proposals.workflow import ASSIGNMENT, PROPOSAL, Action, ShareAction
from workflow.hand import Hand


def transfer(proposal: Proposal, *, by: Hand, units: Iterable[Unit], note: str = "") -> Proposal:
    """移交: to the dispatchers in whose systems the suggested units are."""
    units = list(units)
    with PROPOSAL.moving(proposal, Action.TRANSFER, by=by, note=note) as proposal:
        if not units:
            raise ValidationError({"units": "请至少选择一个建议承办单位"})
        suggest(proposal, units)
        meet(proposal, Duty.TRANSFER)
        for system in sorted({unit.system_id for unit in units}):
            debts.owes(proposal, Duty.HAND_OVER, debts.dispatcher(proposal, system))
    return proposal


def hand_over(
    proposal: Proposal, *, by: Hand, host: Unit, notice_on: date, note: str = ""
) -> Proposal:
    """交办: to one host; time runs from the date on the notice."""
    with PROPOSAL.moving(proposal, Action.HAND_OVER, by=by, note=note) as proposal:
        in_system(host, by)
        if notice_on > clock.today():
            raise ValidationError({"notice_on": "交办通知日期不能晚于今天"})
        if proposal.filed_on and notice_on < proposal.filed_on:
            raise ValidationError({"notice_on": f"交办通知日期不能早于立案日期{proposal.filed_on}"})
        proposal.notice_on = notice_on
        meet(proposal, Duty.HAND_OVER)
        give(proposal, host, Assignment.Duty.HOST, by=by)
    return proposal


def in_system(unit: Unit, by: Hand) -> None:
    seat = by.seat
    if not isinstance(seat, Seat) or unit.system_id != seat.system_id:
        raise PermissionDenied(f"{unit}不属于您负责的系统，不能交办")
    if unit.status != Unit.Status.ACTIVE:
        raise ValidationError({"host": f"{unit}已撤并，请选择承继其职责的单位"})


def give(proposal: Proposal, unit: Unit, duty: Assignment.Duty, *, by: Hand) -> Assignment:
    """One unit's share; it owes its signature from the date of the notice."""
    share = Assignment(proposal=proposal, unit=unit, duty=duty, round=proposal.round)
    with ASSIGNMENT.moving(share, ShareAction.GIVE, by=by) as share:
        debts.owes(share, Duty.SIGN_FOR, debts.unit_liaison(share), start=proposal.notice_on)
    return share


def sign_for(share: Assignment, *, by: Hand) -> Assignment:
    """签收: the unit takes the case on; from the notice date it owes contact and answer."""
    with ASSIGNMENT.moving(share, ShareAction.SIGN_FOR, by=by) as share:
        meet(share, Duty.SIGN_FOR)
        liaison, start = debts.unit_liaison(share), share.proposal.notice_on
        if share.answers:
            debts.owes(share, Duty.FIRST_CONTACT, liaison, start=start)
            debts.owes(share, Duty.REPLY, liaison, start=start)
        else:
            debts.owes(share, Duty.OPINION, liaison, start=start)
    return share
