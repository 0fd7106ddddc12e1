"""Pages by key: which rows stand on one, and the ways to those before and after it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import BadRequest
from django.db.models import BooleanField, F, Func, Q, QuerySet, Value
from django.http import HttpRequest

PAGE = 50
KEYS = ("after", "before")
COUNTED = 1000  # of more rows than that it is only said that there are more


@dataclass(frozen=True)
class Order:
    """Newest first; or by a column, and rows that are alike in it by their key.

    down: from the column's greatest value to its least, and the newest first. Rows that have
    nothing there come last either way; a page that holds both kinds is read in two stretches, so
    that an index of (column, key) leads to every page. full: whether all rows have something
    there. filled: for a column that is computed, how it is known that a row has something there.
    """

    column: str = ""
    down: bool = False
    needs: Callable[[QuerySet[Any], Any], QuerySet[Any]] | None = None  # rows, seat → annotated
    full: bool = False
    filled: Callable[[Any], Q] | None = None  # seat → condition
    seat: Any = None  # who looks

    def sort(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """All of them, in one."""
        if not self.column or self.full:
            return self.within(rows, back=False)
        named = F(self.column)
        if self.down:
            return rows.order_by(named.desc(nulls_last=True), "-pk")
        return rows.order_by(named.asc(nulls_last=True), "pk")

    def within(self, rows: QuerySet[Any], *, back: bool) -> QuerySet[Any]:
        """Those of one stretch, in the order of an index."""
        if not self.column:
            return rows.order_by("pk" if back else "-pk")
        sign = "-" if back != self.down else ""
        return rows.order_by(f"{sign}{self.column}", f"{sign}pk")

    def stretches(
        self, rows: QuerySet[Any], key: int | None, *, known: QuerySet[Any], back: bool = False
    ) -> Iterator[QuerySet[Any]]:
        """The rows behind that key: who has something there, who has nothing; back, reversed.

        known: all rows, among which the key is looked up.
        """
        here = self.value_of(key, known) if key is not None and self.column else None
        parts = [True] if self.full or not self.column else [not back, back]
        if key is not None:
            parts = parts[parts.index(here is not None) :] if self.column else parts
        for place, having in enumerate(parts):
            some = self.within(self.part(rows, having), back=back)
            begun = key is not None and place == 0
            yield self.behind(some, here, key, back=back) if begun else some

    def value_of(self, key: int, known: QuerySet[Any]) -> Any:
        found = list(known.filter(pk=key).values_list(self.column, flat=True)[:1])
        if not found:
            raise BadRequest("页码无效")
        return found[0]

    def part(self, rows: QuerySet[Any], having: bool) -> QuerySet[Any]:
        if self.full or not self.column:
            return rows
        has = self.filled(self.seat) if self.filled else Q(**{f"{self.column}__isnull": False})
        return rows.filter(has if having else ~has)

    def behind(self, rows: QuerySet[Any], here: Any, key: int | None, *, back: bool) -> Any:
        """Those on the far side of a row that holds this value and has that key."""
        if not self.column:
            return rows.filter(**{"pk__gt" if back else "pk__lt": key})
        side = "<" if back != self.down else ">"
        if here is None:
            return rows.filter(**{"pk__lt" if side == "<" else "pk__gt": key})
        return rows.filter(Beyond(side, self.column, here, key))


class Beyond(Func):
    """(column, key) < or > (value, key): one comparison, which an index begins at."""

    template = "(%(expressions)s)"
    output_field = BooleanField()

    def __init__(self, side: str, column: str, here: Any, key: int | None) -> None:
        ours = Func(F(column), F("pk"), function="ROW")
        theirs = Func(Value(here), Value(key), function="ROW")
        super().__init__(ours, theirs, arg_joiner=f" {side} ")


def cut(
    found: QuerySet[Any], request: HttpRequest, order: Order, *, known: QuerySet[Any]
) -> tuple[list[Any], bool, bool]:
    """Rows after or before a key, and whether there are others on either side."""
    after, before = (number(request.GET.get(name)) for name in KEYS)
    if before is not None:
        window = first_of(order.stretches(found, before, known=known, back=True))
        return window[:PAGE][::-1], len(window) > PAGE, True
    window = first_of(order.stretches(found, after, known=known))
    return window[:PAGE], after is not None, len(window) > PAGE


def first_of(stretches: Iterator[QuerySet[Any]]) -> list[Any]:
    """A page and one more, so that it is known whether there are others."""
    window: list[Any] = []
    for some in stretches:
        window += some[: PAGE + 1 - len(window)]
        if len(window) > PAGE:
            break
    return window


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
