"""督办台账 by unit, the list behind each of its numbers, and the same as a table to take away."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.functional import cached_property

from common import clock
from common.listing import Line
from common.sheets import attached, sheet
from common.templatetags.ui import Column
from members.http import SeatRequired
from members.listed import ListPage
from members.models import Session, Unit
from proposals.board_list import LISTING, told
from proposals.boards import BOARD, Board, Figure, Number, figures_of, in_days, total
from proposals.ledger_rates import BOARD_RATIOS, OF_SHARES, Ledger, Ratio, Told, rate_of
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

    @cached_property
    def ledger(self) -> Ledger:
        """Of promises only what rates are made of: "all" counts shares here."""
        codes = (*BOARD, *OF_SHARES)
        return Ledger(self.request.seat, self.session, codes, promised=("kept", "due"))

    def board(self) -> Board:
        """Every unit with its numbers: three questions however many there are."""
        told = self.ledger.by("row")
        units = Unit.objects.filter(pk__in=told).order_by("system", "initials", "pk")
        return {unit: told[unit.pk] for unit in units}


class SupervisionBoard(BoardPage):
    def get(self, request: HttpRequest) -> HttpResponse:
        board = self.board()
        lines = [self.line(str(unit), told, unit=unit.pk) for unit, told in board.items()]
        if len(board) > 1:
            lines.append(self.line("合计", self.together(board)))
        columns = [Column("承办单位", "unit", "wide", "title")]
        columns += [Column(one.label, one.code, "fit", "figure") for one in self.figures]
        columns += [Column(one.label, one.code, "fit", "rate") for one in BOARD_RATIOS]
        rates = [(one.label, self.ledger.meaning(one)) for one in BOARD_RATIOS]
        context = {
            "columns": columns,
            "lines": lines,
            "meanings": [*((one.label, one.meaning) for one in self.figures), *rates],
            "sessions": self.sessions,
            "session": self.session,
            "today": clock.today(),
        }
        return render(request, "proposals/board.html", context)

    def together(self, board: Board) -> Told:
        """Means of all shares cannot come from those of units, so shares are asked for again."""
        told = total(self.request.seat, self.session, self.ledger.shares)
        for code in self.ledger.promises:
            n = sum(one[code].shares for one in board.values())
            told[code] = Number(n, n)
        return told

    def line(self, name: str, told: Told, **narrowed: Any) -> Line:
        everything = self.ledger.url(self.figures[0].code, of_promises=False, **narrowed)
        numbers = {one.code: self.cell(one, name, told[one.code], narrowed) for one in self.figures}
        rates = {one.code: self.ledger.cell(name, told, one, narrowed) for one in BOARD_RATIOS}
        return Line(name, {"unit": {"text": name, "url": everything}, **numbers, **rates})

    def cell(
        self, figure: Figure, name: str, number: Number, narrowed: dict[str, Any]
    ) -> dict[str, Any] | None:
        """A number that leads to the shares it was counted from; nothing where there are none."""
        if not number.shares:
            return None
        text = shown(number)
        spoken = f"{name}，{figure.label} {text}{figure.unit or '件'}"
        tone = figure.code if figure.code in ("soon", "late") else ""
        url = self.ledger.url(figure.code, of_promises=False, **narrowed)
        return {"text": text, "url": url, "spoken": spoken, "tone": tone}


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
        headers += [title for one in BOARD_RATIOS for title in self.headings(one)]
        rows = [
            [str(unit), *(plain(one, told[one.code]) for one in self.figures), *rates(told)]
            for unit, told in self.board().items()
        ]
        meanings = [[one.label, one.meaning] for one in self.figures]
        meanings += [[one.label, self.ledger.meaning(one)] for one in BOARD_RATIOS]
        name = f"督办台账-{clock.today():%Y%m%d}.xlsx"
        return attached(sheet("督办台账", headers, [*rows, [], *meanings]), name)

    def headings(self, one: Ratio) -> list[str]:
        """The two numbers that a rate is made of, then the rate."""
        known = self.ledger.promises if one.of_promises else self.ledger.shares
        unit = "项" if one.of_promises else "件"
        return [*(f"{known[code].label}（{unit}）" for code in (one.part, one.whole)), one.label]


def heading(figure: Figure) -> str:
    return f"{figure.label}（{figure.unit or '件'}）"


def plain(figure: Figure, number: Number) -> float | None:
    """A mean or a sum of nothing is left empty."""
    if isinstance(number.value, timedelta):
        return round(number.value / timedelta(days=1), 1)
    count: float | None = number.value if number.shares or not figure.value else None
    return count


def rates(told: Told) -> list[Any]:
    return [
        value
        for one in BOARD_RATIOS
        for value in (told[one.part].shares, told[one.whole].shares, rate_of(told, one))
    ]
