"""From the bytes of an uploaded CSV or XLSX to lines of text, refusing what would do harm."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from python_calamine import (
    CalamineSheet,
    CalamineWorkbook,
    SheetVisibleEnum,
)

from common.table_weight import Texts

MAX_BYTES = 20 * 1024 * 1024
MAX_UNPACKED = 200 * 1024 * 1024  # bytes of XML inside an XLSX
MAX_TEXT = 100 * 1024 * 1024  # bytes that the cells of a sheet take from its shared texts
MAX_CELL = 32_767  # characters, as many as Excel lets anybody write into one
MAX_LINES = 40_000  # of a sheet, the blank ones counted
MAX_COLUMNS = 100

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # .xls, and every .xlsx with a password
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f]")
_BROKEN = "文件打不开，可能已损坏或加了密码，请用 Excel 或 WPS 打开，另存为 .xlsx 后再传。"
_FLOOD = "文件解开后过大，请只保留要导入的工作表，另存后再传。"
_TAG = re.compile(rb"<(?:[^\s<>/:]+:)?(?P<what>c|row)(?=[\s/>])(?P<told>[^>]*)")
_PLACE = re.compile(rb"""\sr\s*=\s*["']([A-Z]{0,3})(\d{1,7})["']""")

Cell = str | float | bool | date | time | timedelta


class TableError(ValueError):
    """The file can't be used at all; the text is for the person who sent it."""


def lines(data: bytes) -> Iterator[list[str]]:
    """The lines of the file with their cells as text; its content tells CSV from XLSX."""
    if not data.strip():
        raise TableError("文件是空的，请选择填好内容的表格。")
    if len(data) > MAX_BYTES:
        raise TableError("文件超过 20 MB，请分成几个文件分别导入。")
    if data.startswith(_OLE):
        raise TableError("这是旧版 .xls 或加了密码的文件，请去掉密码，另存为 .xlsx 后再传。")
    return _xlsx(data) if data.startswith(b"PK") else _csv(data)


def _csv(data: bytes) -> Iterator[list[str]]:
    text = _decoded(data)
    first = text.lstrip().partition("\n")[0]
    mark = max(",\t;", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    try:
        yield from reader
    except csv.Error as error:
        raise TableError(
            f"第 {reader.line_num} 行附近的引号不成对，或一格内容过长，"
            "请用 Excel 或 WPS 打开检查，另存为 .xlsx 后再传。"
        ) from error


def _decoded(data: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _CONTROL.search(text):
            return text
        break
    raise TableError(
        "这个文件不是表格，或文字编码无法识别，请另存为 .xlsx 或 UTF-8 的 CSV 后再传。"
    )


def _xlsx(data: bytes) -> Iterator[list[str]]:
    try:
        _check_package(data)
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            rows = _first_sheet(book).to_python(skip_empty_area=False)
    except TableError:
        raise
    except Exception as error:  # a spoilt file makes either library fail in ways it doesn't name
        raise TableError(_BROKEN) from error
    for number, row in enumerate(rows, start=1):
        yield [_fitting(_text(cell), number) for cell in row]


def _first_sheet(book: CalamineWorkbook) -> CalamineSheet:
    shown = [m.name for m in book.sheets_metadata if m.visible == SheetVisibleEnum.Visible]
    sheets = (book.get_sheet_by_name(name) for name in shown)
    if filled := next((sheet for sheet in sheets if sheet.height), None):
        return filled
    raise TableError("表里没有内容，请填好后再传。")


def _check_package(data: bytes) -> None:
    """Unpack once and keep nothing: sizes and places as they are, not as the file declares."""
    left, texts = MAX_UNPACKED, Texts(MAX_LINES * MAX_COLUMNS)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for info in sorted(package.infolist(), key=_holds_texts, reverse=True):
            part = package.open(info).read(left + 1)
            left -= len(part)
            _check_part(info.filename, part, left)
            if _holds_texts(info):
                texts.learn(part)
            if b"sheetData" in part:
                _check_cells(part, texts)


def _holds_texts(info: zipfile.ZipInfo) -> bool:
    """Whether the reader would look there for what the cells of all sheets share."""
    return info.filename.replace("\\", "/").lower() == "xl/sharedstrings.xml"


def _check_part(name: str, part: bytes, left: int) -> None:
    if left < 0:
        raise TableError(_FLOOD)
    if name.endswith((".xml", ".rels")) and b"\0" in part:
        raise TableError(_BROKEN)


def _check_cells(sheet: bytes, texts: Texts) -> None:
    left = MAX_TEXT
    for tag in _TAG.finditer(sheet):
        _check_place(_PLACE.search(tag["told"]))
        if tag["what"] == b"c":
            left -= texts.of(sheet, tag)
        if left < 0:
            raise TableError(_FLOOD)


def _check_place(place: re.Match[bytes] | None) -> None:
    """A far-off cell would make the reader lay out every cell before it."""
    if place is None:
        raise TableError(_BROKEN)
    if int(place[2]) > MAX_LINES:
        raise TableError(
            f"工作表第 {int(place[2])} 行还有内容或格式，最多 {MAX_LINES} 行，"
            "请删除下面多余的行，另存后再传。"
        )
    if _column(place[1]) > MAX_COLUMNS:
        raise TableError(f"工作表超过 {MAX_COLUMNS} 列，请删除右边多余的列，另存后再传。")


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _text(cell: Cell) -> str:
    """A cell as a person would type it: whole numbers without .0, dates as 2026-01-31."""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        moment = (cell + timedelta(milliseconds=500)).replace(microsecond=0)
        return str(moment.date() if moment.time() == time() else moment)
    return _CONTROL.sub("", str(cell))  # nobody sees them, and the database takes no NUL


def _fitting(text: str, number: int) -> str:
    if len(text) > MAX_CELL:
        raise TableError(f"第 {number} 行有一格超过 {MAX_CELL} 字，请缩短后再传。")
    return text
