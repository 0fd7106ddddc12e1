"""承办件清单: the shares behind a number of the board, looked up by the very same figure."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Count, QuerySet, Sum
from django.http import HttpRequest
from django.urls import reverse_lazy

from common import clock
from common.columns import fields_of
from common.listing import Listing, declare
from common.templatetags.ui import Column
from deadlines.lights import Light, remaining, soon_days
from deadlines.workdays import calendar_of
from members.models import Seat, Unit
from proposals.boards import figures_of
from proposals.choices import ALL, sessions_here
from proposals.columns import badge
from proposals.models import Assignment
from proposals.share_facts import READERS, shares_of, with_facts
from proposals.yearly_groups import RowFilter


def units_known(request: HttpRequest | None) -> Any:
    """Whose shares may be in the list: also departments of a county, and units that are gone."""
    if request is None:
        return Unit.objects.none()
    here = request.seat.committee_id  # type: ignore[attr-defined]
    return Unit.objects.filter(committee=here).order_by("status", "initials", "pk")


def choices(request: HttpRequest | None) -> list[tuple[str, str]]:
    if request is None:
        return []
    figures = figures_of(request.seat.committee_id)  # type: ignore[attr-defined]
    return [(code, one.label) for code, one in figures.items()]


class ShareFilter(RowFilter):
    figure = django_filters.ChoiceFilter(label="情况", empty_label=ALL, method="counted_by")
    unit = django_filters.ModelChoiceFilter(
        label="承办单位",
        queryset=units_known,  # type: ignore[arg-type]
        empty_label=ALL,
        field_name="row",
        method="of_unit",
    )
    session = django_filters.ModelChoiceFilter(
        label="届次",
        queryset=sessions_here,  # type: ignore[arg-type]
        empty_label=ALL,
        field_name="proposal__session",
    )

    class Meta:
        model = Assignment
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["figure"].extra["choices"] = choices(self.request)

    def counted_by(self, rows: QuerySet[Any], name: str, code: str) -> QuerySet[Any]:
        seat: Seat = self.request.seat  # type: ignore[union-attr]
        known = figures_of(seat.committee_id)
        return rows.filter(known[code].holds)

    def of_unit(self, rows: QuerySet[Any], name: str, unit: Unit) -> QuerySet[Any]:
        return rows.filter(row=unit.pk)


def listed(shares: QuerySet[Assignment]) -> QuerySet[Assignment]:
    """With all that a line shows."""
    return with_facts(shares).select_related(
        "unit__successor",
        "proposal__case",
        "proposal__session",
        "proposal__member",
        "proposal__organisation",
    )


def cells(row: Any) -> dict[str, Any]:
    proposal: Any = row.proposal
    note = f"{proposal.proposer}　·　{proposal.session}"
    return {
        "label": proposal.label,
        "title": {"text": proposal.title, "url": proposal.get_absolute_url(), "note": note},
        "unit": {"text": str(row.unit), "note": row.get_duty_display()},
        "light": light(row),
        "signed": row.signed_on,
        "sent": row.sent_on,
        "presses": row.presses,
        "status": badge(row),
    }


def light(row: Any) -> Light | None:
    """By the next day on which the unit owes something; a stopped clock has none."""
    if row.nearest is None:
        return None
    here = row.unit.committee_id
    level, text = remaining(row.nearest, clock.today(), calendar_of(here), soon_days(here))
    return Light(row.nearest, level, text, row.tentative, "")


def rows_for(seat: Seat) -> Any:
    return listed(shares_of(seat))


def of_readers(seat: Seat) -> bool:
    return seat.role in READERS


LISTING = Listing(
    name="shares",
    title="承办件",
    url=reverse_lazy("proposals:board_list"),
    rows=rows_for,
    readers=of_readers,
    counts=False,  # the head of its page does
    columns=(
        Column("案号", "label", "fit first"),
        Column("案由", "title", "wide", "title", note="提案人、届次", tells=("proposal",)),
        Column("承办单位", "unit", "some", "noted", note="承办方式", tells=("unit", "duty")),
        Column("期限", "light", "fit", "light"),
        Column("签收", "signed", "fit", "date"),
        Column("首次送达", "sent", "fit", "date"),
        Column("催办", "presses", "fit hide", "number"),
        Column("状态", "status", "fit", "badge", tells=("status",)),
    ),
    cells=cells,
    filterset=ShareFilter,
    more=fields_of(Assignment, "round", "given_on", "contact_waived", "formerly"),
)
declare(LISTING)


def told(rows: QuerySet[Any]) -> dict[str, int]:
    """How many the list holds in all, and how often they were pressed."""
    sums = rows.order_by().aggregate(shares=Count("pk"), pressed=Sum("presses"))
    return {"shares": sums["shares"], "presses": sums["pressed"] or 0}
