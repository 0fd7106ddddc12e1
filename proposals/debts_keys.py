"""Who owes what about key proposals, and for how long."""

from __future__ import annotations

from datetime import date
from typing import Any

from common import clock
from deadlines.defaults import Kind
from deadlines.policies import limit_for
from deadlines.services import Debtor
from deadlines.workdays import calendar_now
from members.models import Role, Unit
from proposals.debts import director, office, owes, owes_by
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


def usual_day(committee: int, kind: Kind) -> date:
    """The day that a form suggests."""
    limit = limit_for(kind, committee)
    return limit.due(clock.today(), calendar_now(committee)).on


__all__ = ["director", "of_body", "of_unit", "office", "owes", "owes_by", "usual_day"]
