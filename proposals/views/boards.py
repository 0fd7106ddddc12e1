"""督办台账 by unit, the list behind each of its numbers, and the same as a table to take away."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property

from common import clock
from common.listing import Line
from common.sheets import attached, sheet
from common.templatetags.ui import Column
from members.http import SeatRequired
from members.listed import ListPage
from members.models import Session, Unit
from proposals.board_list import LISTING, told
from proposals.boards import BOARD, Board, Figure, Number, counted, figures_of, in_days, total
from proposals.share_facts import READERS
from proposals.views.sessions import chosen_of, sessions_of


class BoardPage(SeatRequired):
    """For whoever supervises, and for the units themselves."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        seat = getattr(request, "seat", None)
        if seat is not None and seat.role not in READERS:
            raise PermissionDenied("督办台账供提案委、督查室和承办单位使用")
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def sessions(self) -> list[Session]:
        return sessions_of(self.request.seat)

    @cached_property
    def session(self) -> Session | None:
        """The chosen one; the current one unless told; None where all were chosen."""
        if self.request.GET.get("session") == "all":
            return None
        return chosen_of(self.sessions, self.request.GET, self.request.seat)

    @cached_property
    def figures(self) -> list[Figure]:
        known = figures_of(self.request.seat.committee_id)
        return [known[code] for code in BOARD]

    def board(self) -> Board:
        return counted(self.request.seat, self.session, BOARD)


class SupervisionBoard(BoardPage):
    def get(self, request: HttpRequest) -> HttpResponse:
        board = self.board()
        lines = [self.line(str(unit), unit, numbers) for unit, numbers in board.items()]
        if len(board) > 1:
            everything = total(self.request.seat, self.session, BOARD)
            lines.append(self.line("合计", None, everything))
        columns = [Column("承办单位", "unit", "wide", "title")]
        columns += [Column(one.label, one.code, "fit", "figure") for one in self.figures]
        context = {
            "columns": columns,
            "lines": lines,
            "figures": self.figures,
            "sessions": self.sessions,
            "session": self.session,
            "today": clock.today(),
        }
        return render(request, "proposals/board.html", context)

    def line(self, name: str, unit: Unit | None, numbers: dict[str, Number]) -> Line:
        cells = {one.code: self.cell(one, name, unit, numbers[one.code]) for one in self.figures}
        everything = self.url(self.figures[0], unit)
        return Line(name, {"unit": {"text": name, "url": everything}, **cells})

    def cell(
        self, figure: Figure, name: str, unit: Unit | None, number: Number
    ) -> dict[str, Any] | None:
        """A number that leads to the shares it was counted from; nothing where there are none."""
        if not number.shares:
            return None
        text = shown(number)
        spoken = f"{name}，{figure.label} {text}{figure.unit or '件'}"
        tone = figure.code if figure.code in ("soon", "late") else ""
        return {"text": text, "url": self.url(figure, unit), "spoken": spoken, "tone": tone}

    def url(self, figure: Figure, unit: Unit | None) -> str:
        query: dict[str, Any] = {"figure": figure.code}
        if unit:
            query["unit"] = unit.pk
        if self.session:
            query["session"] = self.session.pk
        return f"{reverse('proposals:board_list')}?{urlencode(query)}"


def shown(number: Number) -> str:
    return in_days(number.value) if isinstance(number.value, timedelta) else str(number.value)


class BoardList(ListPage, BoardPage):
    listing = LISTING
    template_name = "proposals/board_list.html"

    def told(self, context: dict[str, Any]) -> dict[str, Any]:
        found = context["filters"]
        known = figures_of(self.request.seat.committee_id)
        chosen = known.get(found.form.cleaned_data.get("figure", ""))
        return context | {"figure": chosen, "told": told(found.qs)}


class BoardSheet(BoardPage):
    """The board as an Excel file, with what each column counts."""

    def get(self, request: HttpRequest) -> HttpResponse:
        headers = ["承办单位", *(heading(one) for one in self.figures)]
        rows = [
            [str(unit), *(plain(numbers[one.code]) for one in self.figures)]
            for unit, numbers in self.board().items()
        ]
        meanings = [[], *([one.label, one.meaning] for one in self.figures)]
        name = f"督办台账-{clock.today():%Y%m%d}.xlsx"
        return attached(sheet("督办台账", headers, [*rows, *meanings]), name)


def heading(figure: Figure) -> str:
    return f"{figure.label}（{figure.unit or '件'}）"


def plain(number: Number) -> float | None:
    if isinstance(number.value, timedelta):
        return round(number.value / timedelta(days=1), 1)
    count: float | None = number.value
    return count
