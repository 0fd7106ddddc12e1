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
from proposals.models import Assignment, Proposal, Suggestion
from proposals.services.lapsing import lapse_consultations
from proposals.services.passing_down import owes_passing_on
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
        await_hand_over(proposal)
    return proposal


def await_hand_over(proposal: Proposal) -> None:
    """交办 is owed by the dispatcher of each system in which the office suggested a unit."""
    suggested = proposal.suggestions.filter(by=Suggestion.By.OFFICE)
    systems = set(suggested.values_list("unit__system", flat=True))
    for system in sorted(systems):
        debts.owes(proposal, Duty.HAND_OVER, debts.dispatcher(proposal, system))


def hand_over(
    proposal: Proposal,
    *,
    by: Hand,
    notice_on: date,
    host: Unit | None = None,
    co_units: Iterable[Unit] = (),
    separate: Iterable[Unit] = (),
    note: str = "",
) -> Proposal:
    """交办: to one host and its co-units, or to several units that each answer by themselves.

    Time runs from the date on the notice.
    """
    with PROPOSAL.moving(proposal, Action.HAND_OVER, by=by, note=note) as proposal:
        shares = sharing(host, list(co_units), list(separate))
        for unit, duty in shares:
            may_be_given(unit, duty, proposal, by)
        dated(proposal, notice_on)
        proposal.notice_on = notice_on
        meet(proposal, Duty.HAND_OVER)
        lapse_consultations(proposal, by=by)
        for unit, duty in shares:
            give(proposal, unit, duty, by=by)
    return proposal


Sharing = list[tuple[Unit, Assignment.Duty]]


def sharing(host: Unit | None, co_units: list[Unit], separate: list[Unit]) -> Sharing:
    """Who does what: one host with co-units, or at least two units side by side."""
    if host and separate:
        raise ValidationError({"separate": "主办和分办只能选一种：请去掉主办单位，或不选分办单位"})
    if not host and not separate:
        raise ValidationError({"host": "请选择主办单位，或选择两个以上分办单位"})
    if separate and len(separate) < 2:
        raise ValidationError({"separate": "分办至少选择两个单位；只有一个单位的，请选为主办单位"})
    if separate and co_units:
        raise ValidationError({"co_units": "分办的提案由各单位分别答复，不另设会办单位"})
    if host in co_units:
        raise ValidationError({"co_units": f"{host}已是主办单位，不能同时会办"})
    answering = [(host, Assignment.Duty.HOST)] if host else []
    answering += [(unit, Assignment.Duty.SEPARATE) for unit in separate]
    return answering + [(unit, Assignment.Duty.CO) for unit in co_units]


FIELDS = {
    Assignment.Duty.HOST: "host",
    Assignment.Duty.CO: "co_units",
    Assignment.Duty.SEPARATE: "separate",
}


def may_be_given(unit: Unit, duty: Assignment.Duty, proposal: Proposal, by: Hand) -> None:
    """Hosts are of the dispatcher's own system; co-units of any system of the committee."""
    seat = by.seat
    if unit.committee_id != proposal.case.committee_id or unit.parent_id:
        raise ValidationError({FIELDS[duty]: f"{unit}不是本会的承办单位"})
    theirs = isinstance(seat, Seat) and unit.system_id == seat.system_id
    if duty != Assignment.Duty.CO and not theirs:
        raise PermissionDenied(f"{unit}不属于您负责的系统，不能交办")
    if unit.status != Unit.Status.ACTIVE:
        raise ValidationError({FIELDS[duty]: f"{unit}已撤并，请选择承继其职责的单位"})


def dated(proposal: Proposal, notice_on: date) -> None:
    """The notice is dated between filing and today."""
    if notice_on > clock.today():
        raise ValidationError({"notice_on": "交办通知日期不能晚于今天"})
    if proposal.filed_on and notice_on < proposal.filed_on:
        raise ValidationError({"notice_on": f"交办通知日期不能早于立案日期{proposal.filed_on}"})


def give(
    proposal: Proposal,
    unit: Unit,
    duty: Assignment.Duty,
    *,
    by: Hand,
    replaces: Assignment | None = None,
    given_on: date | None = None,
) -> Assignment:
    """One unit's share; it owes its signature from the date of the notice, or from `given_on`."""
    if proposal.assignments.live().filter(round=proposal.round, unit=unit).exists():
        raise ValidationError({"unit": f"{unit}已是本提案的承办单位"})
    share = Assignment(
        proposal=proposal,
        unit=unit,
        duty=duty,
        round=proposal.round,
        replaces=replaces,
        given_on=given_on,
    )
    with ASSIGNMENT.moving(share, ShareAction.GIVE, by=by) as share:
        debts.owes(share, Duty.SIGN_FOR, debts.unit_liaison(share), start=share.start)
    return share


def sign_for(share: Assignment, *, by: Hand) -> Assignment:
    """签收: the unit takes the case on; from the notice date it owes contact and answer."""
    with ASSIGNMENT.moving(share, ShareAction.SIGN_FOR, by=by) as share:
        meet(share, Duty.SIGN_FOR)
        liaison, start = debts.unit_liaison(share), share.start
        if share.answers:
            debts.owes(share, Duty.FIRST_CONTACT, liaison, start=start)
            debts.owes(share, Duty.REPLY, liaison, start=start)
        else:
            debts.owes(share, Duty.OPINION, liaison, start=start)
        owes_passing_on(share)
    return share
