"""应办事项 as a table to take away: what the seat owes, and owed."""

from __future__ import annotations

from typing import Any

from django.urls import reverse_lazy

from common.columns import fields_of
from common.listing import Listing, More, Order
from common.templatetags.ui import Column
from deadlines.filters import LABELS, ObligationFilter, state_of
from deadlines.lights import light_of
from deadlines.models import Obligation
from deadlines.own import debts_of, page_of
from deadlines.workdays import stamped
from members.models import Seat


def rows_for(seat: Seat) -> Any:
    return stamped(debts_of([seat])).select_related("case")


def cells(row: Obligation) -> dict[str, Any]:
    state = state_of(row)
    return {
        "kind": row.get_kind_display(),
        "case": {"text": row.case.caption, "url": page_of(row.case), "note": ""},
        "light": light_of(row) if state in ("open", "paused") else None,
        "due": row.due_on,
        "state": {"code": state, "label": LABELS[state], "tone": "none"},
    }


LISTING = Listing(
    name="obligations",
    title="应办事项",
    url=reverse_lazy("calendar"),
    rows=rows_for,
    columns=(
        Column("事项", "kind", "fit", tells=("kind",)),
        Column("案件", "case", "wide", "title", tells=("case",)),
        Column("期限", "due", "fit", "date", tells=("due_on",)),
        Column("状态", "state", "fit", "badge", tells=("paused_on", "met_at", "cancelled_at")),
    ),
    cells=cells,
    filterset=ObligationFilter,
    more=(
        *fields_of(Obligation, "first_due_on", "extended_to", "counted_from", "count"),
        *fields_of(Obligation, "measure", "fixed_on", "provisional", "rule", session="届次"),
        *fields_of(Obligation, opened_at="产生时间"),
        More(Column("办结时间", "met", "fit", "date"), lambda row: row.met_at),
    ),
    order=Order("due_on"),
)
