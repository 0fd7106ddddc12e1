"""Follows the links of the site as each person, to find the fullest example of every page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from html import unescape
from typing import NamedTuple
from urllib.parse import urlsplit

from django.test import Client
from django.urls import NoReverseMatch, Resolver404, resolve, reverse

from tests.browsing import MODEL_BACKEND
from tests.journeys.picturing.catalogue import JUMP, LEFT_OUT

JUMPS = frozenset(name for name, why in LEFT_OUT.items() if why == JUMP)
LINK = re.compile(r'<a\b[^>]*\bhref="(/[^"#]*)"')
EACH = 5  # addresses of one name that one person opens
PAGES = 450  # that one person opens at most


class Found(NamedTuple):
    """A page that answered: whose, where, and how much stood on it."""

    who: str
    path: str
    size: tuple[bool, int]  # whether it says that nothing is there, and how long it is


def name_of(path: str) -> str:
    """The name of an address; nothing where none is."""
    try:
        return resolve(urlsplit(path).path).view_name
    except Resolver404:
        return ""


def bare(names: Iterable[str]) -> list[str]:
    """The addresses of those that need to be told nothing."""
    found = []
    for name in sorted(names):
        try:
            found.append(reverse(name))
        except NoReverseMatch:
            continue
    return found


class Walk:
    """One person's way through the site; `names` are the pages that are wanted."""

    def __init__(self, who: str, user, names: frozenset[str]):
        self.who, self.names, self.opened = who, names, Counter()
        self.found: dict[str, Found] = {}
        self.browser = Client()
        if user is not None:
            self.browser.force_login(user, MODEL_BACKEND)

    def along(self, ways: list[str]) -> dict[str, Found]:
        """By name, the fullest page that is reached from there by links alone."""
        known = set(ways)
        while ways and sum(self.opened.values()) < PAGES:
            new = [link for link in self.open(ways.pop(0)) if link not in known]
            known.update(new)
            ways += new
        return self.found

    def open(self, path: str) -> list[str]:
        """Look at one page; where it leads."""
        name = name_of(path)
        if name not in self.names | JUMPS or self.opened[name] >= EACH:
            return []
        self.opened[name] += 1
        answer = self.browser.get(path)
        if answer.status_code == 302:
            return [answer["Location"]]
        if answer.status_code != 200 or "text/html" not in answer["Content-Type"]:
            return []
        body = answer.content.decode()
        main = body[body.find("<main") :]
        there = 'class="empty"' not in main
        keep(self.found, name, Found(self.who, path, (there, len(main))))
        return list(dict.fromkeys(unescape(link) for link in LINK.findall(body)))


def keep(found: dict[str, Found], name: str, page: Found) -> None:
    """The fuller of two; of equals the first."""
    if name not in found or found[name].size < page.size:
        found[name] = page
