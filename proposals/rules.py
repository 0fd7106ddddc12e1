"""Who may: one small sentence each, about a seat and a row."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Q

from common import clock
from deadlines.defaults import Kind
from deadlines.models import Obligation
from members.models import Role, Seat
from proposals.models import Assignment, Proposal
from proposals.parties import Giver, first_of, givers, own_voice
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
    return share_of(row).unit.current.system_id == seat.system_id


def own_unit(seat: Seat, share: Assignment) -> bool:
    """The unit, or who carries on its work today."""
    return seat.unit_id is not None and seat.unit_id == share.unit.current.pk


def own_office(seat: Seat, share: Assignment) -> bool:
    """The office inside that the work was passed on to (分派科室、二次交办), or its successor."""
    if seat.unit_id is None or share.office is None:
        return False
    return seat.unit_id == share.office.current.pk


def liaison(seat: Holder, row: Any) -> bool:
    if seat is None or not is_liaison(seat, row):
        return False
    share = share_of(row)
    return own_unit(seat, share) or own_office(seat, share)


def department(seat: Holder, row: Any) -> bool:
    """县级政府二次交办的本级部门经办：联系提案人、拟稿，不对外答复"""
    if seat is None or seat.role != Role.LIAISON:
        return False
    share = share_of(row)
    return share.passed_down and own_office(seat, share)


def liaison_or_department(seat: Holder, row: Any) -> bool:
    return liaison(seat, row) or department(seat, row)


def drafter(seat: Holder, row: Any) -> bool:
    """承办单位或二次交办的部门经办；答复的单位"""
    return liaison_or_department(seat, row) and share_of(row).answers


def drafter_of_opinion(seat: Holder, row: Any) -> bool:
    """承办单位或二次交办的部门经办；会办的单位"""
    return liaison_or_department(seat, row) and not share_of(row).answers


def liaison_of_answering(seat: Holder, share: Assignment) -> bool:
    return liaison(seat, share) and share.answers


def liaison_of_co_unit(seat: Holder, row: Any) -> bool:
    return liaison(seat, row) and not share_of(row).answers


def dispatcher_of_co_unit(seat: Holder, row: Any) -> bool:
    return dispatcher(seat, row) and not share_of(row).answers


def unit_head(seat: Holder, row: Any) -> bool:
    return seat is not None and is_unit_head(seat, row) and own_unit(seat, share_of(row))


def liaison_or_office(seat: Holder, row: Any) -> bool:
    return liaison(seat, row) or office(seat, row)


def dispatcher_or_office(seat: Holder, row: Any) -> bool:
    return dispatcher(seat, row) or office(seat, row)


def giver(seat: Holder, row: Any) -> bool:
    """Each proposer and co-signer on their own account, or the office with a paper form."""
    named = Giver(row.member_id, row.organisation_id)
    if office(seat, row):
        return named == NOBODY_YET or named in givers(proposal_of(row))
    voice = own_voice(seat) if seat is not None and here(seat, row) else None
    if voice is None or named not in (voice, NOBODY_YET):
        return False
    proposal = proposal_of(row)
    return voice == first_of(proposal) or voice in givers(proposal)


NOBODY_YET = Giver(None, None)


def every_host_signed(proposal: Proposal) -> bool:
    answering = proposal.assignments.answering().filter(round=proposal.round)
    unsigned = (Assignment.Status.WAITING, Assignment.Status.CHANGE_ASKED)
    return answering.exists() and not answering.filter(status__in=unsigned).exists()


def every_host_replied(proposal: Proposal) -> bool:
    answering = proposal.assignments.answering().filter(round=proposal.round)
    return answering.exists() and not answering.exclude(status=Assignment.Status.DELIVERED).exists()


def feedback_is_over(proposal: Proposal) -> bool:
    """All feedback of this round is in or its time over, nothing about it undone, nobody holds."""
    if proposal.on_hold:
        return False
    still = Obligation.objects.open().filter(case=proposal.pk)
    in_time = Q(kind=Kind.FEEDBACK, due_on__gte=clock.today())
    return not still.filter(in_time | Q(kind__in=BEFORE_CLOSING)).exists()


# What a dissatisfied proposer sets going, and a letter that is being put right.
BEFORE_CLOSING = (Kind.VERIFY, Kind.REHANDLE_DECISION, Kind.CONFER, Kind.SIGN_REPLACEMENT)


def consulter(seat: Holder, row: Any) -> bool:
    """The office; the dispatcher of a suggested host, who agrees units before they are given."""
    return office(seat, row) or dispatcher_of_hosts(seat, proposal_of(row))


def asked_party(seat: Holder, row: Any) -> bool:
    """Who was asked: that dispatcher or unit; the proposer, or the office with their word."""
    if row.asked in (Role.MEMBER, Role.CONTACT):
        return proposer_or_office(seat, row)
    if seat is None or seat.role != row.asked or not here(seat, row):
        return False
    unit = row.unit.current.pk if row.unit else None
    return (seat.system_id, seat.unit_id) == (row.system_id, unit)


decides_what_was_asked = role(Role.OFFICE, Role.DIRECTOR, Role.DISPATCHER)
