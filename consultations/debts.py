"""Who owes what of a consultation, and for how long: the bridge to the table of obligations."""

from __future__ import annotations

from datetime import date
from typing import Any

from consultations.models import Task
from consultations.rules import at_township, by_township, liaison_of
from deadlines.defaults import Kind
from deadlines.models import Obligation
from deadlines.policies import Limit, limit_for
from deadlines.services import Debtor, owe
from members.models import Role
from workflow.models import Row

ON_THE_LIST = "任务清单确定的完成时限。"
IN_THE_PLAN = "批准的协商计划确定的召开日期。"


def office(row: Row) -> Debtor:
    return Debtor(Role.OFFICE, row.case.committee_id)


def living(debtor: Debtor, row: Row) -> Debtor:
    """That one while somebody holds a seat that fits, else the county's office."""
    return debtor if debtor.alive() else office(row)


def township(row: Any) -> Debtor:
    return living(at_township(Role.TOWNSHIP, row), row)


def party(row: Any) -> Debtor:
    return living(at_township(Role.PARTY, row), row)


def handler(task: Task) -> Debtor:
    return living(liaison_of(task), task)


def checker(task: Task) -> Debtor:
    return township(task) if by_township(task) else office(task)


def owes(row: Row, kind: Kind, debtor: Debtor) -> Obligation:
    """From today, by the policy of the place."""
    return owe(row, kind, debtor, limit=limit_for(kind, row.case.committee_id))


def owes_on(row: Row, kind: Kind, debtor: Debtor, on: date, rule: str) -> Obligation:
    """By a day that was agreed, whatever the policy says."""
    agreed = Limit(0, limit_for(kind, row.case.committee_id).measure, rule, fixed_on=on)
    return owe(row, kind, debtor, limit=agreed)
