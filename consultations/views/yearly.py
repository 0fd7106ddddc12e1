"""年度、半年统计表: the page, county by county or township by township, and the Excel file."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property

from common import clock
from common.listing import Line
from common.templatetags.ui import Column as Shown
from common.whole import whole
from consultations.areas import Period, by_county, townships_of
from consultations.figures import figures
from consultations.views.boards import Overseeing
from consultations.yearly import Column, Found, Sheet, yearly
from members.models import Committee, Township

PARTS = {"": ("全年", 1, 12), "1": ("上半年", 1, 6), "2": ("下半年", 7, 12)}
EARLIEST, YEARS = 2020, 6  # the first consultations were held in that year; so many are offered


class Area:
    """One row: a county, a township or all of them together."""

    def __init__(self, name: str, townships: list[Township], query: dict[str, int]) -> None:
        self.name, self.places, self.query = name, [one.pk for one in townships], query


class YearlyPage(Overseeing):
    @cached_property
    def year(self) -> int:
        this = clock.today().year
        wanted = whole(self.request.GET.get("year") or str(this))
        if wanted is None or not EARLIEST <= wanted <= this:
            raise Http404
        return wanted

    @cached_property
    def part(self) -> str:
        wanted = self.request.GET.get("half", "")
        if wanted not in PARTS:
            raise Http404
        return wanted

    @cached_property
    def period(self) -> Period:
        _, first, last = PARTS[self.part]
        return Period(date(self.year, first, 1), date(self.year, last, 31 if last == 12 else 30))

    @property
    def name(self) -> str:
        return f"{self.year}年{PARTS[self.part][0] if self.part else ''}院坝协商统计表"

    @cached_property
    def places(self) -> dict[Committee, list[Township]]:
        return by_county(townships_of(self.request.seat).select_related("committee"))

    def townships(self, county: Committee) -> list[Area]:
        return [Area(one.name, [one], {"township": one.pk}) for one in self.places[county]]

    def county_line(self, county: Committee) -> Area:
        return Area(county.short_name, self.places[county], {"county": county.pk})

    @property
    def total(self) -> Area:
        return Area("合计", [one for those in self.places.values() for one in those], {})


class YearlyTables(YearlyPage):
    def get(self, request: HttpRequest) -> HttpResponse:
        found = yearly(self.request.seat, self.period)
        context = {
            "name": self.name,
            "year": self.year,
            "half": self.part,
            "years": list(range(clock.today().year, EARLIEST - 1, -1))[:YEARS],
            "parts": [(code, label) for code, (label, *_) in PARTS.items()],
            "county": self.county,
            "period": self.period,
            "tables": [self.table(one, found) for one in found.sheets],
            "meanings": meanings(found),
            "today": clock.today(),
            "press": uuid4(),
        }
        return render(request, "consultations/yearly.html", context)

    @cached_property
    def areas(self) -> list[Area]:
        """The counties; the townships where one is chosen or there is only one."""
        if self.county:
            return [*self.townships(self.county), self.county_line(self.county)]
        if len(self.places) > 1:
            return [*map(self.county_line, self.places), self.total]
        [*rows] = (one for county in self.places for one in self.townships(county))
        return [*rows, self.total] if len(rows) > 1 else rows

    def table(self, sheet: Sheet, found: Found) -> dict[str, Any]:
        columns = [Shown("地区", "area", "wide", "title")]
        columns += [Shown(one.label, one.code, "fit", kind(one)) for one in sheet.columns]
        lines = [
            Line(area.name, {"area": self.head(area)} | self.cells(sheet, area, found))
            for area in self.areas
        ]
        return {"title": sheet.title, "columns": columns, "lines": lines}

    def head(self, area: Area) -> dict[str, str]:
        """A county leads to its townships, everything else to its meetings."""
        if "county" in area.query and not self.county:
            told = {"year": self.year, "half": self.part, **area.query}
            return {"text": area.name, "url": f"?{urlencode(told)}"}
        return {"text": area.name, "url": self.behind("meetings", area)}

    def cells(self, sheet: Sheet, area: Area, found: Found) -> dict[str, Any]:
        cells: dict[str, Any] = {}
        for one in sheet.columns:
            number = found.of(area.places, one.code)
            cells[one.code] = self.figure(one, area, number) if number else None
        return cells

    def figure(self, column: Column, area: Area, number: Any) -> Any:
        if kind(column) != "figure":
            return number
        told = figures()[column.code]
        return {
            "text": str(number),
            "url": self.behind(column.code, area),
            "spoken": f"{area.name}，{column.label} {number}{told.unit}",
            "tone": "late" if column.code == "late" else "",
        }

    def behind(self, figure: str, area: Area) -> str:
        query = {"figure": figure, "first": self.period.first, "last": self.period.last}
        return f"{reverse('consultations:board_list')}?{urlencode(query | area.query)}"


def told_once(found: Found) -> list[Column]:
    """Every column, also where two tables begin with it."""
    return [*{one.code: one for sheet in found.sheets for one in sheet.columns}.values()]


def meanings(found: Found) -> list[tuple[str, str]]:
    """What the columns count; those of one kind together."""
    together: dict[str, list[str]] = {}
    for one in told_once(found):
        together.setdefault(one.meaning, []).append(one.label)
    return [("、".join(labels), meaning) for meaning, labels in together.items()]


def kind(column: Column) -> str:
    """A number with a list behind it, an amount of money, or a plain number."""
    if column.code in figures():
        return "figure"
    return "money" if column.money else "number"


class YearlySheet(YearlyPage):
    """The same for all counties and townships, with what each column counts."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest) -> HttpResponse:
        told = {"year": self.year, "half": self.part}
        return self.take_away("统计表", self.rows(), self.name, **told)

    def rows(self) -> tuple[list[str], list[list[Any]]]:
        found = yearly(self.request.seat, self.period)
        columns = told_once(found)
        headers = ["县（市、区）", "乡镇"]
        headers += [f"{one.label}（元）" if one.money else one.label for one in columns]
        lines: list[list[Any]] = [["合计", "", *self.plain(self.total, columns, found)]]
        for county in self.places:
            whole = self.county_line(county)
            lines.append([whole.name, "", *self.plain(whole, columns, found)])
            for area in self.townships(county):
                lines.append([whole.name, area.name, *self.plain(area, columns, found)])
        meanings: list[list[Any]] = [[], *([one.label, one.meaning] for one in columns)]
        return headers, [*lines, *meanings]

    def plain(self, area: Area, columns: list[Column], found: Found) -> list[float]:
        return [float(found.of(area.places, one.code)) for one in columns]
