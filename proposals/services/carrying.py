"""A unit is split: each of its open shares goes on with one of the parts, one case at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from django.db.models import F, Q, QuerySet

from deadlines.defaults import Kind as Duty
from deadlines.models import Obligation
from deadlines.services import Debtor, cancel, rekey
from members.models import Role, Seat, Unit
from members.services.following import Carrier
from proposals import debts
from proposals.models import Assignment, Commitment
from proposals.workflow import ASSIGNMENT, PROPOSAL, ShareAction
from workflow.hand import SYSTEM

INSIDE = (Role.LIAISON, Role.UNIT_HEAD)


def shares_in_hand(unit: Unit) -> QuerySet[Assignment]:
    """Its shares of this round of cases that are not over, also of what went into it earlier."""
    theirs = Assignment.objects.live().filter(Q(unit=unit.pk) | Q(unit__successor=unit.pk))
    current = theirs.filter(round=F("proposal__round")).exclude(proposal__status__in=PROPOSAL.ends)
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
    shares = list(shares_in_hand(unit))
    known = Known(staff(unit, main, plan.values()), beside(shares), owing(shares))
    return [fault for share in shares for fault in unfit(share, plan.get(share.pk, main), known)]


class Known(NamedTuple):
    """What is asked once for all shares."""

    manned: set[tuple[int | None, str]]  # unit and role
    taken: set[tuple[int, int, int]]  # case, round and unit
    owing: set[tuple[int, str]]  # share and role


def staff(unit: Unit, main: Unit, parts: Iterable[Unit]) -> set[tuple[int | None, str]]:
    """Who sits where; whoever still works for the unit goes to the first part."""
    places = {unit.pk: main.pk, main.pk: main.pk} | {one.pk: one.pk for one in parts}
    held = Seat.objects.held().filter(unit__in=places, role__in=INSIDE)
    return {(places[place], role) for place, role in held.values_list("unit", "role")}


def beside(shares: Iterable[Assignment]) -> set[tuple[int, int, int]]:
    """Which units have a live share of the same cases."""
    cases = [share.proposal_id for share in shares]
    theirs = Assignment.objects.live().filter(proposal__in=cases)
    return set(theirs.values_list("proposal", "round", "unit"))


def owing(shares: Iterable[Assignment]) -> set[tuple[int, str]]:
    """Who inside the unit owes something about which share."""
    about = Obligation.objects.open().filter(subject_type=Assignment.kind(), role__in=INSIDE)
    theirs = about.filter(subject_id__in=[share.pk for share in shares])
    return set(theirs.values_list("subject_id", "role"))


def unfit(share: Assignment, part: Unit, known: Known) -> Iterator[str]:
    if (share.proposal_id, share.round, part.pk) in known.taken:
        yield f"{part}已是《{share.proposal.title}》的承办单位，请为它另选一个单位"
    for role in INSIDE:
        needed = role == Role.LIAISON or (share.pk, role) in known.owing
        if needed and (part.pk, role) not in known.manned:
            name = role.label
            yield f"{part}还没有{name}，《{share.proposal.title}》无人接办，请在人员中选定"


def carry(unit: Unit, plan: Mapping[int, Unit]) -> int:
    """Let these go to their parts; how many went. What went already is left as it is."""
    going = list(shares_in_hand(unit).filter(pk__in=plan))
    for share in going:
        carry_one(share, unit, plan[share.pk])
    return len(going)


def carry_one(share: Assignment, unit: Unit, part: Unit) -> None:
    """One share, in its own transaction, with an event that says from whom to whom."""
    note = f"{unit}拆分，转由{part}办理"
    with ASSIGNMENT.moving(share, ShareAction.CARRY, by=SYSTEM, note=note) as share:
        share.formerly, share.unit, share.office = share.unit, part, None
        cancel(share, Duty.PASS_INSIDE, Duty.DRAFT_INSIDE)
        for debt in debts_about(share):
            debt.case = share.case
            if debtor := debtor_then(debt, unit, part, share):
                rekey(debt, debtor)


def debts_about(share: Assignment) -> QuerySet[Obligation]:
    """What is owed about the share, and about what was promised in its answer."""
    promises = Q(subject_type=Commitment.kind(), subject_id__in=share.commitments.values("pk"))
    own = Q(subject_type=share.kind(), subject_id=share.pk)
    return Obligation.objects.open().filter(own | promises).order_by("pk")


def debtor_then(debt: Obligation, unit: Unit, part: Unit, share: Assignment) -> Debtor | None:
    """Who owes it from now on; None: whoever did before."""
    if debt.role in INSIDE:
        return Debtor(debt.role, part.committee_id, unit_id=part.pk)
    if debt.role == Role.DISPATCHER and debt.system_id == unit.system_id != part.system_id:
        return debts.dispatcher(share, part.system_id)
    return None


CARRIER = Carrier("work", in_hand, refusals, carry)

__all__ = ["CARRIER"]
