"""Reading the State Council's notice as a small table: 日期, 休/班, 名称."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from common.tables import BadRow, Reading, Row, Table, columns, fields
from deadlines.seeding import NoticedDay

COLUMNS = {
    "dates": ("日期", "起止日期", "时间"),
    "kind": ("休班", "休/班", "安排", "放假或上班"),
    "name": ("名称", "节日", "假日"),
}
HEADER = ("日期", "休/班", "名称")
REST, WORK = {"休", "休息", "放假", "休假"}, {"班", "上班", "调休上班", "补班"}
LONGEST = 30  # days in one line

_ONE = re.compile(r"(?:(\d{4})[-年./])?(?:(\d{1,2})[-月./])?(\d{1,2})日?(?:[（(][^）)]*[）)])?")
_RANGE = re.compile(r"\s*(?:至|到|~|～|—+|–|－)\s*")
_LIST = re.compile(r"[、,，;；]\s*")


def pasted(text: str) -> Table:
    """Lines that somebody pasted: cells between tabs, commas or blanks; a header is passed."""
    rows = []
    for number, line in enumerate(text.splitlines(), 1):
        cells = tuple(cells_of(line))
        if cells and not any(char.isdigit() for char in cells[0]):
            continue
        if cells:
            rows.append(Row(number, cells))
    return Table(HEADER, tuple(rows))


def cells_of(line: str) -> list[str]:
    """Dates may hold commas, so only the last two cells are cut off the line's end."""
    parts = [part for part in re.split(r"[\t ,，]+", line.strip()) if part]
    for at, part in enumerate(parts):
        if part in REST | WORK:
            return ["、".join(parts[:at]), part, "".join(parts[at + 1 :])]
    return parts


def read_notice(table: Table, year: int) -> Reading[NoticedDay]:
    """Every day of every line, or what is wrong with the line."""
    places = columns(table, COLUMNS, ("dates", "kind", "name"))
    days, bad = dict[date, tuple[NoticedDay, int]](), list[BadRow]()
    for row in table.rows:
        cells = dict.fromkeys(COLUMNS, "") | fields(row, places)
        try:
            found = list(days_of(cells, year))
        except ValueError as wrong:
            field, _, reason = str(wrong).partition("|")
            bad.append(BadRow(row.number, field, reason))
            continue
        bad += twice(found, days, row.number)
        days |= {one.day: (one, row.number) for one in found if one.day not in days}
    good = sorted(one for one, _ in days.values())
    return Reading(tuple(good), tuple(bad))


def twice(
    found: list[NoticedDay], days: dict[date, tuple[NoticedDay, int]], number: int
) -> Iterator[BadRow]:
    for one in found:
        if one.day in days:
            first = days[one.day][1]
            yield BadRow(number, "日期", f"{one.day}与第 {first} 行重复，请删去一处。")


def days_of(cells: dict[str, str], year: int) -> Iterator[NoticedDay]:
    """The days of one line; ValueError("field|reason") for one that cannot be read."""
    kind, name = cells["kind"].strip(), cells["name"].strip()
    if kind not in REST | WORK:
        raise ValueError("休/班|请填写“休”或“班”")
    if not name or len(name) > 30:
        raise ValueError("名称|请填写节日名称或“调休”，不超过30字")
    for day in dates_in(cells["dates"], year):
        yield NoticedDay(day, kind in WORK, name)


def dates_in(text: str, year: int) -> Iterator[date]:
    if not text.strip():
        raise ValueError("日期|请填写日期，例如 10月1日至7日")
    for part in filter(None, _LIST.split(text.strip())):
        ends = _RANGE.split(part)
        first = one_date(ends[0], year, None)
        last = one_date(ends[-1], year, first) if len(ends) > 1 else first
        if len(ends) > 2 or not timedelta(0) <= last - first < timedelta(LONGEST):
            raise ValueError(f"日期|“{part}”的起止不对，请写作 10月1日至7日")
        yield from (first + timedelta(n) for n in range((last - first).days + 1))


def one_date(text: str, year: int, beside: date | None) -> date:
    """A date; what it leaves out is that of the date before it in the line."""
    found = _ONE.fullmatch(text.strip())
    try:
        if found is None:
            raise ValueError
        month = found[2] or (beside.month if beside else None)
        day = date(int(found[1] or year), int(month or 0), int(found[3]))
    except ValueError:
        raise ValueError(f"日期|“{text}”不是日期，请写作 10月1日至7日或 2027-10-01") from None
    if day.year != year:
        raise ValueError(f"日期|“{text}”不在{year}年，请核对")
    return day


def as_lines(days: Iterator[NoticedDay] | list[NoticedDay]) -> str:
    """The same days, one a line, to be read again."""
    return "\n".join(f"{one.day} {'班' if one.working else '休'} {one.name}" for one in days)
