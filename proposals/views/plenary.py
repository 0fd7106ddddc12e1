"""大会收件: the office's page while proposals come in."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from common import clock
from members.models import Session
from proposals.plenary import board
from proposals.views.meetings import CommitteePage


class PlenaryDesk(CommitteePage):
    def get(self, request: HttpRequest) -> HttpResponse:
        session = Session.objects.current(self.request.seat.committee)
        now = clock.now()
        context: dict[str, Any] = {"session": session, "now": now}
        if session:
            context |= board(session) | {"closed": not session.in_plenary(now)}
        return render(request, "proposals/plenary.html", context)
