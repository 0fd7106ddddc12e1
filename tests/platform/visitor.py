"""Somebody's browser without its window: cookies, forms, redirects; and a clock beside it."""

from __future__ import annotations

import http.client
import re
import time
from html import unescape
from urllib.parse import urlencode, urlsplit

HIDDEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class Visitor:
    """One person's browser. Every request is counted: (what, status, seconds)."""

    def __init__(self, port: int, seen: list[tuple[str, int, float]]) -> None:
        self.port, self.seen = port, seen
        self.cookies: dict[str, str] = {}
        self.token = ""
        self.where = ""

    def get(self, path: str, what: str) -> str:
        return self.ask("GET", path, what, None)

    def post(self, path: str, what: str, **words: object) -> str:
        """Send a form; the page that follows it."""
        return self.ask("POST", path, what, {"csrfmiddlewaretoken": self.token} | words)

    def ask(self, method: str, path: str, what: str, words: dict[str, object] | None) -> str:
        page, onwards = self.once(method, path, what, words)
        if onwards:
            return self.ask("GET", urlsplit(onwards).path, f"{what}→", None)
        self.where = path
        return page

    def once(self, method, path, what, words) -> tuple[str, str]:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        body = None if words is None else urlencode(words, doseq=True)
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        began = time.monotonic()
        try:
            line.request(method, path, body, headers)
            answer = line.getresponse()
            page = answer.read().decode()
        finally:
            line.close()
        self.seen.append((what, answer.status, time.monotonic() - began))
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        if found := HIDDEN.search(page):
            self.token = found[1]
        return page, answer.getheader("Location", "")


def value_of(page: str, name: str) -> str:
    """What a hidden field carries."""
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', page)
    assert found, f"页面没有 {name}"
    return unescape(found[1])


def first_choice(page: str, name: str) -> str:
    """The first line of a list that is not empty."""
    field = re.search(rf'<select name="{name}".*?</select>', page, re.S)
    assert field, f"页面没有 {name}"
    return next(value for value in re.findall(r'value="([^"]*)"', field[0]) if value)
