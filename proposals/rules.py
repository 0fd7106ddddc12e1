"""Who may: one small sentence each, about a seat and a row."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from common import clock
from deadlines.defaults import Kind
from deadlines.models import Obligation
from members.models import Role, Seat
from proposals.models import Assignment, Proposal
from workflow.models import Part

Holder = Seat | None
Rule = Callable[[Any, Any], bool]


def here(seat: Holder, row: Any) -> bool:
    return seat is not None and seat.committee_id == row.case.committee_id


def role(*roles: Role) -> Rule:
    """Whoever holds one of these roles in the committee of the case."""

    def rule(seat: Holder, row: Any) -> bool:
        return seat is not None and seat.role in roles and here(seat, row)

    rule.__name__ = "_or_".join(roles)  # what the generated docs call it
    rule.__doc__ = "、".join(one.label for one in roles)
    return rule


office = role(Role.OFFICE)
director = role(Role.DIRECTOR)
office_or_director = role(Role.OFFICE, Role.DIRECTOR)
is_dispatcher = role(Role.DISPATCHER)
is_liaison = role(Role.LIAISON)
is_unit_head = role(Role.UNIT_HEAD)
speaks_for_itself = role(Role.MEMBER, Role.CONTACT)


def proposal_of(row: Any) -> Proposal:
    proposal: Proposal = row.root if isinstance(row, Part) else row
    return proposal


def share_of(row: Any) -> Assignment:
    """The share that a row is, or belongs to."""
    share: Assignment = row if isinstance(row, Assignment) else row.assignment
    return share


def proposer(seat: Holder, row: Any) -> bool:
    """The first proposer in person, or who speaks for the body that proposes."""
    if seat is None or not speaks_for_itself(seat, row):
        return False
    proposal = proposal_of(row)
    if seat.role == Role.MEMBER:
        return seat.member_id is not None and seat.member_id == proposal.member_id
    return seat.organisation_id is not None and seat.organisation_id == proposal.organisation_id


def proposer_or_office(seat: Holder, row: Any) -> bool:
    return proposer(seat, row) or office(seat, row)


def dispatcher_of_hosts(seat: Holder, proposal: Proposal) -> bool:
    """The dispatcher of a system that a suggested host belongs to."""
    if seat is None or not is_dispatcher(seat, proposal):
        return False
    return proposal.suggestions.filter(by="office", unit__system=seat.system_id).exists()


def dispatcher(seat: Holder, row: Any) -> bool:
    """The dispatcher of the system of the unit whose share this is."""
    if seat is None or not is_dispatcher(seat, row):
        return False
    return share_of(row).unit.system_id == seat.system_id


def own_unit(seat: Seat, share: Assignment) -> bool:
    return seat.unit_id is not None and seat.unit_id == share.unit_id


def liaison(seat: Holder, row: Any) -> bool:
    return seat is not None and is_liaison(seat, row) and own_unit(seat, share_of(row))


def liaison_of_answering(seat: Holder, share: Assignment) -> bool:
    return liaison(seat, share) and share.answers


def unit_head(seat: Holder, row: Any) -> bool:
    return seat is not None and is_unit_head(seat, row) and own_unit(seat, share_of(row))


def liaison_or_office(seat: Holder, row: Any) -> bool:
    return liaison(seat, row) or office(seat, row)


def giver(seat: Holder, row: Any) -> bool:
    """The proposer on their own account, or the office with a paper form; never a unit."""
    return proposer(seat, row) or office(seat, row)


def every_host_signed(proposal: Proposal) -> bool:
    answering = proposal.assignments.answering().filter(round=proposal.round)
    unsigned = (Assignment.Status.WAITING, Assignment.Status.CHANGE_ASKED)
    return answering.exists() and not answering.filter(status__in=unsigned).exists()


def every_host_replied(proposal: Proposal) -> bool:
    answering = proposal.assignments.answering().filter(round=proposal.round)
    return answering.exists() and not answering.exclude(status=Assignment.Status.DELIVERED).exists()


def feedback_is_over(proposal: Proposal) -> bool:
    """All feedback of this round is in, or its time is over; and nobody holds the case."""
    if proposal.on_hold:
        return False
    awaited = Obligation.objects.open().filter(case=proposal.pk, kind=Kind.FEEDBACK)
    return not awaited.filter(due_on__gte=clock.today()).exists()
