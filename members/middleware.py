"""Which seat a signed-in person is acting from, and the record of what other systems call."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from common.problems import BY_NAME, answer, concerns
from members.calls import record
from members.http import chosen, seats_of
from members.models import User

OPEN_TO_ALL = (
    "/login/",
    "/logout/",
    "/password/",
    "/display/",
    "/help/",
    "/static/",
    "/healthz",
    "/readyz",
)


class SeatMiddleware:
    """Sets request.seat (or None) and all seats; a first password must be changed before all."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.seat = None  # type: ignore[attr-defined]
        if isinstance(request.user, User):
            request.seats = seats_of(request.user)  # type: ignore[attr-defined]
            request.seat = chosen(request, request.seats)  # type: ignore[attr-defined]
            if request.user.must_change_password and not request.path.startswith(OPEN_TO_ALL):
                return change_first(request)
        return self.answer(request)


def change_first(request: HttpRequest) -> HttpResponse:
    """Led to the page where one does it; a system is told."""
    if concerns(request):
        return answer(request, BY_NAME["password-change-required"])
    return redirect(reverse("password_change"))


class CallRecord:
    """Each call of the API leaves its line, whatever came of it and wherever it was answered."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not concerns(request):
            return self.answer(request)
        began = time.perf_counter()
        response = self.answer(request)
        record(request, response, round((time.perf_counter() - began) * 1000))
        return response
