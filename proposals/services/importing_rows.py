"""What becomes of each row of a table, for the list that the office keeps beside its ledger."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from common.sheets import sheet
from proposals.services.importing_plan import Plan

HEADERS = ("行", "案号", "案由", "结果", "说明")


class RowResult(NamedTuple):
    """row: as the spreadsheet numbers it."""

    row: int
    number: str
    title: str
    result: str
    why: str


def results(plan: Plan, done: str) -> tuple[RowResult, ...]:
    """done: what is said of a new row, 将导入 or 已导入."""
    lines = [
        RowResult(one.row, one.number, one.title, done, plan.targets[one.row].name)
        for one in plan.new
    ]
    lines += [
        RowResult(one.row, one.number, one.title, "已有", "以前已导入，没有改动")
        for one in plan.known
    ]
    faults: dict[int, list[str]] = defaultdict(list)
    for bad in plan.bad:
        faults[bad.row].append(f"{bad.field}：{bad.reason}")
    lines += [RowResult(row, "", "", "未导入", "；".join(why)) for row, why in faults.items()]
    return tuple(sorted(lines))


def report_sheet(rows: tuple[RowResult, ...]) -> bytes:
    """The same as XLSX."""
    return sheet("逐行结果", HEADERS, rows)
