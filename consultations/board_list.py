"""What stands behind a number of a board: looked up by the very same figure."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field

from common.listing import Line, Listing
from common.templatetags.ui import Column
from consultations.areas import townships_of
from consultations.columns import badge
from consultations.figures import INSIDE, OWN, Of, villages_of
from consultations.models import CivicVillage, Consultation, Task, Venue
from members.models import Committee, Seat, Township

HIDDEN = forms.HiddenInput


def counties_seen(request: HttpRequest | None) -> Any:
    if request is None:
        return Committee.objects.none()
    seat: Seat = request.seat  # type: ignore[attr-defined]
    return Committee.objects.filter(pk__in=townships_of(seat).values("committee"))


def townships_seen(request: HttpRequest | None) -> Any:
    if request is None:
        return Township.objects.none()
    return townships_of(request.seat)  # type: ignore[attr-defined]


class AreaFilter(django_filters.FilterSet):
    """Narrows to one county or township."""

    way = OWN

    county = django_filters.ModelChoiceFilter(
        label="县（市、区）",
        queryset=counties_seen,  # type: ignore[arg-type]
        empty_label="全部",
        method="of_county",
    )
    township = django_filters.ModelChoiceFilter(
        label="乡镇",
        queryset=townships_seen,  # type: ignore[arg-type]
        empty_label="全部",
        method="of_township",
    )

    @extend_schema_field(OpenApiTypes.INT)
    def of_county(self, rows: QuerySet[Any], name: str, county: Committee) -> QuerySet[Any]:
        return rows.filter(**{f"{self.way}__committee": county})

    @extend_schema_field(OpenApiTypes.INT)
    def of_township(self, rows: QuerySet[Any], name: str, township: Township) -> QuerySet[Any]:
        return rows.filter(**{self.way: township})


class FigureFilter(AreaFilter):
    """The figure and its days are kept as they are."""

    figure = django_filters.CharFilter(method="kept", widget=HIDDEN)
    first = django_filters.CharFilter(method="kept", widget=HIDDEN)
    last = django_filters.CharFilter(method="kept", widget=HIDDEN)

    def kept(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return rows


class InsideFilter(FigureFilter):
    way = INSIDE


def place(township: Township, *more: str) -> str:
    return "　·　".join(filter(None, (township.committee.short_name, str(township), *more)))


def of_venue(row: Venue) -> dict[str, Any]:
    url = reverse("consultations:venues")
    return {
        "title": {"text": row.name, "url": url, "note": place(row.township, row.village)},
        "kind": row.get_kind_of_place_display(),
    }


def of_meeting(row: Consultation) -> dict[str, Any]:
    note = place(row.township, row.villages)
    return {
        "title": {"text": row.title, "url": row.get_absolute_url(), "note": note},
        "day": row.held_on,
        "status": badge(row),
    }


def inside(row: Any, text: str) -> dict[str, str]:
    root: Consultation = row.consultation
    note = place(root.township, root.title)
    return {"text": text, "url": root.get_absolute_url(), "note": note}


def of_consensus(row: Any) -> dict[str, Any]:
    how = {"code": "solved", "label": "已解决", "tone": "ok"}
    open_ = {"code": "open", "label": "未解决", "tone": "soon"}
    return {"title": inside(row, row.text), "status": how if row.solved else open_}


def of_task(row: Task) -> dict[str, Any]:
    return {
        "title": inside(row, row.what),
        "handler": row.handler,
        "due": row.due_on,
        "status": badge(row),
    }


TITLE, STATUS = Column("事项", "title", "wide", "title"), Column("状态", "status", "fit", "badge")
DUE = (Column("责任单位", "handler", "some"), Column("完成时限", "due", "fit", "date"))


def listing(
    cells: Callable[[Any], dict[str, Any]], *columns: Column, filterset: Any = FigureFilter
) -> Listing:
    return Listing(columns=(TITLE, *columns), cells=cells, filterset=filterset)


def of_civic(row: CivicVillage) -> dict[str, Any]:
    note = place(row.township)
    return {
        "title": {"text": row.village, "url": row.get_absolute_url(), "note": note},
        "day": row.named_on or row.proposed_on,
        "status": badge(row),
    }


LISTINGS = {
    Of.VENUE: listing(of_venue, Column("类型", "kind", "fit")),
    Of.MEETING: listing(of_meeting, Column("召开日期", "day", "fit", "date"), STATUS),
    Of.CONSENSUS: listing(of_consensus, STATUS, filterset=InsideFilter),
    Of.CIVIC: listing(of_civic, Column("评定日期", "day", "fit", "date")),
    Of.BID: listing(of_civic, Column("日期", "day", "fit", "date"), STATUS),
    Of.TASK: listing(of_task, *DUE, STATUS, filterset=InsideFilter),
}
BESIDE = {
    Of.VENUE: ("township__committee",),
    Of.MEETING: ("township__committee", "case"),
    Of.CIVIC: ("township__committee", "case"),
    Of.BID: ("township__committee", "case"),
    Of.CONSENSUS: ("consultation__township__committee", "consultation__case"),
    Of.TASK: ("consultation__township__committee", "consultation__case", "unit"),
}
VILLAGES = (Column("村（社区）", "village", "wide"), Column("乡镇", "place", "some"))


def village_page(request: HttpRequest, rows: QuerySet[Consultation]) -> dict[str, Any]:
    """The villages of the meetings that the filters leave, all on one page."""
    filters = FigureFilter(request.GET, queryset=rows, request=request)
    found = villages_of(filters.qs)
    known = Township.objects.select_related("committee").in_bulk([town for town, _ in found])
    lines = [
        Line(village, {"village": village, "place": place(known[town])}) for town, village in found
    ]
    return {"columns": VILLAGES, "lines": lines, "filters": filters, "number": len(found)}


def page_behind(request: HttpRequest, of: Of, rows: QuerySet[Any]) -> dict[str, Any]:
    """The context of the list: its rows page by page, and how many there are."""
    if of == Of.VILLAGE:
        return village_page(request, rows)
    context = LISTINGS[of].page(request, rows.select_related(*BESIDE[of]))
    return context | {"number": context["filters"].qs.count()}
