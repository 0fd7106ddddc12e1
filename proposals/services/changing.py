"""申请调整承办单位 and 分派科室: a share goes to another unit, or to an office inside its own."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError

from common import clock
from deadlines.defaults import Kind as Duty
from deadlines.services import cancel, meet, owed, rekey
from members.models import Role, Seat, Unit
from proposals import debts
from proposals.gates_handing import pending_change
from proposals.models import Assignment, Change, Proposal
from proposals.services.handing import give, may_be_given
from proposals.services.lapsing_requests import lapse_extension
from proposals.services.shares import change_of
from proposals.services.submission import needed
from proposals.workflow import (
    ASSIGNMENT,
    CHANGE,
    PROPOSAL,
    Action,
    RequestAction,
    ShareAction,
)
from workflow.hand import Hand


def pass_inside(share: Assignment, *, by: Hand, office: Unit, note: str = "") -> Assignment:
    """分派科室: an office inside the unit does the work, and owes what the unit's liaison owed."""
    with ASSIGNMENT.moving(share, ShareAction.PASS_INSIDE, by=by, note=note) as share:
        if office.parent_id != share.unit.current.pk or office.status != Unit.Status.ACTIVE:
            raise ValidationError({"office": f"{office}不是本单位的科室"})
        if share.office_id == office.pk:
            raise ValidationError({"office": f"已分派给{office}"})
        meet(share, Duty.PASS_INSIDE)
        cancel(share, Duty.DRAFT_INSIDE)
        share.office = office
        theirs = debts.unit_liaison(share)
        if not theirs.alive():
            raise ValidationError({"office": f"{office}还没有经办人，请先由管理员登记经办人"})
        for debt in owed(share, role=Role.LIAISON):
            debt.case = share.case
            rekey(debt, theirs)
    return share


def ask_change(
    share: Assignment, *, by: Hand, what: str, note: str, unit: Unit | None = None
) -> Assignment:
    """申请调整: the unit says why, and who should do it; it does not pass the case on itself."""
    with ASSIGNMENT.moving(share, ShareAction.ASK_CHANGE, by=by, note=note) as share:
        signed_for = share.status == Assignment.Status.HANDLING
        needed(note, "请写明申请调整的理由和依据")
        kind = Change.Kind(what)
        proposed(share, kind, unit)
        change = Change(
            proposal=share.proposal,
            assignment=share,
            what=kind,
            unit=unit,
            reason=note,
            signed_for=signed_for,
        )
        with CHANGE.moving(change, RequestAction.ASK, by=by):
            cancel(share, Duty.SIGN_FOR)
            debts.owes(share, Duty.CHANGE_DECISION, debts.own_dispatcher(share))
    return share


def proposed(share: Assignment, kind: Change.Kind, unit: Unit | None) -> None:
    """The unit that is proposed is another one of this committee, and has no share yet."""
    if unit is None:
        if kind != Change.Kind.RETURN:
            raise ValidationError({"unit": f"申请{kind.label}的，请选择建议单位"})
        return
    if unit.committee_id != share.case.committee_id or unit.status != Unit.Status.ACTIVE:
        raise ValidationError({"unit": f"{unit}不是本会在用的承办单位"})
    if share.proposal.assignments.live().filter(round=share.round, unit=unit).exists():
        raise ValidationError({"unit": f"{unit}已是本提案的承办单位，请选择其他单位"})


def accept_change(
    share: Assignment, *, by: Hand, unit: Unit | None = None, note: str = ""
) -> Assignment:
    """同意调整: the share is kept as history, and a new one is opened for who takes it over."""
    with ASSIGNMENT.moving(share, ShareAction.ACCEPT_CHANGE, by=by, note=note) as share:
        decide(share, RequestAction.ACCEPT, by=by)
        if unit is None and share.answers:
            raise ValidationError({"unit": "请选择接办单位，提案不能没有承办单位"})
        if unit is not None and unit.pk == share.unit_id:
            raise ValidationError({"unit": f"{unit}就是申请调整的单位，请选择其他单位"})
        duty = Assignment.Duty(share.duty)
        lapse_extension(share, by=by)
        cancel(share)
        if unit is not None:
            may_take(unit, duty, share.proposal, by)
            give(share.proposal, unit, duty, by=by, replaces=share, given_on=clock.today())
    return share


