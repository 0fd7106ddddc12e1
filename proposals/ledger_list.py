"""The list of the ledger: filters and columns, looked up by the figures that are counted."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.urls import reverse_lazy

from common import clock
from common.columns import fields_of
from common.listing import Listing, Order, declare
from common.templatetags.ui import Column
from deadlines.lights import Light, remaining, soon_days
from deadlines.workdays import calendar_of
from members.models import Entry, Seat, Unit
from proposals.board_list import units_known
from proposals.choices import ALL, categories_here, sessions_here
from proposals.ledger import promise_figures, promises_of
from proposals.models import Commitment
from proposals.share_facts import READERS
from proposals.showing_promises import TONES
from proposals.yearly_groups import RowFilter


class PromiseFilter(RowFilter):
    q = django_filters.CharFilter(label="事项、案号、案由", method="find")
    figure = django_filters.ChoiceFilter(
        label="状态", choices=(), empty_label=ALL, method="counted_by"
    )
    unit = django_filters.ModelChoiceFilter(
        label="承办单位",
        queryset=units_known,  # type: ignore[arg-type]
        empty_label=ALL,
        method="of_unit",
    )
    session = django_filters.ModelChoiceFilter(
        label="届次",
        queryset=sessions_here,  # type: ignore[arg-type]
        empty_label=ALL,
        field_name="proposal__session",
    )
    category = django_filters.ModelChoiceFilter(
        label="类别",
        queryset=categories_here,  # type: ignore[arg-type]
        empty_label=ALL,
        method="of_category",
    )
    since = django_filters.DateFilter(label="时限不早于", field_name="due_on", lookup_expr="gte")
    until = django_filters.DateFilter(label="时限不晚于", field_name="due_on", lookup_expr="lte")

    class Meta:
        model = Commitment
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(code, one.label) for code, one in promise_figures().items()]
        self.filters["figure"].extra["choices"] = named

    def counted_by(self, rows: QuerySet[Any], name: str, code: str) -> QuerySet[Any]:
        return rows.filter(promise_figures()[code].holds)

    def of_unit(self, rows: QuerySet[Any], name: str, unit: Unit) -> QuerySet[Any]:
        return rows.filter(row=unit.pk)

    def of_category(self, rows: QuerySet[Any], name: str, line: Entry) -> QuerySet[Any]:
        """The same line of several terms is looked for as one."""
        return rows.filter(
            proposal__category__committee=line.committee_id, proposal__category__code=line.code
        )

    def find(self, rows: QuerySet[Any], name: str, words: str) -> QuerySet[Any]:
        """By the number of the case when it is one, else by words of the promise or the title."""
        words = words.strip().replace("\x00", "")
        if words.isascii() and words.isdigit() and len(words) < 7:
            return rows.filter(proposal__number=int(words))
        return rows.filter(Q(what__contains=words) | Q(proposal__title__contains=words))


def listed(promises: QuerySet[Commitment]) -> QuerySet[Commitment]:
    """With all that a line shows."""
    return promises.select_related(
        "assignment__unit__successor", "proposal__case", "proposal__session"
    )


def cells(row: Any) -> dict[str, Any]:
    proposal: Any = row.proposal
    put_off = f"原定{row.first_due_on}" if row.due_on != row.first_due_on else ""
    return {
        "what": {
            "text": row.what,
            "url": f"{proposal.get_absolute_url()}#promises",
            "note": f"{proposal.label}　{proposal.title}",
        },
        "amount": row.amount,
        "unit": {"text": str(row.assignment.unit), "note": put_off},
        "light": light(row),
        "ended": row.ended_on,
        "status": status_of(row),
    }


def status_of(row: Commitment) -> dict[str, str]:
    """The name of the state that it is counted in."""
    if row.standing and row.said_done:
        return {"code": "to_check", "label": "待核查", "tone": "soon"}
    if row.standing and row.due_on < clock.today():
        return {"code": "overdue", "label": "到期未落实", "tone": "late"}
    label = "未到期" if row.status == Commitment.Status.OPEN else row.get_status_display()
    return {"code": row.status, "label": label, "tone": TONES.get(row.status, "none")}


def light(row: Any) -> Light:
    """By the day that was promised; grey once it is settled."""
    here = row.proposal.committee_id
    if not row.standing:
        return Light(row.due_on, "none", ENDED.get(row.status, "不再跟踪"), False, "")
    level, text = remaining(row.due_on, clock.today(), calendar_of(here), soon_days(here))
    return Light(row.due_on, level, text, False, "")


ENDED = {"kept": "已核定", "failed": "已核定", "disputed": "待复核"}


def reader(seat: Seat) -> bool:
    return seat.role in READERS


def rows_for(seat: Seat) -> Any:
    return listed(promises_of(seat))


LISTING = Listing(
    name="ledger",
    title="承诺事项",
    url=reverse_lazy("proposals:ledger"),
    rows=rows_for,
    columns=(
        Column("承诺事项", "what", "wide", "title", note="提案", tells=("what", "proposal")),
        Column("数量", "amount", "fit"),
        Column("承办单位", "unit", "some", "noted", note="改期", tells=("assignment",)),
        Column("时限", "light", "fit", "light"),
        Column("核定", "ended", "fit hide", "date", tells=("ended_on",)),
        Column("状态", "status", "fit", "badge", tells=("status",)),
    ),
    cells=cells,
    filterset=PromiseFilter,
    more=(
        *fields_of(Commitment, "quantity", "measure", "first_due_on", "due_on"),
        *fields_of(Commitment, "reported_on", "said_done", "progress", "reason", offered=reader),
        *fields_of(Commitment, "replaced_by", offered=reader),
    ),
    order=Order("due_on"),
)
declare(LISTING)
