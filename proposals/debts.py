"""Who owes what of a proposal, and for how long: the bridge to the table of obligations."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from deadlines.arithmetic import Pause
from deadlines.arithmetic import Unit as Measure
from deadlines.defaults import Kind
from deadlines.models import Obligation
from deadlines.policies import Limit, limit_for
from deadlines.services import Debtor, owe
from deadlines.workdays import calendar_of
from members.models import Role, Session, Unit
from proposals.at_hand import gathered
from proposals.models import Assignment, Commitment, KeyProposal, Proposal, Visit
from proposals.parties import Giver, first_of
from workflow.models import Row


def office(row: Row) -> Debtor:
    return Debtor(Role.OFFICE, row.case.committee_id)


def director(row: Row) -> Debtor:
    return Debtor(Role.DIRECTOR, row.case.committee_id)


def dispatcher(row: Row, system_id: int) -> Debtor:
    return Debtor(Role.DISPATCHER, row.case.committee_id, system_id=system_id)


def own_dispatcher(share: Assignment) -> Debtor:
    """Of the system that the share's unit is in today."""
    return dispatcher(share, share.unit.current.system_id)


def unit_liaison(share: Assignment) -> Debtor:
    """Of the office inside the unit, once passed on to one; a county government owes itself."""
    inside = None if share.passed_down else share.office
    unit = (inside or share.unit).current
    return Debtor(Role.LIAISON, share.case.committee_id, unit_id=unit.pk)


def department(office: Unit) -> Debtor:
    """The department of the county that a county government passed the work on to."""
    return Debtor(Role.LIAISON, office.committee_id, unit_id=office.pk)


def inner_dispatcher(share: Assignment) -> Debtor:
    """The county's own dispatcher; while there is none, whoever signed for it."""
    system = share.unit.current.inner_system
    if system is None:
        return unit_liaison(share)
    theirs = Debtor(Role.DISPATCHER, system.committee_id, system_id=system.pk)
    return theirs if theirs.alive() else unit_liaison(share)


def unit_head(share: Assignment) -> Debtor:
    return Debtor(Role.UNIT_HEAD, share.case.committee_id, unit_id=share.unit.current.pk)


def proposer(proposal: Proposal) -> Debtor:
    """The first proposer; the office in their place while nobody can sign in for them."""
    return giver(proposal, first_of(proposal)) or office(proposal)


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
    return owe(row, kind, debtor, limit=by_policy, start=start, session=session_of(row))


def session_of(row: Row) -> Session | None:
    """Of the proposal, meeting, campaign or list that it belongs to; a 督办函 belongs to none."""
    root: Any = getattr(row, "root", row)
    root = root.keylist if isinstance(root, KeyProposal) else root
    session: Session | None = getattr(root, "session", None)
    return session


def owes_by(row: Row, kind: Kind, debtor: Debtor, on: date, rule: str) -> Obligation:
    """By a day that somebody set; `rule` says where."""
    limit = Limit(0, Measure.DAYS, rule, fixed_on=on)
    return owe(row, kind, debtor, limit=limit, session=session_of(row))


def owes_by_day(row: Row, kind: Kind, debtor: Debtor, on: date) -> Obligation:
    """By the day that a campaign set."""
    rule = f"开展跟踪检查时确定{on.year}年{on.month}月{on.day}日前完成。"
    return owes_by(row, kind, debtor, on, rule)


def visitor(visit: Visit) -> Debtor:
    """The member, the experts' pool where none is named; the office while nobody can sign in."""
    role = Role.MEMBER if visit.member_id else Role.EXPERT
    named = Debtor(role, visit.case.committee_id, member_id=visit.member_id)
    return named if named.alive() else office(visit)


def owes_promise(promise: Commitment) -> Obligation:
    """The unit owes what it promised by the day it promised; no limit of the place counts."""
    limit = promised_limit(promise.due_on)
    share = promise.assignment
    session = promise.proposal.session
    return owe(promise, Kind.COMMITMENT, unit_liaison(share), limit=limit, session=session)


def promised_limit(on: date) -> Limit:
    """Of no duty, so that no change of the place's limits moves it."""
    rule = f"答复承诺于{on.year}年{on.month}月{on.day}日前落实。"
    return Limit(0, Measure.DAYS, rule, fixed_on=on)


def limit_of(row: Row, kind: Kind) -> Limit:
    """How long this may take by the policy of the place."""
    root, session, form = getattr(row, "root", row), session_of(row), ""
    occasion = getattr(root, "occasion", "")
    if isinstance(root, Proposal):
        form = root.proposer_kind
        if kept := gathered(root):
            return kept.policies.limit(kind, occasion=occasion, form=form)
    term = session.term if session else None
    return limit_for(kind, row.case.committee_id, term=term, occasion=occasion, form=form)


def last_day(row: Row, kind: Kind, start: date, pauses: Sequence[Pause] = ()) -> date:
    """The last day on which this may be done, by the policy of the place."""
    calendar = calendar_of(row.case.committee_id)
    return limit_of(row, kind).due(start, calendar, pauses).on
