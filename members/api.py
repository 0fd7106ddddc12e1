"""Who asks through the API: a person signed in on the site, from the seat they act from."""

from __future__ import annotations

from typing import Any

from rest_framework.authentication import SessionAuthentication
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request

from members.models import Seat


class SignedIn(SessionAuthentication):
    """By the session of the site. Naming a way to sign in makes it 401 for who has not."""

    def authenticate_header(self, request: Request) -> str:
        return 'Session realm="tiantong"'


class HoldsSeat(IsAuthenticated):
    code = "no-seat"

    def has_permission(self, request: Request, view: Any) -> bool:
        signed_in = super().has_permission(request, view)
        return signed_in and getattr(request, "seat", None) is not None


def seat_of(request: Request) -> Seat:
    """The seat that HoldsSeat has made sure of."""
    seat: Seat = request.seat  # type: ignore[attr-defined]
    return seat
