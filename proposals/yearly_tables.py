"""提案统计 as tables: lines of numbers that lead to their lists; page and Excel show the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.urls import reverse

from common.charts import Bar, Piece
from common.listing import Line
from common.templatetags.ui import Column
from members.models import System
from proposals.boards import Number
from proposals.ledger_rates import Ratio, Told
from proposals.report import ratio
from proposals.yearly import CAME, COURSE, GIVEN, SHARES, YEAR_RATIOS, Counts, Year, units_of
from proposals.yearly_facts import NONE
from proposals.yearly_groups import Group

TONES = ("ok", "link", "soon", "late")
PARTS = (("filed", "ok"), ("merged", "link"), ("declined", "soon"))
PROMISED = "承诺"


class Table(NamedTuple):
    """bars: the same as a chart, where one helps."""

    title: str
    columns: Sequence[Column]
    lines: Sequence[Line]
    bars: Sequence[Bar] = ()
    about: str = ""  # what the chart shows, in a sentence


class Tables:
    """linked: whether numbers lead to lists; those of a lower committee do not (its rows are its
    own)."""

    def __init__(self, year: Year, *, linked: bool) -> None:
        self.year, self.linked = year, linked
        self.grades = [code for code in year.figures if code.startswith("grade:")]
        self.codes = (*CAME[:4], *COURSE[1:], "key", *self.grades)

    # cells

    def number(self, name: str, label: str, value: int, url: str, unit: str = "件") -> Any:
        if not value:
            return None
        if not self.linked:
            return {"text": value}
        return {"text": value, "url": url, "spoken": f"{name}，{label} {value}{unit}"}

    def case_url(self, figure: str, narrowed: dict[str, Any]) -> str:
        query = {"figure": figure} | self.of_session() | narrowed
        return f"{reverse('proposals:yearly_list')}?{urlencode(query)}"

    def of_session(self) -> dict[str, Any]:
        return {"session": self.year.session.pk} if self.year.session else {}

    def case_cells(self, name: str, counts: Counts, codes: Iterable[str], **of: Any) -> Any:
        return {
            code: self.number(
                name, self.year.figures[code].label, counts.get(code, 0), self.case_url(code, of)
            )
            for code in codes
        }

    def share_cell(self, name: str, counts: Counts, one: Ratio, of: dict[str, Any]) -> Any:
        part, whole = counts.get(one.part, 0), counts.get(one.whole, 0)
        if not whole:
            return None
        known = self.year.figures
        parts = [
            {
                "text": n,
                "url": self.case_url(code, of),
                "spoken": f"{name}，{known[code].label} {n}",
            }
            for code, n in ((one.part, part), (one.whole, whole))
        ]
        return {"text": ratio(part, whole), "parts": parts if self.linked else []}

    def rate_cells(self, name: str, told: Told, **of: Any) -> dict[str, Any]:
        ledger = self.year.ledger
        cells = {one.code: ledger.cell(name, told, one, of) for one in YEAR_RATIOS}
        if not self.linked:
            cells = {code: cell and {"text": cell["text"]} for code, cell in cells.items()}
        count = told["all"].shares  # of promises: they are told last
        cells["all"] = self.number(
            name, PROMISED, count, ledger.url("all", of_promises=True, **of), "项"
        )
        return cells

    # tables

    def columns(self, first: str, codes: Iterable[str], rates: Iterable[Any]) -> list[Column]:
        kind = "figure" if self.linked else "rate"
        numbers = [Column(self.year.figures[code].label, code, "fit", kind) for code in codes]
        return [Column(first, "name", "wide"), *numbers,
                *(Column(one.label, one.code, "fit", "rate") for one in rates)]  # fmt: skip

    def case_columns(self, first: str) -> list[Column]:
        return self.columns(first, self.codes, SHARES)

    def rate_columns(self, first: str) -> list[Column]:
        kind = "figure" if self.linked else "rate"
        return [Column(first, "name", "wide"),
                *(Column(one.label, one.code, "fit", "rate") for one in YEAR_RATIOS),
                Column("承诺", "all", "fit", kind)]  # fmt: skip

    def case_line(self, name: str, counts: Counts, **of: Any) -> Line:
        cells = {"name": name} | self.case_cells(name, counts, self.codes, **of)
        return Line(name, cells | {s.code: self.share_cell(name, counts, s, of) for s in SHARES})

    def rate_line(self, name: str, told: Told, **of: Any) -> Line:
        return Line(name, {"name": name} | self.rate_cells(name, told, **of))

    def of_group(self, group: Group, committee: int) -> list[Table]:
        """Proposals by the group, then how they were handled; two questions and one for names."""
        labels = group.labels(committee)
        cases, shares = self.year.by(group), self.year.shares_by(group)
        known = [(value, label) for value, label in labels.items() if value in cases]
        known += [(NONE, group.none)] if NONE in cases else []
        narrowed = {value: self.narrowed(group, value) for value, _ in known}
        lines = [self.case_line(label, cases[v], **narrowed[v]) for v, label in known]
        rates = [
            self.rate_line(label, shares[v], **narrowed[v]) for v, label in known if v in shares
        ]
        return [
            Table(f"{group.label}：提出和办理", self.case_columns(group.first), lines,
                  [came_bar(label, cases[v]) for v, label in known], CAME_SAID),
            Table(f"{group.label}：办理质量", self.rate_columns(group.first), rates),
        ]  # fmt: skip

    def narrowed(self, group: Group, value: str) -> dict[str, Any]:
        if group.code == "session":
            return {"session": value}
        return {"by": group.code, "value": value}

    def of_units(self) -> list[Table]:
        told = self.year.ledger.by("row")
        graded, units = self.year.grades_by_unit(), units_of(told)
        lines, bars = [], []
        systems: dict[System, Told] = {}
        for unit in units:
            own = graded.get(unit.pk, {})
            lines.append(self.unit_line(str(unit), told[unit.pk], own, str(unit.pk), unit=unit.pk))
            bars += [self.grade_bar(str(unit), own)] if own else []
            add(systems.setdefault(unit.system, {}), told[unit.pk])
        graded = self.year.grades_by_system() if systems else {}
        above = [
            self.unit_line(str(one), numbers, graded.get(one.pk, {}), f"s{one.pk}", system=one.pk)
            for one, numbers in systems.items()
        ]
        return [
            Table("按承办单位", self.unit_columns("承办单位"), lines, bars, GRADES_SAID),
            Table("按系统", self.unit_columns("系统"), above),
        ]

    def unit_columns(self, first: str) -> list[Column]:
        kind = "figure" if self.linked else "rate"
        grades = [Column(self.year.figures[code].label, code, "fit", kind) for code in self.grades]
        head, *rates = self.rate_columns(first)
        return [head, Column("承办", GIVEN, "fit", kind), *rates, *grades]

    def unit_line(self, name: str, told: Told, own: Counts, whose: str, **of: Any) -> Line:
        cells = {"name": name} | self.rate_cells(name, told, **of)
        given = told[GIVEN].shares
        url = self.year.ledger.url("all", of_promises=False, **of)
        cells[GIVEN] = self.number(name, "承办", given, url)
        for code in self.grades:
            grade, label = code.removeprefix("grade:"), self.year.figures[code].label
            query = self.of_session() | {"answer": f"{whose}-{grade}"}
            url = f"{reverse('proposals:yearly_list')}?{urlencode(query)}"
            cells[code] = self.number(name, label, own.get(grade, 0), url)
        return Line(name, cells)

    def of_steps(self) -> Table:
        kind = "figure" if self.linked else "rate"
        columns = [Column("步骤", "name", "wide"), Column("件数", "n", "fit", kind),
                   Column("中位数（天）", "mid", "fit", "number"),
                   Column("九成不超过（天）", "most", "fit", "number")]  # fmt: skip
        lines, bars = [], []
        for one, n, mid, most in self.year.steps():
            url = self.case_url(one.figure, {})
            if one.of_shares:
                url = self.year.ledger.url(one.figure, of_promises=False)
            cells = {"name": one.label, "n": self.number(one.label, "件数", n, url)}
            lines.append(Line(one.label, cells | {"mid": in_days(mid), "most": in_days(most)}))
            if n:
                bars.append(step_bar(one.label, mid.days, most.days))
        return Table("各步骤用时", columns, lines, bars, STEPS_SAID)

    def of_grades(self, counts: Counts) -> list[Bar]:
        then = {code.removeprefix("grade:"): counts[code] for code in self.grades}
        return [self.grade_bar("认定类别", then)]

    def grade_bar(self, name: str, own: Counts) -> Bar:
        pieces = [
            Piece(self.year.figures[code].label, own.get(code.removeprefix("grade:"), 0), tone)
            for code, tone in zip(
                self.grades, [*TONES[: len(self.grades) - 1], "none"], strict=False
            )
        ]
        return Bar(name, pieces)


def add(whole: Told, part: Told) -> None:
    """Sums number by number."""
    for code, value in part.items():
        whole[code] = Number(value.shares + whole.get(code, Number(0, 0)).shares, 0)


CAME_SAID = "每一条是收到的提案，分为立案、并入他案、不予立案和其他"
GRADES_SAID = "每一条是本单位有效的答复，按认定类别分段"
STEPS_SAID = "前一段是中位数，连同后一段是九成不超过的天数"


def came_bar(name: str, counts: Counts) -> Bar:
    labels = {"filed": "立案", "merged": "并入", "declined": "不予立案"}
    pieces = [Piece(labels[code], counts[code], tone) for code, tone in PARTS]
    rest = counts["received"] - sum(one.number for one in pieces)
    return Bar(name, [*pieces, Piece("其他", rest, "none")])


def in_days(value: timedelta | None) -> float | None:
    """With one decimal; None where nothing went that step."""
    return None if value is None else round(value / timedelta(days=1), 1)


def step_bar(name: str, mid: int, most: int) -> Bar:
    told = f"中位数 {mid} 天，九成不超过 {most} 天"
    return Bar(name, [Piece("中位数", mid, "ok"), Piece("到九成", most - mid, "soon")], told)
