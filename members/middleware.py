"""Which seat a signed-in person is acting from."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from common.problems import BY_NAME, answer, concerns
from members.http import chosen, seats_of
from members.models import Client, User
from members.uses import count

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


class ClientMiddleware:
    """Count each call of a client, whatever came of it."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.answer(request)
        client: Client | None = getattr(request, "client", None)
        if client is not None:
            count(client, request, response.status_code)
        return response
