"""Who asks through the API: a person signed in on the site, or a client with its token.

Both act from a seat; a client also needs the scope of what it asks for.
"""

from __future__ import annotations

import hashlib
from typing import Any

import structlog
from django.http import HttpRequest
from oauth2_provider.models import get_access_token_model
from rest_framework.authentication import BaseAuthentication, SessionAuthentication
from rest_framework.exceptions import AuthenticationFailed, PermissionDenied
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from common.windows import Window
from members.models import Client, Seat


class SignedIn(SessionAuthentication):
    """By the session of the site. Naming the ways to sign in makes it 401 for who has not."""

    def authenticate_header(self, request: Request) -> str:
        return 'Session realm="tiantong", Bearer realm="tiantong"'


class ByToken(BaseAuthentication):
    """By a token that a client got for its secret; looked up each time, so revoking is at once.

    Only from the header: addresses are written into logs.
    """

    def authenticate(self, request: Request) -> tuple[Any, Any] | None:
        kind, _, text = request.headers.get("Authorization", "").partition(" ")
        if kind.lower() != "bearer":
            return None
        token = get_access_token_model().objects.filter(token_checksum=checksum(text)).first()
        client = client_of(token.application_id) if token and token.is_valid() else None
        if client is None or client.seat is None:
            raise AuthenticationFailed(code="invalid-token")
        come_in(request._request, client)
        return client.seat.user, token


def checksum(token: str) -> str:
    """By which the library keeps a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def client_of(application: Any) -> Client | None:
    return Client.objects.serving().filter(application=application).first()


def come_in(request: HttpRequest, client: Client) -> None:
    """From now on the request is that client's, also in the logs."""
    request.client = client  # type: ignore[attr-defined]
    request.seat = client.seat  # type: ignore[attr-defined]
    structlog.contextvars.bind_contextvars(client=client.name)


class HoldsSeat(IsAuthenticated):
    """A seat, and for a client the scopes that the view names for this request."""

    code = "no-seat"

    def has_permission(self, request: Request, view: Any) -> bool:
        signed_in = super().has_permission(request, view)
        if not signed_in or getattr(request, "seat", None) is None:
            return False
        if getattr(request, "client", None) and not may_ask(request, view):
            raise PermissionDenied(code="insufficient-scope")
        return True


def may_ask(request: Request, view: Any) -> bool:
    """A view that names no scopes is for people only."""
    named = getattr(view, "scopes_for", None)
    return named is not None and all(granted(request, scope) for scope in named(request))


def granted(request: Request, scope: str) -> bool:
    """Whether client and token both have it; of a person the seat alone decides."""
    client: Client | None = getattr(request, "client", None)
    if client is None:
        return True
    token: Any = request.auth
    return scope in client.scopes and scope in token.scope.split()


class PerClient(BaseThrottle):
    """So many calls in a minute; further ones are told when the next minute begins.

    What it let in is told by request.let_in: such calls need no other bound.
    """

    def allow_request(self, request: Request, view: Any) -> bool:
        client: Client | None = getattr(request, "client", None)
        if client is None:
            return True
        self.window = self.window_of(client)
        let_in = self.window.admits()
        request._request.let_in = let_in  # type: ignore[attr-defined]
        return let_in

    @staticmethod
    def window_of(client: Client) -> Window:
        return Window(f"client:{client.pk}", client.rate)

    def wait(self) -> float:
        return self.window.left()


def seat_of(request: Request) -> Seat:
    """The seat that HoldsSeat has made sure of."""
    seat: Seat = request.seat  # type: ignore[attr-defined]
    return seat
