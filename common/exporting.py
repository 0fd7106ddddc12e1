"""A list as a table to take away: every cell a number, a day or a text, never a formula."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any

import xlsxwriter
from django.http import HttpRequest
from django.utils import timezone

from common.listing import Listing
from common.narrowing import unusable
from common.templatetags.ui import Column

AT_A_TIME = 500  # rows read from the database in one go
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")  # a spreadsheet may take such a text for a formula
LONGEST = 32_767  # characters of one cell


def found_for(listing: Listing, request: HttpRequest, rows: Any) -> Any:
    """The rows that the address asks for, in its order; what it names is looked up anew."""
    seat = getattr(request, "seat", None)
    filters = listing.filterset(request.GET, queryset=rows, request=request)
    if unusable(filters):
        raise StaleConditions
    found, _, order = listing.ordered(filters, rows, seat)
    return order.sort(found)


class StaleConditions(Exception):
    """A condition could not be used: without it there would be more rows than were asked for."""


def headers(columns: Iterable[Column]) -> list[str]:
    return [
        name for one in columns for name in ((one.label, one.note) if one.note else (one.label,))
    ]


def values(listing: Listing, found: Any, columns: Sequence[Column]) -> Iterator[list[Any]]:
    """Row by row what stands in these columns."""
    rows = found.iterator(chunk_size=AT_A_TIME)
    for line in listing.lines(rows, columns):
        yield [value for one in columns for value in both(one, line.cells.get(one.key))]


def both(column: Column, cell: Any) -> tuple[Any, ...]:
    """The value, and what stands under it where the column says what that is."""
    note = cell.get("note", "") if isinstance(cell, dict) else ""
    return (plain(cell), note) if column.note else (plain(cell),)


def plain(cell: Any) -> Any:
    """What a cell shows, as a number, a day or a text."""
    if isinstance(cell, dict):
        return plain(cell.get("text", cell.get("label")))
    if hasattr(cell, "on") and hasattr(cell, "level"):  # a light
        return cell.on
    if isinstance(cell, datetime):
        return timezone.localtime(cell).replace(tzinfo=None)
    if cell is None or isinstance(cell, bool | int | float | Decimal | date):
        return cell
    return str(cell)


def write(file: IO[bytes], title: str, names: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """One sheet with a bold, frozen header, row by row in little memory; how many rows."""
    count = 0
    with xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
        page = book.add_worksheet(title[:31])
        formats = {
            date: book.add_format({"num_format": "yyyy-mm-dd"}),
            datetime: book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
            str: book.add_format({"quote_prefix": True}),
        }
        page.freeze_panes(1, 1)
        page.set_column(0, len(names), 16)
        bold = book.add_format({"bold": True})
        for x, name in enumerate(names):
            page.write_string(0, x, name, bold)
        for count, row in enumerate(rows, 1):
            for x, value in enumerate(row):
                put(page, count, x, value, formats)
    return count


def put(page: Any, y: int, x: int, value: Any, formats: dict[type, Any]) -> None:
    if value is None or value == "":
        return
    if isinstance(value, bool):
        page.write_string(y, x, "是" if value else "否")
    elif isinstance(value, int | float | Decimal):
        page.write_number(y, x, float(value) if isinstance(value, Decimal) else value)
    elif isinstance(value, date):
        page.write_datetime(y, x, value, formats[type(value)])
    else:
        text = str(value)[:LONGEST]
        page.write_string(y, x, text, formats[str] if text.startswith(RISKY) else None)
