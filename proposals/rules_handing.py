"""Who may give a case to a unit, pass it on inside one, or refer it to another committee."""

from __future__ import annotations

from typing import Any

from members.models import Role
from proposals.models import Assignment, Change, Proposal
from proposals.rules import (
    Holder,
    director,
    dispatcher,
    dispatcher_of_hosts,
    is_dispatcher,
    is_liaison,
    office_or_director,
    own_unit,
    share_of,
)


def gives(seat: Holder, share: Assignment) -> bool:
    """The dispatcher of the unit's system; a co-unit is also asked by another system's one."""
    if dispatcher(seat, share):
        return True
    return share.duty == Assignment.Duty.CO and dispatcher_with_a_share(seat, share.proposal)


def urger(seat: Holder, share: Assignment) -> bool:
    """The office, the director, or the dispatcher of the unit's system."""
    return office_or_director(seat, share) or dispatcher(seat, share)


def dispatcher_with_a_share(seat: Holder, proposal: Proposal) -> bool:
    """The dispatcher of a system whose unit has a share of the case."""
    if seat is None or not is_dispatcher(seat, proposal):
        return False
    shares = proposal.assignments.live().select_related("unit__successor")
    return any(share.unit.current.system_id == seat.system_id for share in shares)


def dispatcher_taking_part(seat: Holder, proposal: Proposal) -> bool:
    """The dispatcher of a system that was suggested, or whose unit has a share already."""
    return dispatcher_of_hosts(seat, proposal) or dispatcher_with_a_share(seat, proposal)


def decider_system(share: Assignment) -> int:
    """Whose dispatcher decides about a change: the unit's, or of the unit it was sent to."""
    pending = share.changes.filter(status=Change.Status.PENDING, across__isnull=False)
    sent = pending.select_related("across__successor").first()
    unit = sent.across if sent and sent.across else share.unit
    return unit.current.system_id


def decides_change(seat: Holder, row: Any) -> bool:
    """The dispatcher of the unit's system, or of the system that the request was sent to."""
    if seat is None or not is_dispatcher(seat, row):
        return False
    return decider_system(share_of(row)) == seat.system_id


def liaison_of_unit(seat: Holder, row: Any) -> bool:
    """The liaison of the unit itself, not of an office inside it."""
    return seat is not None and is_liaison(seat, row) and own_unit(seat, share_of(row))


def inner_dispatcher(seat: Holder, share: Assignment) -> bool:
    """The dispatcher (督查室) of the county whose government this unit is."""
    if seat is None or seat.role != Role.DISPATCHER or seat.system_id is None:
        return False
    return seat.system_id == share.unit.current.inner_system_id


def passes_down(seat: Holder, share: Assignment) -> bool:
    """In a county government: its own dispatcher, or who signed for it."""
    if share.unit.current.inner_system_id is None:
        return False
    return inner_dispatcher(seat, share) or liaison_of_unit(seat, share)


def liaison_dispatcher_or_director(seat: Holder, row: Any) -> bool:
    """Whose act leaves nothing to decide: the unit, its dispatcher, the office, the director."""
    return (
        is_liaison(seat, row)
        or dispatcher(seat, row)
        or decides_change(seat, row)
        or office_or_director(seat, row)
    )


def the_system(seat: Holder, row: Any) -> bool:
    """Nobody's hand: what follows from a change of the registers."""
    return seat is None


def who_ends_it(seat: Holder, row: Any) -> bool:
    """The director, whose decision leaves nothing to ask for; 办复 by itself."""
    return seat is None or director(seat, row)


def office_of_target(seat: Holder, row: Any) -> bool:
    """The office of the committee that the case was referred to."""
    return seat is not None and seat.role == Role.OFFICE and seat.committee_id == row.to_id
