"""Who owes what of a proposal, and for how long: the bridge to the table of obligations."""

from __future__ import annotations

from datetime import date

from deadlines.defaults import Kind
from deadlines.models import Obligation
from deadlines.policies import Limit, limit_for
from deadlines.services import Debtor, owe
from members.models import Role
from proposals.models import Assignment, OfflineMatter, Proposal, ReviewMeeting
from proposals.parties import Giver
from proposals.rules import proposal_of
from workflow.models import Row


def office(row: Row) -> Debtor:
    return Debtor(Role.OFFICE, row.case.committee_id)


def director(row: Row) -> Debtor:
    return Debtor(Role.DIRECTOR, row.case.committee_id)


def dispatcher(row: Row, system_id: int) -> Debtor:
    return Debtor(Role.DISPATCHER, row.case.committee_id, system_id=system_id)


def unit_liaison(share: Assignment) -> Debtor:
    """Of the office inside the unit, once it was passed on to one."""
    unit = share.office_id or share.unit.current.pk
    return Debtor(Role.LIAISON, share.case.committee_id, unit_id=unit)


def unit_head(share: Assignment) -> Debtor:
    return Debtor(Role.UNIT_HEAD, share.case.committee_id, unit_id=share.unit.current.pk)


def proposer(proposal: Proposal) -> Debtor:
    """The first proposer; the office in their place while nobody can sign in for them."""
    role = Role.MEMBER if proposal.member_id else Role.CONTACT
    themselves = Debtor(
        role,
        proposal.case.committee_id,
        organisation_id=proposal.organisation_id,
        member_id=proposal.member_id,
    )
    return themselves if themselves.alive() else office(proposal)


def giver(proposal: Proposal, who: Giver) -> Debtor | None:
    """One who is asked for feedback, while they can sign in."""
    themselves = Debtor(
        Role.MEMBER if who.member_id else Role.CONTACT,
        proposal.case.committee_id,
        organisation_id=who.organisation_id,
        member_id=who.member_id,
    )
    return themselves if themselves.alive() else None


def owes(
    row: Row,
    kind: Kind,
    debtor: Debtor,
    start: date | None = None,
    *,
    limit: Kind | None = None,
) -> Obligation:
    """The debtor owes this from `start` (today unless told), by the policy of the place.

    limit: the kind whose policy says how long it may take, where that is another one.
    """
    by_policy = limit_of(row, limit or kind)
    of_its_own = isinstance(row, ReviewMeeting | OfflineMatter)
    session = row.session if of_its_own else proposal_of(row).session  # type: ignore[attr-defined]
    return owe(row, kind, debtor, limit=by_policy, start=start, session=session)


def limit_of(row: Row, kind: Kind) -> Limit:
    """How long this may take by the policy of the place."""
    if isinstance(row, ReviewMeeting):
        session, occasion, form = row.session, row.occasion, ""
    elif isinstance(row, OfflineMatter):
        session, occasion, form = row.session, "", ""
    else:
        proposal = proposal_of(row)
        session, occasion, form = proposal.session, proposal.occasion, proposal.proposer_kind
    place = row.case.committee_id
    return limit_for(kind, place, term=session.term, occasion=occasion, form=form)
