"""Pages by key: which rows stand on one, and the ways to those before and after it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import BadRequest
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest

PAGE = 50
KEYS = ("after", "before")
COUNTED = 1000  # of more rows than that it is only said that there are more


@dataclass(frozen=True)
class Order:
    """Newest first; or by a column, and rows that are alike in it by their key.

    down: from the column's greatest value to its least, and the newest first. Rows that have
    nothing there come last either way.
    """

    column: str = ""
    down: bool = False
    needs: Callable[[QuerySet[Any], Any], QuerySet[Any]] | None = None  # rows, seat → annotated

    def sort(self, rows: QuerySet[Any], *, back: bool = False) -> QuerySet[Any]:
        if not self.column:
            return rows.order_by("pk" if back else "-pk")
        named, empty = F(self.column), {"nulls_first" if back else "nulls_last": True}
        if back != self.down:
            return rows.order_by(named.desc(**empty), "-pk")
        return rows.order_by(named.asc(**empty), "pk")

    def past(self, rows: QuerySet[Any], key: int, *, known: QuerySet[Any], back: bool) -> Any:
        """Those that come after the row of that key, or before it when going back."""
        if not self.column:
            return rows.filter(**{"pk__gt" if back else "pk__lt": key})
        found = known.filter(pk=key).values_list(self.column, flat=True)[:1]
        if not (here := list(found)):
            raise BadRequest("页码无效")
        return rows.filter(self.beyond(here[0], key, back=back))

    def beyond(self, here: Any, key: int, *, back: bool) -> Q:
        """On the far side of a row that holds this value and has that key."""
        side = "lt" if back != self.down else "gt"
        nothing = Q(**{f"{self.column}__isnull": True})
        if here is None:
            alike = nothing & Q(**{f"pk__{side}": key})
            return alike | ~nothing if back else alike
        past = Q(**{f"{self.column}__{side}": here})
        past |= Q(**{self.column: here, f"pk__{side}": key})
        return past if back else past | nothing


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


def count_of(found: QuerySet[Any], most: int) -> int:
    """How many there are, looking no further than one more than `most`."""
    return found.order_by().values("pk")[: most + 1].count()


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
