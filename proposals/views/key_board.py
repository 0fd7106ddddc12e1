"""督办情况 by leader: every number leads to exactly the key proposals it was counted from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from common import clock
from common.listing import Line
from common.templatetags.ui import Column
from members.http import OfRoles
from members.models import Role, Session
from proposals.key_figures import BOARD, KeyFigure, LedBy, key_figures, led
from proposals.ledger_rates import BOARD_RATIOS, Ratio
from proposals.report import ratio
from proposals.views.sessions import chosen_of, sessions_of

Figures = Mapping[str, KeyFigure]


class KeyBoard(OfRoles):
    roles = (Role.OFFICE, Role.DIRECTOR, Role.LEAD)
    refusal = "按领导统计供提案委和领导使用"

    def get(self, request: HttpRequest) -> HttpResponse:
        seat = self.request.seat
        sessions = sessions_of(seat)
        session = chosen_of(sessions, request.GET, seat)
        figures = key_figures(seat.committee_id)
        columns = [Column("领导", "leader", "wide", "noted")]
        columns += [Column(figures[code].label, code, "fit", "figure") for code in BOARD]
        columns += [Column(one.label, one.code, "fit", "rate") for one in BOARD_RATIOS]
        context = {
            "columns": columns,
            "lines": [line(one, figures, session) for one in led(seat, session)],
            "meanings": meanings(figures),
            "sessions": sessions,
            "session": session,
            "today": clock.today(),
        }
        return render(request, "proposals/keys/leaders.html", context)


def line(one: LedBy, figures: Figures, session: Session | None) -> Line:
    cells = {code: cell(one, figures[code], session) for code in BOARD}
    cells |= {rate.code: rate_cell(one, rate, figures, session) for rate in BOARD_RATIOS}
    return Line(one.name, {"leader": {"text": one.name, "note": one.post}, **cells})


def cell(one: LedBy, figure: KeyFigure, session: Session | None) -> dict[str, Any] | None:
    """Nothing where there are none."""
    number = one.numbers[figure.code]
    tone = figure.code if figure.code in ("soon", "late") else ""
    return linked(one, figure, session) | {"tone": tone} if number else None


def rate_cell(
    one: LedBy, rate: Ratio, figures: Figures, session: Session | None
) -> dict[str, Any] | None:
    """The rate, and the two numbers it is made of."""
    part, whole = one.numbers[rate.part], one.numbers[rate.whole]
    parts = [linked(one, figures[code], session) for code in (rate.part, rate.whole)]
    return {"text": ratio(part, whole), "parts": parts} if whole else None


def linked(one: LedBy, figure: KeyFigure, session: Session | None) -> dict[str, Any]:
    number = one.numbers[figure.code]
    query: dict[str, Any] = {"leader": f"{one.post}{one.name}", "figure": figure.code}
    query |= {"session": session.pk} if session else {}
    spoken = f"{one.name}，{figure.label} {number}件"
    return {"text": number, "url": f"{reverse('keys:list')}?{urlencode(query)}", "spoken": spoken}


def meanings(figures: Figures) -> list[tuple[str, str]]:
    """What each column counts."""
    numbers = [(figures[code].label, figures[code].meaning) for code in BOARD]
    return numbers + [
        (one.label, made_of(figures[one.part], figures[one.whole])) for one in BOARD_RATIOS
    ]


def made_of(part: KeyFigure, whole: KeyFigure) -> str:
    told = f"{whole.label}是{whole.meaning}，{part.label}是{part.meaning}"
    return f"{part.label} ÷ {whole.label}；{told}"
