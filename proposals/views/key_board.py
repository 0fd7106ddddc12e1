"""督办情况 by leader: every number leads to exactly the key proposals it was counted from."""

from __future__ import annotations

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
from proposals.key_figures import KeyFigure, LedBy, key_figures, led
from proposals.views.sessions import chosen_of, sessions_of


class KeyBoard(OfRoles):
    roles = (Role.OFFICE, Role.DIRECTOR, Role.LEAD)
    refusal = "按领导统计供提案委和领导使用"

    def get(self, request: HttpRequest) -> HttpResponse:
        seat = self.request.seat
        sessions = sessions_of(seat)
        session = chosen_of(sessions, request.GET, seat)
        figures = list(key_figures(seat.committee_id).values())
        columns = [Column("领导", "leader", "wide", "noted")]
        columns += [Column(one.label, one.code, "fit", "figure") for one in figures]
        context = {
            "columns": columns,
            "lines": [line(one, figures, session) for one in led(seat, session)],
            "figures": figures,
            "sessions": sessions,
            "session": session,
            "today": clock.today(),
        }
        return render(request, "proposals/keys/leaders.html", context)


def line(one: LedBy, figures: list[KeyFigure], session: Session | None) -> Line:
    cells = {figure.code: cell(one, figure, session) for figure in figures}
    return Line(one.name, {"leader": {"text": one.name, "note": one.post}, **cells})


def cell(one: LedBy, figure: KeyFigure, session: Session | None) -> dict[str, Any] | None:
    """Nothing where there are none."""
    number = one.numbers[figure.code]
    if not number:
        return None
    query: dict[str, Any] = {"leader": f"{one.post}{one.name}", "figure": figure.code}
    query |= {"session": session.pk} if session else {}
    tone = figure.code if figure.code in ("soon", "late") else ""
    spoken = f"{one.name}，{figure.label} {number}件"
    url = f"{reverse('keys:list')}?{urlencode(query)}"
    return {"text": number, "url": url, "spoken": spoken, "tone": tone}
