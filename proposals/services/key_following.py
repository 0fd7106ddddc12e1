"""Debts about key proposals follow when a unit goes into another one, or a seat is left empty."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from deadlines.models import Obligation
from deadlines.services import Debtor, rekey
from members.models import Role
from proposals import debts_keys as debts
from proposals.models import KeyList, KeyProposal, WarningLetter
from proposals.workflow import KEY, KEY_LIST, WARNING, KeyAction, KeyListAction, WarningAction
from workflow.hand import SYSTEM

KEEP = (Role.OFFICE, Role.DIRECTOR)  # whose empty seats the committee fills itself
KINDS: tuple[tuple[Any, Any, Any], ...] = (
    (KeyProposal, KEY, KeyAction.FOLLOW),
    (KeyList, KEY_LIST, KeyListAction.FOLLOW),
    (WarningLetter, WARNING, WarningAction.FOLLOW),
)


def follow_key_debtors(limit: int = 500) -> int:
    """Pass on what nobody present owes any more; how many cases were changed."""
    count = 0
    for model, procedure, verb in KINDS:
        waiting = stranded().filter(case__kind=model.kind()).order_by("case")
        cases = list(waiting.values_list("case", flat=True).distinct()[:limit])
        for row in model.objects.filter(pk__in=cases).select_related("case"):
            follow_one(row, procedure, verb)
            count += 1
    return count


def stranded() -> QuerySet[Obligation]:
    """Owed by a unit that ended, or whose seat nobody holds."""
    gone = Obligation.objects.without_debtor().exclude(role__in=KEEP)
    still: QuerySet[Obligation] = Obligation.objects.open()
    return still.filter(Q(unit__successor__isnull=False) | Q(pk__in=gone.values("pk")))


def follow_one(row: Any, procedure: Any, verb: Any) -> None:
    with procedure.moving(row, verb, by=SYSTEM) as row:
        found = stranded().filter(case=row.pk).select_related("unit__successor")
        for debt in found.order_by("pk"):
            debt.case = row.case
            rekey(debt, debtor_now(debt, row))


def debtor_now(debt: Obligation, row: Any) -> Debtor:
    """The unit's successor while somebody is there, else the office."""
    return debts.of_unit(row, debt.unit)


__all__ = ["follow_key_debtors"]
