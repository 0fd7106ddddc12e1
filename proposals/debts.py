"""Who owes what of a proposal, and for how long: the bridge to the table of obligations."""

from __future__ import annotations

from datetime import date

from deadlines.defaults import Kind
from deadlines.models import Obligation
from deadlines.policies import limit_for
from deadlines.services import Debtor, owe
from members.models import Role
from proposals.models import Assignment, Proposal, ReviewMeeting
from proposals.rules import proposal_of
from workflow.models import Row


def office(row: Row) -> Debtor:
    return Debtor(Role.OFFICE, row.case.committee_id)


def director(row: Row) -> Debtor:
    return Debtor(Role.DIRECTOR, row.case.committee_id)


def dispatcher(row: Row, system_id: int) -> Debtor:
    return Debtor(Role.DISPATCHER, row.case.committee_id, system_id=system_id)


def unit_liaison(share: Assignment) -> Debtor:
    return Debtor(Role.LIAISON, share.case.committee_id, unit_id=share.unit_id)


def unit_head(share: Assignment) -> Debtor:
    return Debtor(Role.UNIT_HEAD, share.case.committee_id, unit_id=share.unit_id)


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


def owes(row: Row, kind: Kind, debtor: Debtor, start: date | None = None) -> Obligation:
    """The debtor owes this from `start` (today unless told), by the policy of the place."""
    if isinstance(row, ReviewMeeting):
        session, occasion, form = row.session, row.occasion, ""
    else:
        proposal = proposal_of(row)
        session, occasion, form = proposal.session, proposal.occasion, proposal.proposer_kind
    limit = limit_for(kind, row.case.committee_id, term=session.term, occasion=occasion, form=form)
    return owe(row, kind, debtor, limit=limit, start=start, session=session)
