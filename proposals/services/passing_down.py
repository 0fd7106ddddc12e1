"""二次交办: a county government passes the work on to a department of its own, and answers."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError

from common import clock
from deadlines.defaults import Kind as Duty
from deadlines.services import Debtor, cancel, meet, owe, owed, rekey
from members.models import Unit
from proposals import debts
from proposals.gates_handing import day
from proposals.models import Assignment
from proposals.workflow import ASSIGNMENT, ShareAction
from workflow.hand import Hand

OUTER = (Duty.REPLY, Duty.OPINION)


def owes_passing_on(share: Assignment) -> None:
    """Inside the move that puts a share into a county government's hands."""
    if share.unit.current.inner_system_id:
        debts.owes(share, Duty.PASS_INSIDE, debts.inner_dispatcher(share))


def pass_down(
    share: Assignment, *, by: Hand, office: Unit, due_on: date, note: str = ""
) -> Assignment:
    """二次交办: the department contacts and drafts, by a day of the county government's own.

    The county government stays host: its head signs, it owes the answer by the day on the notice.
    """
    with ASSIGNMENT.moving(share, ShareAction.PASS_DOWN, by=by, note=note) as share:
        of_the_county(office, share)
        in_time(share, due_on)
        share.office = office
        theirs = debts.department(office)
        if not theirs.alive():
            raise ValidationError({"office": f"{office}还没有经办人，请先登记经办人"})
        meet(share, Duty.PASS_INSIDE)
        cancel(share, Duty.DRAFT_INSIDE)
        for debt in owed(share, Duty.FIRST_CONTACT):
            debt.case = share.case
            rekey(debt, theirs)
        owes_draft(share, theirs, due_on)
    return share


def of_the_county(office: Unit, share: Assignment) -> None:
    """A unit of the county's own system, and in use."""
    inside = office.system_id == share.unit.current.inner_system_id and office.parent_id is None
    if not inside or office.status != Unit.Status.ACTIVE:
        raise ValidationError({"office": f"{office}不是{share.unit.current}的部门"})


def in_time(share: Assignment, due_on: date) -> None:
    """After today, and before the county government itself must answer."""
    if due_on <= clock.today():
        raise ValidationError({"due_on": "报送期限应晚于今天"})
    outer = last_day(share)
    if outer and due_on > outer:
        raise ValidationError({"due_on": f"报送期限不能晚于答复期限{day(outer)}"})


def last_day(share: Assignment) -> date | None:
    """By when the county government itself owes its answer or opinion."""
    outer = owed(share, *OUTER).order_by("due_on").first()
    last: date | None = outer.due_on if outer else None
    return last


def usual_day(share: Assignment) -> date:
    """What the policy suggests, within the outer deadline."""
    usual = debts.last_day(share, Duty.DRAFT_INSIDE, clock.today())
    outer = last_day(share)
    return min(usual, outer) if outer else usual


def owes_draft(share: Assignment, theirs: Debtor, due_on: date) -> None:
    rule = f"由{share.unit.current}在二次交办时确定。"
    limit = debts.limit_of(share, Duty.DRAFT_INSIDE)._replace(fixed_on=due_on, rule=rule)
    owe(share, Duty.DRAFT_INSIDE, theirs, limit=limit, session=share.proposal.session)


def drafted_inside(share: Assignment) -> None:
    """Inside the move by which a draft is there, whoever wrote it."""
    meet(share, Duty.DRAFT_INSIDE)
    cancel(share, Duty.PASS_INSIDE)


__all__ = ["drafted_inside", "owes_passing_on", "pass_down", "usual_day"]
