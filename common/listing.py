"""A list, declared once: rows, filters, columns and order; shown page by page by a key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import BadRequest
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.functional import Promise
from django_filters import FilterSet

from common.templatetags.ui import Column

PAGE = 50
KEYS = ("after", "before")


@dataclass(frozen=True)
class Line:
    """One row of a list, cell by cell."""

    row: Any
    cells: dict[str, Any]

    @property
    def pk(self) -> Any:
        return self.row.pk

    def __str__(self) -> str:
        return str(self.row)


@dataclass(frozen=True)
class Bulk:
    """What may be done to several rows at once: the page at `url` shows the picked ones first."""

    label: str
    url: str | Promise
    offered: Callable[[Any], bool]  # to whoever holds this seat


@dataclass(frozen=True)
class Order:
    """Newest first; or by a column, and rows that are alike in it by their key.

    down: from the column's greatest value to its least, and the newest first.
    """

    column: str = ""
    down: bool = False

    def sort(self, rows: QuerySet[Any], *, back: bool = False) -> QuerySet[Any]:
        if not self.column:
            return rows.order_by("pk" if back else "-pk")
        sign = "-" if back != self.down else ""
        return rows.order_by(f"{sign}{self.column}", f"{sign}pk")

    def past(self, rows: QuerySet[Any], key: int, *, known: QuerySet[Any], back: bool) -> Any:
        """Those that come after the row of that key, or before it when going back."""
        if not self.column:
            return rows.filter(**{"pk__gt" if back else "pk__lt": key})
        here = known.filter(pk=key).values_list(self.column, flat=True).first()
        if here is None:
            raise BadRequest("页码无效")
        side = "lt" if back != self.down else "gt"
        alike = Q(**{self.column: here, f"pk__{side}": key})
        return rows.filter(Q(**{f"{self.column}__{side}": here}) | alike)


BEST_FIRST = Order("rank", down=True)


@dataclass(frozen=True)
class Listing:
    """What a list is made of, and in which order it stands."""

    columns: Sequence[Column]
    cells: Callable[[Any], dict[str, Any]]
    filterset: type[FilterSet]
    bulk: Sequence[Bulk] = ()
    pick: str = "row"  # the name under which picked rows are sent
    order: Order = Order()
    best: Callable[[FilterSet], QuerySet[Any] | None] | None = None  # hits of a search with `rank`

    def page(self, request: HttpRequest, rows: QuerySet[Any]) -> dict[str, Any]:
        """The context of one page: its lines, filters and the ways to the other pages."""
        filters = self.filterset(request.GET, queryset=rows, request=request)
        found = self.best(filters) if self.best else None
        if found is None:
            window, more_before, more_after = cut(filters.qs, request, self.order, known=rows)
        else:
            window, more_before, more_after = cut(found, request, BEST_FIRST, known=found)
        return {
            "columns": self.columns,
            "bulk": [one for one in self.bulk if one.offered(getattr(request, "seat", None))],
            "pick": self.pick,
            "lines": [Line(row, self.cells(row)) for row in window],
            "filters": filters,
            "page": ways(request, window, more_before, more_after),
            "narrowed": any(value for name, value in request.GET.items() if name not in KEYS),
        }


def cut(
    found: QuerySet[Any], request: HttpRequest, order: Order, *, known: QuerySet[Any]
) -> tuple[list[Any], bool, bool]:
    """Rows after or before a key, and whether there are others on either side."""
    after, before = (number(request.GET.get(name)) for name in KEYS)
    if before is not None:
        nearer = order.past(order.sort(found, back=True), before, known=known, back=True)
        window = list(nearer[: PAGE + 1])
        return window[:PAGE][::-1], len(window) > PAGE, True
    found = order.sort(found)
    if after is not None:
        found = order.past(found, after, known=known, back=False)
    window = list(found[: PAGE + 1])
    return window[:PAGE], after is not None, len(window) > PAGE


def number(value: str | None) -> int | None:
    if not value:
        return None
    if not value.isascii() or not value.isdigit() or len(value) > 18:
        raise BadRequest("页码无效")
    return int(value)


def ways(
    request: HttpRequest, window: list[Any], more_before: bool, more_after: bool
) -> dict[str, str]:
    kept = [(n, v) for n, v in request.GET.items() if n not in KEYS and v]

    def url(**key: Any) -> str:
        return "?" + urlencode([*kept, *key.items()])

    page = {"first_url": url(), "previous_url": "", "next_url": ""}
    if window and more_before:
        page["previous_url"] = url(before=window[0].pk)
    if window and more_after:
        page["next_url"] = url(after=window[-1].pk)
    if not more_before:
        page["first_url"] = ""
    return page
