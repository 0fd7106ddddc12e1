"""任务清单 as a table to take away: of all lists that the seat reads."""

from __future__ import annotations

from typing import Any

from django.urls import reverse_lazy

from common.columns import fields_of
from common.listing import Listing, More, Order
from common.templatetags.ui import Column
from consultations.columns import badge
from consultations.models import Task
from consultations.told import TaskFilter, tasks_told
from members.models import Seat


def rows_for(seat: Seat) -> Any:
    return tasks_told(seat).select_related("consultation__township__committee", "consensus")


def cells(row: Any) -> dict[str, Any]:
    root = row.consultation
    return {
        "what": {"text": row.what, "url": root.get_absolute_url(), "note": ""},
        "due": row.due_on,
        "status": badge(row),
    }


def township(row: Any) -> str:
    place = row.consultation.township
    return f"{place.committee.short_name}·{place.name}"


LISTING = Listing(
    name="tasks",
    title="协商任务",
    url=reverse_lazy("consultations:list"),
    rows=rows_for,
    columns=(
        Column("任务", "what", "wide", "title", tells=("what",)),
        Column("完成时限", "due", "fit", "date", tells=("due_on",)),
        Column("状态", "status", "fit", "badge", tells=("status",)),
    ),
    cells=cells,
    filterset=TaskFilter,
    more=(
        More(Column("乡镇", "township"), township),
        More(
            Column("协商主题", "meeting", tells=("consultation",)),
            lambda row: row.consultation.title,
        ),
        More(Column("共识", "text", tells=("consensus",)), lambda row: row.consensus.text),
        *fields_of(Task, "number", "level", "unit", "formerly", "quantity", "measure"),
        *fields_of(Task, "money", "money_source", "signed_on", "reported_on", "done_on"),
    ),
    order=Order("due_on"),
)
