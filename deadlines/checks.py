"""Can anything be forgotten? Whatever is not at its end is owed by somebody who is there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from deadlines.models import Obligation
from workflow.models import Root
from workflow.procedure import PROCEDURES, Procedure


def faults() -> Iterator[str]:
    """Rows that nobody owes anything for, then debts that nobody is there to meet."""
    for procedure in PROCEDURES.values():
        if procedure.owed:
            yield from (forgotten(row) for row in unowed(procedure).iterator())
    orphans = Obligation.objects.without_debtor().select_related("case").order_by("due_on", "pk")
    yield from (abandoned(owed) for owed in orphans.iterator())


def unowed(procedure: Procedure[Any, Any]) -> QuerySet[Any]:
    """Rows short of their end without an open obligation.

    About a part itself; for a root anything owed in its case will do.
    """
    model = procedure.model
    about = (
        Q(case_id=OuterRef("pk"))
        if issubclass(model, Root)
        else Q(subject_type=model.kind(), subject_id=OuterRef("pk"))
    )
    rows: QuerySet[Any] = model._base_manager.exclude(status__in=procedure.ends)
    return rows.filter(~Exists(Obligation.objects.open().filter(about))).order_by("pk")


def forgotten(row: Any) -> str:
    return (
        f"第{row.case_id}号件 {row.kind()} 第{row.pk}行“{row}”："
        f"现为“{row.get_status_display()}”，却没有任何应办事项"
    )


def abandoned(owed: Obligation) -> str:
    return (
        f"第{owed.case_id}号件“{owed.case.caption}”：{owed}无人承担，"
        f"{owed.place()}已没有在任的{owed.get_role_display()}，请在人员席位中补上"
    )
