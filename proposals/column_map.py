"""An old ledger has columns of its own: which of them say what, guessed and then corrected."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from common.tables import Row, Table, bare, fields
from proposals.reading import COLUMNS

# What ledgers call a column besides the names of the template.
ALSO = {
    "number": ("提案编号", "立案号", "提案序号", "立案编号"),
    "year": ("届次年度", "所属年度"),
    "submitted_at": ("收到时间", "收到日期", "登记日期", "立案日期", "时间", "日期"),
    "title": ("提案题目", "提案标题", "提案名称", "提案案由", "主题"),
    "category": ("提案类别", "内容分类", "提案分类"),
    "form": ("提案性质", "提案形式类别", "形式"),
    "organisation": ("集体提案单位", "提案党派", "单位名称", "提案团体"),
    "co_signers": ("附议人数", "联名数"),
    "body": ("提案内容", "提案正文", "全文", "主要内容", "内容摘要"),
    "proposer": ("提案者", "提案人姓名", "委员姓名", "主提人", "领衔人", "姓名"),
    "co_signer_names": ("附议人", "联名委员", "联名者"),
}
NO_TEXT = "（原台账未载正文）"
_TITLE = re.compile(r"关于.{2,90}$|.{4,90}的(?:提案|建议|意见)$")
LONG_TEXT = 60  # characters on the average: a column of nothing but texts
LOOKED_AT = 30  # rows


@dataclass(frozen=True)
class Mapped:
    """Where each thing stands, and what stands in for what the ledger does not say.

    form: 提案形式 is told by who proposed; day: the date of rows without one; text: rows without
    a text are taken.
    """

    places: Mapping[str, int] = field(default_factory=dict)
    form: bool = False
    day: str = ""
    text: bool = False


def guessed(table: Table, remembered: Mapping[str, str]) -> dict[str, int]:
    """By what was chosen last time, the names of the template, then names that are nearly so."""
    found: dict[str, int] = {}
    for judge in (remembered.get, exact, near):
        for place, label in enumerate(table.header):
            key = judge(bare(label))
            if key in COLUMNS and key not in found and place not in found.values():
                found[key] = place
    for wanted, by_content in (("title", titled), ("body", longest)):
        at = by_content(table, set(found.values())) if wanted not in found else None
        if at is not None:
            found[wanted] = at
    return found


def exact(label: str) -> str | None:
    for key, names in COLUMNS.items():
        if label in (*names, *ALSO[key]):
            return key
    return None


def near(label: str) -> str | None:
    """The column whose name, the longest one, stands inside the label."""
    names = [(name, key) for key in COLUMNS for name in (*COLUMNS[key], *ALSO[key])]
    inside = [(len(name), key) for name, key in names if len(name) > 1 and name in label]
    return max(inside, default=(0, None))[1]


def titled(table: Table, taken: set[int]) -> int | None:
    """The column most of whose cells are titles: 关于……的提案."""
    rows = table.rows[:LOOKED_AT]
    for place in range(len(table.header)):
        cells = [row.cells[place] for row in rows if place < len(row.cells)]
        like = sum(bool(_TITLE.match(cell)) for cell in cells)
        if place not in taken and like * 2 > len(rows):
            return place
    return None


def longest(table: Table, taken: set[int]) -> int | None:
    """The column with the longest texts, if they are texts."""
    rows = table.rows[:LOOKED_AT]
    sums = {
        place: sum(len(row.cells[place]) for row in rows if place < len(row.cells))
        for place in range(len(table.header))
        if place not in taken
    }
    best = max(sums, key=lambda place: sums[place], default=None)
    return best if best is not None and sums[best] > LONG_TEXT * len(rows) else None


def applied(table: Table, how: Mapped) -> Table:
    """The same rows as the template has them, so that one reader reads them all."""
    header = tuple(names[0] for names in COLUMNS.values())
    return Table(header, tuple(moved(row, table, how) for row in table.rows))


def moved(row: Row, table: Table, how: Mapped) -> Row:
    cells = dict.fromkeys(COLUMNS, "") | fields(row, how.places)
    if how.form and not cells["form"]:
        cells["form"] = form_of(cells)
    if how.text and not cells["body"]:
        cells["body"] = NO_TEXT
    cells["submitted_at"] = cells["submitted_at"] or how.day
    shifted = row.cells[len(table.header) :]  # complained of by the reader
    return Row(row.number, (*cells.values(), *shifted))


def form_of(cells: Mapping[str, str]) -> str:
    if cells["organisation"]:
        return "集体"
    several = cells["co_signer_names"] or cells["co_signers"].strip("0人")
    return "联名" if several else "个人"
