"""The answer to a request that cannot be read."""

from __future__ import annotations

from django.core.exceptions import BadRequest, RequestDataTooBig
from django.http import HttpRequest, HttpResponse

from common.middleware import bare_page, too_big
from members.display import display_of


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, or 413 for what is too big; never reads the body again, which has just failed."""
    if isinstance(exception, RequestDataTooBig):
        return too_big(request)
    told = str(exception) if isinstance(exception, BadRequest) else ""
    shown = {"reason": told, "display": display_of(request)}
    return bare_page(request, "errors/400.html", 400, **shown)