def may_take(unit: Unit, duty: Assignment.Duty, proposal: Proposal, by: Hand) -> None:
    """As at 交办, told at the field of this form."""
    try:
        may_be_given(unit, duty, proposal, by)
    except ValidationError as refusal:
        raise ValidationError({"unit": refusal.messages}) from None
    except PermissionDenied:
        raise ValidationError(
            {"unit": f"{unit}不属于您负责的系统，请选择本系统的单位，或移送其他系统"}
        ) from None


def accept_addition(share: Assignment, *, by: Hand, unit: Unit, note: str = "") -> Assignment:
    """同意增办: another unit gives its opinion too; who asked goes on."""
    verb = resumed(share, ShareAction.ADD_HANDLING, ShareAction.ADD_WAITING)
    with ASSIGNMENT.moving(share, verb, by=by, note=note) as share:
        decide(share, RequestAction.ACCEPT, by=by)
        may_take(unit, Assignment.Duty.CO, share.proposal, by)
        give(share.proposal, unit, Assignment.Duty.CO, by=by, given_on=clock.today())
        sign_for_again(share, verb == ShareAction.ADD_WAITING)
    return share


def refuse_change(share: Assignment, *, by: Hand, note: str) -> Assignment:
    """不同意调整: back to where it was, with the reason."""
    verb = resumed(share, ShareAction.RESUME_HANDLING, ShareAction.RESUME_WAITING)
    with ASSIGNMENT.moving(share, verb, by=by, note=note) as share:
        needed(note, "请写明不同意调整的理由")
        decide(share, RequestAction.REFUSE, by=by)
        sign_for_again(share, verb == ShareAction.RESUME_WAITING)
    return share


def resumed(share: Assignment, handling: ShareAction, waiting: ShareAction) -> ShareAction:
    """Back to where the share stood when the change was asked for."""
    change = pending_change(share)
    return handling if change is not None and change.signed_for else waiting


def sign_for_again(share: Assignment, waiting: bool) -> None:
    if waiting:
        debts.owes(share, Duty.SIGN_FOR, debts.unit_liaison(share))


def decide(share: Assignment, verdict: RequestAction, *, by: Hand) -> None:
    with CHANGE.moving(change_of(share), verdict, by=by):
        meet(share, Duty.CHANGE_DECISION)


def add_unit(proposal: Proposal, *, by: Hand, unit: Unit, note: str = "") -> Proposal:
    """增派: a dispatcher adds a unit of their own system, beside those that have the case."""
    with PROPOSAL.moving(proposal, Action.ADD_UNIT, by=by, note=note) as proposal:
        seat = by.seat
        if not isinstance(seat, Seat) or unit.system_id != seat.system_id:
            raise PermissionDenied(f"{unit}不属于您负责的系统，不能增派")
        duty = duty_beside(proposal)
        may_take(unit, duty, proposal, by)
        give(proposal, unit, duty, by=by, given_on=clock.today())
    return proposal


def duty_beside(proposal: Proposal) -> Assignment.Duty:
    """Beside a host it gives its opinion; beside others that answer separately so does it."""
    hosted = proposal.assignments.live().filter(round=proposal.round, duty=Assignment.Duty.HOST)
    return Assignment.Duty.CO if hosted.exists() else Assignment.Duty.SEPARATE


__all__ = [
    "accept_addition",
    "accept_change",
    "add_unit",
    "ask_change",
    "pass_inside",
    "refuse_change",
]
