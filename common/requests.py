"""Requests as this site takes them from its server."""

from __future__ import annotations

from typing import Any

from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.utils.http import parse_header_parameters


class Request(WSGIRequest):
    """Nothing of the query is read before there is anybody who could answer for it.

    Django reads it as soon as the header names a charset, outside of all that turns an error into
    an answer: 10,001 fields, or "base64", which is known and spells no text, broke the site.
    """

    def _set_content_type_params(self, meta: dict[str, Any]) -> None:
        kind, told = parse_header_parameters(meta.get("CONTENT_TYPE", ""))
        self.content_type, self.content_params = kind, told
        if spells(told.get("charset", "")):
            self._encoding = told["charset"]


class Handler(WSGIHandler):
    request_class = Request


def spells(charset: str) -> bool:
    """Whether text can be read by it."""
    try:
        return bool(b"a".decode(charset, "replace"))
    except (LookupError, ValueError):
        return False
