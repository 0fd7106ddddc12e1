"""Who owes what about key proposals, and for how long."""

from __future__ import annotations

from datetime import date
from typing import Any

from common import clock
from deadlines.defaults import Kind
from deadlines.models import Obligation
from deadlines.policies import Limit, limit_for
from deadlines.services import Debtor, owe
from deadlines.workdays import calendar_now
from members.models import Role, Session, Unit
from proposals.debts import director, office
from workflow.models import Row


def of_unit(row: Row, unit: Unit | None) -> Debtor:
    """Its liaison while somebody is there, else the office, which then reminds the unit."""
    if unit is None:
        return office(row)
    liaison = Debtor(Role.LIAISON, row.case.committee_id, unit_id=unit.current.pk)
    return liaison if liaison.alive() else office(row)


def of_body(row: Any) -> Debtor:
    """The contact of the body that is asked, else the office, which asks on paper."""
    contact = Debtor(Role.CONTACT, row.case.committee_id, organisation_id=row.organisation_id)
    return contact if contact.alive() else office(row)


def owes(row: Any, kind: Kind, debtor: Debtor, start: date | None = None) -> Obligation:
    """By the policy of the place and the term."""
    session = session_of(row)
    term = session.term if session else None
    limit = limit_for(kind, row.case.committee_id, term=term)
    return owe(row, kind, debtor, limit=limit, start=start, session=session)


def owes_by(row: Any, kind: Kind, debtor: Debtor, on: date, rule: str) -> Obligation:
    """By a day that somebody set; `rule` says where."""
    usual = limit_for(kind, row.case.committee_id)
    agreed = Limit(0, usual.measure, rule, fixed_on=on)
    return owe(row, kind, debtor, limit=agreed, session=session_of(row))


def session_of(row: Any) -> Session | None:
    """Of the list that it belongs to; a letter belongs to none."""
    root = getattr(row, "root", row)
    listed = root.keylist if hasattr(root, "keylist") else root
    found: Session | None = getattr(listed, "session", None)
    return found


def usual_day(committee: int, kind: Kind) -> date:
    """The day that a form suggests."""
    limit = limit_for(kind, committee)
    return limit.due(clock.today(), calendar_now(committee)).on


__all__ = ["director", "of_body", "of_unit", "office", "owes", "owes_by", "usual_day"]
