"""任务清单 as a table to take away: of all lists that the seat reads."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet, Value
from django.urls import reverse_lazy

from common.columns import fields_of
from common.listing import Listing, More, Order, declare
from common.templatetags.ui import Column
from consultations.columns import badge
from consultations.models import Consultation, Task
from members.models import Seat


class TaskFilter(django_filters.FilterSet):
    consultation = django_filters.UUIDFilter(label="协商", field_name="consultation__case__uid")
    status = django_filters.ChoiceFilter(label="状态", choices=Task.Status.choices)
    due_before = django_filters.DateFilter(
        label="完成时限早于", field_name="due_on", lookup_expr="lt"
    )


def tasks_told(seat: Seat) -> QuerySet[Task]:
    """Of the lists that it reads, all but what was struck off, as on the page."""
    seen = Consultation.objects.visible_to(seat).with_list_for(seat)
    listed = Task.objects.filter(consultation__in=seen).exclude(status=Task.Status.DROPPED)
    return listed.select_related("consultation__case", "unit")


def rows_for(seat: Seat) -> Any:
    rows = tasks_told(seat).select_related("consultation__township__committee", "consensus")
    return rows.annotate(here=Value(seat.committee_id))


def cells(row: Any) -> dict[str, Any]:
    root = row.consultation
    return {
        "what": {"text": row.what, "url": root.get_absolute_url(), "note": ""},
        "due": row.due_on,
        "status": badge(row),
    }


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
        More(
            Column("乡镇", "township"),
            lambda row: str(row.consultation.township.named_for(row.here)),
        ),
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
declare(LISTING)
