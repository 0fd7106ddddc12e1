"""Tables that people take away: one sheet, numbers as numbers, nothing run as a formula."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote

import xlsxwriter
from django.http import HttpResponse

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def sheet(title: str, headers: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """An XLSX with a bold, frozen header; None is an empty cell."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        page = book.add_worksheet(title[:31])
        page.freeze_panes(1, 1)
        page.set_column(0, 0, 24)
        bold = book.add_format({"bold": True})
        for x, header in enumerate(headers):
            page.write_string(0, x, header, bold)
        for y, row in enumerate(rows, 1):
            for x, value in enumerate(row):
                put(page, y, x, value)
    return out.getvalue()


def put(page: Any, y: int, x: int, value: Any) -> None:
    if isinstance(value, int | float):
        page.write_number(y, x, value)
    elif value is not None:
        page.write_string(y, x, str(value))


def attached(data: bytes, name: str, media_type: str = XLSX) -> HttpResponse:
    """The file, to be kept under that name."""
    answer = HttpResponse(data, content_type=media_type)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    answer["Cache-Control"] = "no-store"
    return answer
