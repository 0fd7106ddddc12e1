"""A list, declared once: rows, filters, columns and order; shown page by page by a key."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.utils.functional import Promise
from django_filters import FilterSet

from common.narrowing import chips_of, conditions, hidden, narrowed, without
from common.paging import COUNTED, PAGE, Order, count_of, cut, ways
from common.templatetags.ui import Column

__all__ = ["LISTINGS", "PAGE", "Bulk", "Line", "Listing", "More", "Order", "declare"]

Needs = Callable[[QuerySet[Any], Any], QuerySet[Any]]  # rows, seat → rows that know more


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


def anybody(seat: Any) -> bool:
    return True


@dataclass(frozen=True)
class More:
    """A column that is shown only to who chooses it: read and computed for them alone.

    offered: which seats may know what stands in it.
    """

    column: Column
    value: Callable[[Any], Any]
    needs: Needs | None = None
    offered: Callable[[Any], bool] = anybody


BEST_FIRST = Order("rank", down=True, full=True)


@dataclass(frozen=True)
class Listing:
    """What a list is made of, and in which order it stands.

    name: under which views and columns are remembered; a list without one remembers nothing.
    rows: what a seat may see, with all that a line shows. first: the filters that are shown at
    once; the others when they are asked for. sorts: by column, what it can be sorted by.
    """

    columns: Sequence[Column]
    cells: Callable[[Any], dict[str, Any]]
    filterset: type[FilterSet]
    bulk: Sequence[Bulk] = ()
    pick: str = "row"  # the name under which picked rows are sent
    order: Order = Order()
    best: Callable[[FilterSet], QuerySet[Any] | None] | None = None  # hits of a search with `rank`
    name: str = ""
    title: str = ""
    url: str | Promise = ""
    rows: Callable[[Any], QuerySet[Any]] | None = None
    readers: Callable[[Any], bool] = anybody  # who has such a list at all
    counts: bool = True  # whether it says how many there are
    first: Sequence[str] = ()
    more: Sequence[More] = ()
    sorts: Mapping[str, Order] = field(default_factory=dict)
    orders: Mapping[str, Order] = field(default_factory=dict)  # by what its filter 排列 says

    def page(
        self, request: HttpRequest, rows: QuerySet[Any], keys: Sequence[str] = ()
    ) -> dict[str, Any]:
        """The context of one page: its lines, filters and the ways to the other pages."""
        seat = getattr(request, "seat", None)
        columns = self.chosen(keys, seat)
        rows = self.knowing(rows, columns, seat)
        filters = self.filterset(request.GET, queryset=rows, request=request)
        found, known, order = self.ordered(filters, rows, seat)
        window, more_before, more_after = cut(found, request, order, known=known)
        return {
            "columns": [self.headed(one, request.GET) for one in columns],
            "bulk": [one for one in self.bulk if one.offered(seat)],
            "pick": self.pick,
            "lines": list(self.lines(window, columns)),
            "filters": filters,
            "page": ways(request, window, more_before, more_after),
            "narrowed": narrowed(request.GET),
            **self.narrowing(filters, request.GET),
            **(self.counted(found) if self.name and self.counts else {}),
        }

    def ordered(self, filters: FilterSet, rows: Any, seat: Any) -> tuple[Any, Any, Order]:
        """The hits, the rows among which a key is looked up, and their order."""
        found = self.best(filters) if self.best else None
        order = self.order_in(filters.data or {})
        if order is None and found is not None:
            return found, found, BEST_FIRST
        order = replace(order or self.order, seat=seat)
        if order.needs:
            return order.needs(filters.qs, seat), order.needs(rows, seat), order
        return filters.qs, rows, order

    def order_in(self, query: Mapping[str, Any]) -> Order | None:
        """What an address asks for, ?sort=number or ?sort=-number; nonsense asks for nothing."""
        named = self.orders.get(query.get("order") or "")
        if named:
            return named
        asked = query.get("sort") or ""
        order = self.sorts.get(asked.removeprefix("-"))
        return replace(order, down=asked.startswith("-")) if order else None

    def offered(self, seat: Any) -> list[Column]:
        """All columns that this seat may choose from, the usual ones first."""
        return [*self.columns, *(one.column for one in self.more if one.offered(seat))]

    def chosen(self, keys: Sequence[str], seat: Any) -> list[Column]:
        """The columns of these keys in their order; what is gone is left out, what leads stays."""
        if not keys:
            return list(self.columns)
        place = {key: n for n, key in enumerate(keys)}
        kept = [one for one in self.offered(seat) if one.key in place or one.leads]
        return sorted(kept, key=lambda one: place.get(one.key, -1))

    def knowing(self, rows: Any, columns: Iterable[Column], seat: Any) -> Any:
        """The rows with what these columns need to know."""
        wanted = {one.key for one in columns}
        needs = [one.needs for one in self.more if one.needs and one.column.key in wanted]
        for know in dict.fromkeys(needs):
            rows = know(rows, seat)
        return rows

    def lines(self, rows: Iterable[Any], columns: Sequence[Column]) -> Iterable[Line]:
        """Row by row, the cells of these columns."""
        wanted = {one.key for one in columns}
        besides = [one for one in self.more if one.column.key in wanted]
        for row in rows:
            yield Line(row, self.cells(row) | {one.column.key: one.value(row) for one in besides})

    def headed(self, column: Column, query: QueryDict) -> Column:
        """With the way to sort by it, and how it is sorted now."""
        if column.key not in self.sorts:
            return column
        asked = query.get("sort", "")
        now = asked.removeprefix("-") == column.key
        up = now and not asked.startswith("-")
        turned = query.copy()
        turned["sort"] = f"-{column.key}" if up else column.key
        sort = ("ascending" if up else "descending") if now else ""
        return replace(column, sort=sort, sort_url=without(turned))

    def narrowing(self, filters: FilterSet, query: QueryDict) -> dict[str, Any]:
        """The fields that are shown, what the others carry on, and what is set, in words."""
        form, chips = filters.form, chips_of(filters, query)
        all_of = "more" in query or not self.first
        seen = [one.name for one in form.visible_fields()]
        shown = [name for name in seen if all_of or name in self.first]
        return {
            "fields": [form[name] for name in shown],
            "carried": hidden(query, shown),
            "set": hidden(conditions(query), ()),
            "chips": chips,
            "stale": any(chip.stale for chip in chips),
            "more_url": "" if all_of else f"{without(query)}&more=1",
            "less_url": without(query, "more") if self.first and "more" in query else "",
        }

    def counted(self, found: QuerySet[Any]) -> dict[str, Any]:
        """How many there are, as far as it is cheap to say."""
        number = count_of(found, COUNTED)
        return {"count": min(number, COUNTED), "countless": number > COUNTED}


LISTINGS: dict[str, Listing] = {}


def declare(listing: Listing) -> Listing:
    """A list whose views, columns and sheets are known by its name."""
    LISTINGS[listing.name] = listing
    return listing
