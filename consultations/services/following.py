"""Debts follow when a unit goes into another one, or a seat is left empty."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from consultations import debts
from consultations.models import CivicVillage, Consultation, Topic
from consultations.workflow import CONSULTATION, TOPIC, Action, TopicAction
from consultations.workflow.villages import VILLAGE, VillageAction
from deadlines.models import Obligation
from deadlines.services import Debtor, rekey
from workflow.hand import SYSTEM
from workflow.models import Row

FOLLOWS: dict[Any, tuple[Any, Any]] = {  # table and verb
    Topic: (TOPIC, TopicAction.FOLLOW),
    Consultation: (CONSULTATION, Action.FOLLOW),
    CivicVillage: (VILLAGE, VillageAction.FOLLOW),
}
KINDS = tuple(model.kind() for model in FOLLOWS)


def follow_debtors(limit: int = 500) -> int:
    """Pass on what nobody present owes any more; how many cases were changed.

    One case a transaction; nothing is left with somebody who cannot sign in, unless the office
    itself is empty.
    """
    cases = stranded().order_by("case").values_list("case", flat=True).distinct()
    numbers = list(cases[:limit])
    found: list[Any] = []
    for model in FOLLOWS:
        found += model.objects.filter(pk__in=numbers).select_related("case")
    for one in found:
        follow_one(one)
    return len(found)


def stranded() -> QuerySet[Obligation]:
    """Owed by a unit that ended, or by a place whose seat nobody holds."""
    still = Obligation.objects.open().filter(case__kind__in=KINDS)
    gone = Obligation.objects.without_debtor().exclude(role="office")
    return still.filter(Q(unit__successor__isnull=False) | Q(pk__in=gone.values("pk")))


def follow_one(row: Any) -> None:
    """The debts of one case, with one event that says from whom to whom."""
    table, verb = FOLLOWS[type(row)]
    with table.moving(row, verb, by=SYSTEM) as row:
        found = stranded().filter(case=row.pk).select_related("unit__successor")
        for debt in found.order_by("pk"):
            debt.case = row.case
            rekey(debt, debtor_now(debt, row))


def debtor_now(debt: Obligation, row: Row) -> Debtor:
    """The unit's successor while somebody is there, else the county's office."""
    if debt.unit is not None:
        successor = Debtor(debt.role, debt.committee_id, unit_id=debt.unit.current.pk)
        return debts.living(successor, row)
    return debts.office(row)


__all__ = ["follow_debtors"]
