"""Follows the links of the site as each person, to find the fullest example of every page."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from typing import NamedTuple
from urllib.parse import urlsplit

from django.test import Client
from django.urls import Resolver404, resolve

LINK = re.compile(r'<a\b[^>]*\bhref="(/[^"#]*)"')
EACH = 6  # addresses of one name that one person opens
PAGES = 260  # that one person opens at most


class Found(NamedTuple):
    """A page that answered: whose, where, and how much stood on it."""

    role: str
    path: str
    size: int


def name_of(path: str) -> str:
    """The name of an address; nothing where none is."""
    try:
        return resolve(urlsplit(path).path).view_name
    except Resolver404:
        return ""


def walked(role: str, user, left_out: frozenset[str]) -> dict[str, Found]:
    """By name, the fullest page that this person reaches from the desk by links alone."""
    browser, found, opened = Client(), {}, Counter()
    browser.force_login(user, "django.contrib.auth.backends.ModelBackend")
    ways, known = ["/", "/password/"], {"/", "/password/"}
    while ways and sum(opened.values()) < PAGES:
        path = ways.pop(0)
        name = name_of(path)
        if not name or name in left_out or opened[name] >= EACH:
            continue
        opened[name] += 1
        answer = browser.get(path)
        if answer.status_code != 200 or "text/html" not in answer["Content-Type"]:
            continue
        body = answer.content.decode()
        keep(found, name, Found(role, path, len(body)))
        new = [unescape(link) for link in LINK.findall(body)]
        ways += [link for link in dict.fromkeys(new) if link not in known]
        known.update(new)
    return found


def keep(found: dict[str, Found], name: str, page: Found) -> None:
    """The fuller of two; of equals the first."""
    if name not in found or found[name].size < page.size:
        found[name] = page
