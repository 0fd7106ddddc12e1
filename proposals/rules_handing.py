"""Who may give a case to a unit, pass it on inside one, or refer it to another committee."""

from __future__ import annotations

from typing import Any

from members.models import Role
from proposals.models import Assignment, Proposal
from proposals.rules import Holder, dispatcher, is_dispatcher, is_liaison, office, share_of


def gives(seat: Holder, share: Assignment) -> bool:
    """The dispatcher of the unit's system; a co-unit is also asked by another system's one."""
    if dispatcher(seat, share):
        return True
    return share.duty == Assignment.Duty.CO and dispatcher_with_a_share(seat, share.proposal)


def dispatcher_with_a_share(seat: Holder, proposal: Proposal) -> bool:
    """The dispatcher of a system whose unit has a share of the case."""
    if seat is None or not is_dispatcher(seat, proposal):
        return False
    shares = proposal.assignments.live().select_related("unit__successor")
    return any(share.unit.current.system_id == seat.system_id for share in shares)


def dispatcher_taking_part(seat: Holder, proposal: Proposal) -> bool:
    """The dispatcher of a system that was suggested, or whose unit has a share already."""
    if seat is None or not is_dispatcher(seat, proposal):
        return False
    advised = proposal.suggestions.filter(by="office", unit__system=seat.system_id)
    return advised.exists() or dispatcher_with_a_share(seat, proposal)


def liaison_of_unit(seat: Holder, row: Any) -> bool:
    """The liaison of the unit itself, not of an office inside it."""
    if seat is None or not is_liaison(seat, row):
        return False
    return seat.unit_id is not None and seat.unit_id == share_of(row).unit.current.pk


def liaison_dispatcher_or_director(seat: Holder, row: Any) -> bool:
    """Whose act leaves nothing to decide: the unit, its dispatcher, the office, the director."""
    return (
        (seat is not None and is_liaison(seat, row))
        or dispatcher(seat, row)
        or office(seat, row)
        or (seat is not None and seat.role == Role.DIRECTOR and director_here(seat, row))
    )


def director_here(seat: Holder, row: Any) -> bool:
    return seat is not None and seat.committee_id == row.case.committee_id


def the_system(seat: Holder, row: Any) -> bool:
    """Nobody's hand: what follows from a change of the registers."""
    return seat is None


def office_of_target(seat: Holder, row: Any) -> bool:
    """The office of the committee that the case was referred to."""
    return seat is not None and seat.role == Role.OFFICE and seat.committee_id == row.to_id
