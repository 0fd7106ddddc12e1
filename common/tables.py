"""Tables that people upload, and the empty ones they fill in.

A file that can't be used is one TableError, a line that can't be used is one BadRow each;
both say in Chinese what to do.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import xlsxwriter

from common.table_files import MAX_COLUMNS, MAX_LINES, TableError, lines

__all__ = [
    "BadRow",
    "Reading",
    "Row",
    "Table",
    "TableError",
    "bare",
    "columns",
    "quoted",
    "read",
    "template",
]

MAX_ROWS = 20_000  # below the header
QUOTED = 40  # characters

Item = TypeVar("Item")


@dataclass(frozen=True)
class Row:
    """One line of a table, numbered as the spreadsheet shows it (the first line is 1)."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A header and the lines under it that hold anything; cells are text without outer blanks."""

    header: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class BadRow:
    """Why one line can't be taken: its number, the column's label and what to do."""

    row: int
    field: str
    reason: str

    def __str__(self) -> str:
        return f"第 {self.row} 行“{self.field}”：{self.reason}"


@dataclass(frozen=True)
class Reading(Generic[Item]):
    """What a table held: the lines that can be taken and every complaint about the others."""

    good: tuple[Item, ...]
    bad: tuple[BadRow, ...]


def read(data: bytes) -> Table:
    """The table in an uploaded file; a heading of one cell above the column names is passed."""
    filled = _filled(data)
    if not filled:
        raise TableError("表里没有内容，请填好后再传。")
    at = next((n for n, row in enumerate(filled) if sum(map(bool, row.cells)) > 1), 0)
    if len(filled) - at - 1 > MAX_ROWS:
        raise TableError(f"表里超过 {MAX_ROWS} 行，请分成几个文件分别导入。")
    if len(filled) == at + 1:
        raise TableError("表里只有一行，请在第一行写列名，从第二行起填写内容。")
    return Table(filled[at].cells, tuple(filled[at + 1 :]))


def columns(
    table: Table, names: Mapping[str, Sequence[str]], required: Iterable[str]
) -> dict[str, int]:
    """Where each wanted column stands, found by any of its names; the first is its label.

    TableError when a required one is missing or two columns claim the same meaning.
    """
    wanted = {name: key for key, aliases in names.items() for name in aliases}
    found: dict[str, int] = {}
    for place, label in enumerate(table.header):
        key = wanted.get(bare(label))
        if key in found:
            twin = table.header[found[key]]
            raise TableError(f"{quoted(twin)}和{quoted(label)}是同一项内容的两列，请只保留一列。")
        if key:
            found[key] = place
    if missing := [names[key][0] for key in required if key not in found]:
        raise TableError(_missing(missing, table.header))
    return found


def fields(row: Row, places: Mapping[str, int]) -> dict[str, str]:
    """The cells of a row by column key; one that the row doesn't reach is empty."""
    return {key: row.cells[at] if at < len(row.cells) else "" for key, at in places.items()}


def overflow(table: Table, row: Row) -> list[BadRow]:
    """The complaint about a row longer than the header: its cells have shifted."""
    if len(row.cells) <= len(table.header):
        return []
    counts = f"这一行有 {len(row.cells)} 格，表头只有 {len(table.header)} 列"
    return [BadRow(row.number, "整行", f"{counts}，请检查是否多了逗号或错了列。")]


def template(
    headers: Sequence[str], examples: Iterable[Sequence[str]], notes: Iterable[str]
) -> bytes:
    """An XLSX to fill in: the header on the first sheet, notes and examples on the second.

    All cells are text: numbers keep their leading zeros and nothing is run as a formula.
    """
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        text = book.add_format({"num_format": "@"})
        bold = book.add_format({"num_format": "@", "bold": True})
        form, guide = book.add_worksheet("填写"), book.add_worksheet("填写说明")
        for sheet in (form, guide):
            sheet.set_column(0, max(len(headers) - 1, 0), 18, text)
        form.freeze_panes(1, 0)
        _write(form, [headers], bold)
        _write(guide, [*([note] for note in notes), ["示例："], headers, *examples], text)
    return out.getvalue()


def _write(sheet: Any, rows: Iterable[Sequence[str]], look: Any) -> None:
    for y, row in enumerate(rows):
        for x, cell in enumerate(row):
            sheet.write_string(y, x, cell, look)


def quoted(text: str) -> str:
    """A cell in a complaint about it, as far as somebody needs to find it again."""
    return f"“{text[:QUOTED]}…”" if len(text) > QUOTED else f"“{text}”"


def _filled(data: bytes) -> list[Row]:
    rows = []
    for number, line in enumerate(lines(data), start=1):
        cells = [cell.strip() for cell in line]
        while cells and not cells[-1]:
            cells.pop()
        _check_size(number, cells)
        if cells:
            rows.append(Row(number, tuple(cells)))
    return rows


def _check_size(number: int, cells: list[str]) -> None:
    if number > MAX_LINES:
        raise TableError(f"表里超过 {MAX_LINES} 行，请删除空行或分成几个文件分别导入。")
    if len(cells) > MAX_COLUMNS:
        raise TableError(f"第 {number} 行超过 {MAX_COLUMNS} 列，请删去多余的列后再传。")


def bare(label: str) -> str:
    """A column's name without blanks, stars, colons and a note in brackets."""
    name = label.partition("（")[0].partition("(")[0]
    return "".join(char for char in name if char not in "*＊:：" and not char.isspace())


def _missing(labels: list[str], header: Iterable[str]) -> str:
    seen = "、".join(quoted(label) for label in header if label)
    return (
        f"表里缺少这些列：{'、'.join(labels)}。现有的列是：{seen}。"
        "请把列名写在第一行，或下载模板填写。"
    )
