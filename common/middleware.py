"""What every request gets: an id for the logs, a packed answer, a limit, a sliding session."""

from __future__ import annotations

import re
import time
import uuid
from collections.abc import Callable
from typing import Any

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.gzip import GZipMiddleware
from django.template.loader import render_to_string
from django.utils.cache import add_never_cache_headers

from common import clock
from common.deep import with_room

log = structlog.get_logger("request")
KEY_OF_ROW = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![\w-])"  # a UUID, which is no secret
# in an address: a key or a token (of 30 characters), which logs must not keep
secret = re.compile(rf"(?<![\w-])(?!{KEY_OF_ROW})[\w-]{{24,}}")
id_shape = re.compile(r"[A-Za-z0-9._-]{8,64}")
SLIDE_EVERY = 60  # seconds
Responder = Callable[[HttpRequest], HttpResponse]


def client_address(request: HttpRequest) -> str:
    """The reader's address: behind n trusted proxies the n-th from the right, else the peer's."""
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",")]
    n = settings.TRUSTED_PROXIES
    return (hops[-n] if n and len(hops) >= n else "") or request.META.get("REMOTE_ADDR", "")


class RequestId:
    """Give each request an id (X-Request-ID, in and out) that all its log lines carry."""

    def __init__(self, get_response: Responder) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        offered = request.headers.get("X-Request-ID", "")
        known = offered if id_shape.fullmatch(offered) else uuid.uuid4().hex
        request.request_id = known  # type: ignore[attr-defined]
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=known)
        began = time.perf_counter()
        try:
            response = with_room(self.get_response, request)
            log.info(
                "request",
                method=request.method,
                path=secret.sub("…", request.path),
                status=response.status_code,
                ms=round((time.perf_counter() - began) * 1000),
            )
        finally:
            structlog.contextvars.clear_contextvars()
        response["X-Request-ID"] = known
        return response


class SmallPages(GZipMiddleware):
    """Pages and JSON are packed for poor lines; what is a file already is sent as it is."""

    def process_response(self, request: HttpRequest, response: Any) -> Any:
        kind = response.get("Content-Type", "")
        if response.streaming or not kind.startswith(("text/html", "application/json")):
            return response
        packed = super().process_response(request, response)
        if "ETag" in packed:  # the version of a case, packed or not: it comes back as If-Match
            packed["ETag"] = packed["ETag"].removeprefix("W/")
        return packed


class TooBig:
    """Refuse by its announced length, before a byte is read, what no form of ours can hold.

    A form with files may be longer: each is cut at its limit, and what was typed is kept.
    """

    def __init__(self, get_response: Responder) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        told = request.META.get("CONTENT_LENGTH") or "0"
        if not told.isdecimal() or len(told) > 12:
            return bare_page(request, "errors/400.html", 400)
        files = request.content_type == "multipart/form-data"
        most = settings.LARGEST_UPLOAD if files else settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        if int(told) > most:
            return too_big(request)
        return self.get_response(request)


def too_big(request: HttpRequest) -> HttpResponse:
    """413, with the limit that people are told everywhere."""
    return bare_page(request, "errors/413.html", 413, limit="20 MB")


class MethodPage:
    """Say in words that an address only takes what a form sends: the framework answers blank."""

    def __init__(self, get_response: Responder) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 405 or response.streaming or response.content:
            return response
        page = bare_page(request, "errors/405.html", 405)
        page["Allow"] = response["Allow"]
        return page


def bare_page(request: HttpRequest, template: str, status: int, **context: object) -> HttpResponse:
    """A page of last resort: nothing is read of the request but its id."""
    return HttpResponse(render_to_string(template, {"request": request, **context}), status=status)


class SlidingSession:
    """Idle time-out: a person's request prolongs the session, a page's poll (X-Poll) never.

    What a signed-in person was shown stays in no cache, so "back" shows nobody else anything.
    """

    def __init__(self, get_response: Responder) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and "X-Poll" not in request.headers:
            self.slide(request)
        known = request.user.is_authenticated
        response = self.get_response(request)
        if known and not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response

    def slide(self, request: HttpRequest) -> None:
        """Write the session at most once a minute: not every page needs an UPDATE."""
        moment = int(clock.now().timestamp())
        if moment - request.session.get("seen", 0) >= SLIDE_EVERY:
            request.session["seen"] = moment
