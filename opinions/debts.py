"""Who owes what of an opinion, and for how long: the bridge to the table of obligations."""

from __future__ import annotations

from datetime import date

from common import clock
from deadlines.defaults import Kind
from deadlines.models import Obligation
from deadlines.policies import Limit, limit_for
from deadlines.services import Debtor, owe
from deadlines.workdays import calendar_now
from members.models import Role
from opinions.models import Forwarding
from opinions.rules import liaison_of
from workflow.models import Row

AS_FORWARDED = "转办时确定的反馈期限。"


def office(row: Row) -> Debtor:
    return Debtor(Role.OFFICE, row.case.committee_id)


def handler(row: Forwarding) -> Debtor:
    """The unit while somebody is there, else the office."""
    debtor = liaison_of(row)
    return debtor if debtor.alive() else office(row)


def owes(row: Row, kind: Kind) -> Obligation:
    """The office, from today, by the policy of the place."""
    return owe(row, kind, office(row), limit=limit_for(kind, row.case.committee_id))


def owes_outcome(row: Forwarding) -> Obligation:
    """The unit, by the day that was set when it was forwarded."""
    usual = limit_for(Kind.OPINION_OUTCOME, row.case.committee_id)
    agreed = Limit(0, usual.measure, AS_FORWARDED, fixed_on=row.due_on)
    return owe(row, Kind.OPINION_OUTCOME, handler(row), limit=agreed)


def usual_day(committee: int) -> date:
    """By when a unit usually tells what became of it: what the form suggests."""
    limit = limit_for(Kind.OPINION_OUTCOME, committee)
    return limit.due(clock.today(), calendar_now(committee)).on
