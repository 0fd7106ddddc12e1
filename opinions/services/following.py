"""Debts follow when a unit goes into another one, or a seat is left empty."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from deadlines.models import Obligation
from deadlines.services import Debtor, rekey
from opinions import debts
from opinions.models import Opinion
from opinions.workflow import OPINION, Action
from workflow.hand import SYSTEM


def follow_debtors(limit: int = 500) -> int:
    """Pass on what nobody present owes any more; how many cases were changed, one a transaction."""
    cases = stranded().order_by("case").values_list("case", flat=True).distinct()
    rows = list(Opinion.objects.filter(pk__in=list(cases[:limit])).select_related("case"))
    for row in rows:
        follow_one(row)
    return len(rows)


def stranded() -> QuerySet[Obligation]:
    """Owed by a unit that ended, or whose seat nobody holds; an empty office keeps its own."""
    still = Obligation.objects.open().filter(case__kind=Opinion.kind())
    gone = Obligation.objects.without_debtor().exclude(role="office")
    return still.filter(Q(unit__successor__isnull=False) | Q(pk__in=gone.values("pk")))


def follow_one(row: Opinion) -> None:
    """The debts of one case, with one event that says from whom to whom."""
    with OPINION.moving(row, Action.FOLLOW, by=SYSTEM) as row:
        found = stranded().filter(case=row.pk).select_related("unit__successor")
        for debt in found.order_by("pk"):
            debt.case = row.case
            rekey(debt, debtor_now(debt, row))


def debtor_now(debt: Obligation, row: Opinion) -> Debtor:
    """The unit's successor while somebody is there, else the office."""
    if debt.unit is not None:
        successor = Debtor(debt.role, debt.committee_id, unit_id=debt.unit.current.pk)
        if successor.alive():
            return successor
    return debts.office(row)


__all__ = ["follow_debtors"]
