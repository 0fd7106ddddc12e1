"""看板 of campaigns, the lists behind its numbers, and the same as a table to take away."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django import forms
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property

from common import clock
from common.forms import STALE
from common.listing import Line as Shown
from common.sheets import attached, sheet
from common.templatetags.ui import Column
from consultations import columns_around
from consultations.areas import Period, chosen, townships_of
from consultations.board_list import page_behind
from consultations.boards import BOARD, RATES, Board, Line, board_of, period_of
from consultations.figures import ROWS, Figure, figures
from consultations.models import Campaign
from consultations.showing_around import postings_here
from consultations.tiles import blocks_of
from members.http import OfRoles, hand_of
from members.models import Committee
from members.services import registry_of
from members.services.exporting import exported

READERS = columns_around.READERS
SHOWN = 20  # townships with late tasks, where no county is chosen


class Export(forms.Form):
    press = forms.UUIDField(widget=forms.HiddenInput, error_messages=STALE)


class Overseeing(OfRoles):
    """For the committees and townships; each sees what it looks over."""

    roles = READERS
    refusal = "统计供政协机关和乡镇使用"

    @cached_property
    def county(self) -> Committee | None:
        """The chosen county, of those it looks over."""
        wanted = self.request.GET.get("county")
        ours = Committee.objects.filter(pk__in=townships_of(self.request.seat).values("committee"))
        found = chosen(ours, wanted)
        if wanted and found is None:
            raise Http404
        return found  # type: ignore[no-any-return]

    def take_away(self, name: str, rows: Any, what: str, **told: Any) -> HttpResponse:
        """The table, once it is on record who took it."""
        form = Export(self.request.POST)
        if not form.is_valid():
            raise BadRequest("此页已失效，请返回看板刷新后再导出")
        by = hand_of(self.request, press=form.cleaned_data["press"])
        headers, lines = rows
        exported(registry_of(self.request.seat.committee), f"导出{what}", by=by, **told)
        return attached(sheet(name, headers, lines), f"{what}-{clock.today():%Y%m%d}.xlsx")


class BoardPage(Overseeing):
    @cached_property
    def campaigns(self) -> list[Campaign]:
        return list(Campaign.objects.visible_to(self.request.seat).for_page())

    @cached_property
    def campaign(self) -> Campaign | None:
        """The chosen one; else the first that is going on; None: this year, without targets."""
        wanted = self.request.GET.get("campaign", "")
        if wanted == "none":
            return None
        if wanted:
            found = [one for one in self.campaigns if str(one.pk) == wanted]
            if not found:
                raise Http404
            return found[0]
        today = clock.today()
        running = [one for one in self.campaigns if one.status == Campaign.Status.OPEN]
        return next((one for one in running if one.first_on <= today <= one.last_on), None)

    @property
    def code(self) -> int | str:
        """How an address names it."""
        return self.campaign.pk if self.campaign else "none"

    @cached_property
    def period(self) -> Period:
        return period_of(self.campaign)

    @cached_property
    def board(self) -> Board:
        return board_of(self.request.seat, self.campaign)

    @property
    def name(self) -> str:
        return str(self.campaign or f"{self.period.first.year}年院坝协商")

    def url(self, figure: str, line: Line) -> str:
        """The list behind a number."""
        query: dict[str, Any] = {"figure": figure} | self.period._asdict()
        if line.township:
            query["township"] = line.township.pk
        elif line.county:
            query["county"] = line.county.pk
        return f"{reverse('consultations:board_list')}?{urlencode(query)}"


class CampaignBoard(BoardPage):
    def get(self, request: HttpRequest) -> HttpResponse:
        board, many = self.board, len(self.board.counties) > 1
        wanted = board.of(self.county) if self.county else board.townships
        if many and not self.county:
            wanted = [one for one in board.townships if one.numbers["late"]][:SHOWN]
        context = {
            "campaigns": self.campaigns,
            "campaign": self.campaign,
            "period": self.period,
            "name": self.name,
            "county": self.county,
            "many": many,
            "total": board.total,
            "tiles": self.tiles(board.total),
            "rates": [(one, one.value(board.total.numbers)) for one in RATES],
            "columns": columns("地区"),
            "counties": [self.shown(one) for one in board.counties] if many else [],
            "townships": [self.shown(one) for one in wanted],
            "blocks": blocks_of(board, lambda one: self.url("tasks", one)),
            "figures": [figures()[code] for code in BOARD],
            "postings": []
            if many and not self.county
            else postings_here(self.request.seat, self.county),
            "today": clock.today(),
            "press": uuid4(),
        }
        return render(request, "consultations/board.html", context)

    def tiles(self, line: Line) -> list[dict[str, Any]]:
        """The numbers of the whole, each with its target and its way to the list."""
        return [
            {
                "value": line.numbers[one.code],
                "unit": one.unit,
                "label": one.label,
                "note": f"目标 {goal}" if (goal := line.goals.get(one.code)) else "",
                "tone": "late" if one.code == "late" and line.numbers["late"] else "",
                "url": self.url(one.code, line),
            }
            for one in (figures()[code] for code in BOARD)
        ]

    def shown(self, line: Line) -> Shown:
        cells: dict[str, Any] = {
            one.code: self.cell(one, line) for one in (figures()[code] for code in BOARD)
        }
        for rate in RATES:
            cells[rate.part + "_rate"] = rate.value(line.numbers)
        cells["area"] = {"text": line.name, "url": self.of_area(line)}
        if line.township and not self.county and line.county:
            cells["area"]["note"] = line.county.short_name
        return Shown(line.name, cells)

    def of_area(self, line: Line) -> str:
        """A county leads to its townships, a township to its meetings."""
        if line.township or line.county is None:
            return self.url("meetings", line)
        query = {"campaign": self.code, "county": line.county.pk}
        return f"?{urlencode(query)}#townships"

    def cell(self, figure: Figure, line: Line) -> dict[str, Any] | None:
        """The number, and beside it the target where there is one."""
        number, goal = line.numbers[figure.code], line.goals.get(figure.code)
        if not number and goal is None:
            return None
        text = str(number) if goal is None else f"{number}／{goal}"
        target = "" if goal is None else f"，目标 {goal}"
        return {
            "text": text,
            "url": self.url(figure.code, line),
            "spoken": f"{line.name}，{figure.label} {number}{figure.unit}{target}",
            "tone": "late" if figure.code == "late" else "",
        }


def columns(first: str) -> list[Column]:
    """Each rate right after the number it is made of."""
    found, known = [Column(first, "area", "wide", "title")], figures()
    rates = {one.part: one for one in RATES}
    for code in BOARD:
        found.append(Column(known[code].label, code, "fit", "figure"))
        if code in rates:
            found.append(Column(rates[code].label, f"{code}_rate", "fit right"))
    return found


def day_of(value: str | None) -> date:
    try:
        return date.fromisoformat(value or "")
    except ValueError:
        raise BadRequest("统计日期无效，请从看板重新进入") from None


class BoardList(Overseeing):
    def get(self, request: HttpRequest) -> HttpResponse:
        figure = figures().get(request.GET.get("figure", ""))
        if figure is None:
            raise Http404
        period = Period(day_of(request.GET.get("first")), day_of(request.GET.get("last")))
        rows, _ = ROWS[figure.of]
        found = rows(self.request.seat, period).filter(figure.holds)
        context = page_behind(request, figure.of, found)
        context |= {"figure": figure, "period": period}
        return render(request, "consultations/board_list.html", context)


class BoardSheet(BoardPage):
    """The board as an Excel file, counties first, with what each column counts."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest) -> HttpResponse:
        what = f"{self.name}看板"
        return self.take_away("看板", self.rows(), what, campaign=self.code)

    def rows(self) -> tuple[list[str], list[list[Any]]]:
        known = [figures()[code] for code in BOARD]
        headers = ["县（市、区）", "乡镇"]
        for one in known:
            headers += [f"{one.label}（{one.unit}）", f"{one.label}目标"]
        headers += [f"{rate.label}（{rate.formula}）" for rate in RATES]
        board = self.board
        lines = [board.total, *board.counties, *board.townships]
        meanings: list[list[Any]] = [[], *([one.label, one.meaning] for one in known)]
        return headers, [*(plain(one, known) for one in lines), *meanings]


def plain(line: Line, known: list[Figure]) -> list[Any]:
    county = line.county.short_name if line.county else line.name
    cells: list[Any] = [county, line.name if line.township else ""]
    for one in known:
        cells += [line.numbers[one.code], line.goals.get(one.code)]
    return [*cells, *(rate.value(line.numbers) for rate in RATES)]
