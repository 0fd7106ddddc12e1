"""A unit is split: each of its open shares goes on with one of the parts, one case at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.db.models import F, Q, QuerySet

from deadlines.defaults import Kind as Duty
from deadlines.models import Obligation
from deadlines.services import Debtor, cancel, owed, rekey
from members.models import Role, Seat, Unit
from members.services.following import Carrier
from proposals import debts
from proposals.models import Assignment, Proposal
from proposals.services.following import ENDED
from proposals.workflow import ASSIGNMENT, ShareAction
from workflow.hand import SYSTEM

OVER = (*ENDED, Proposal.Status.DECLINED, Proposal.Status.CLOSED)
INSIDE = (Role.LIAISON, Role.UNIT_HEAD)


def shares_in_hand(unit: Unit) -> QuerySet[Assignment]:
    """Its shares of this round of cases that are not over, also of what went into it earlier."""
    theirs = Assignment.objects.live().filter(Q(unit=unit.pk) | Q(unit__successor=unit.pk))
    current = theirs.filter(round=F("proposal__round")).exclude(proposal__status__in=OVER)
    return current.select_related("proposal__case", "unit", "office").order_by("proposal__number")


def in_hand(unit: Unit) -> list[tuple[int, str]]:
    """Each with words by which people know it."""
    return [(share.pk, in_words(share)) for share in shares_in_hand(unit)]


def in_words(share: Assignment) -> str:
    proposal = share.proposal
    duty, state = share.get_duty_display(), share.get_status_display()
    return f"{proposal.label}《{proposal.title}》（{duty}，{state}）"


def refusals(unit: Unit, main: Unit, plan: Mapping[int, Unit]) -> list[str]:
    """Where the part has a share of the case already, or nobody who goes on with it."""
    manned = staff(unit, main, plan.values())
    return [
        fault
        for share in shares_in_hand(unit)
        for fault in unfit(share, plan.get(share.pk, main), manned)
    ]


Manned = set[tuple[int | None, str]]


def staff(unit: Unit, main: Unit, parts: object) -> Manned:
    """Who sits where; whoever still works for the unit goes to the first part."""
    places = {unit.pk: main.pk, main.pk: main.pk} | {one.pk: one.pk for one in parts}  # type: ignore[attr-defined]
    held = Seat.objects.held().filter(unit__in=places, role__in=INSIDE)
    return {(places[place], role) for place, role in held.values_list("unit", "role")}


def unfit(share: Assignment, part: Unit, manned: Manned) -> Iterator[str]:
    beside = share.proposal.assignments.live().filter(round=share.round, unit=part.pk)
    if beside.exists():
        yield f"{part}已是《{share.proposal.title}》的承办单位，请为它另选一个单位"
    roles = {Role.LIAISON, *owed(share, role__in=INSIDE).values_list("role", flat=True)}
    for role in sorted(roles):
        if (part.pk, role) not in manned:
            name = Role(role).label
            yield f"{part}还没有{name}，《{share.proposal.title}》无人接办，请在人员中选定"


def carry(unit: Unit, plan: Mapping[int, Unit]) -> int:
    """Let these go to their parts; how many went. What went already is left as it is."""
    going = shares_in_hand(unit).filter(pk__in=plan)
    return sum(carry_one(share, unit, plan[share.pk]) for share in list(going))


def carry_one(share: Assignment, unit: Unit, part: Unit) -> bool:
    """One share, in its own transaction, with an event that says from whom to whom."""
    note = f"{unit}拆分，转由{part}办理"
    with ASSIGNMENT.moving(share, ShareAction.CARRY, by=SYSTEM, note=note) as share:
        share.formerly, share.unit, share.office = share.unit, part, None
        cancel(share, Duty.PASS_INSIDE, Duty.DRAFT_INSIDE)
        for debt in owed(share).order_by("pk"):
            debt.case = share.case
            if debtor := debtor_then(debt, unit, part, share):
                rekey(debt, debtor)
    return True


def debtor_then(debt: Obligation, unit: Unit, part: Unit, share: Assignment) -> Debtor | None:
    """Who owes it from now on; None: whoever did before."""
    if debt.role in INSIDE:
        return Debtor(debt.role, part.committee_id, unit_id=part.pk)
    if debt.role == Role.DISPATCHER and debt.system_id == unit.system_id != part.system_id:
        return debts.dispatcher(share, part.system_id)
    return None


CARRIER = Carrier(in_hand, refusals, carry)

__all__ = ["CARRIER"]
