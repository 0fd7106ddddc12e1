"""Somebody with a phone and no account, before a printed code."""

from __future__ import annotations

import re

from django.test import Client
from django.urls import reverse

from tests.consultations.browsing import Person


def code_of(row, seat, word):
    """Where the code leads that this seat prints; nothing when there is none to print."""
    page = Person(seat).get(reverse("consultations:code", args=[row.case.uid, word]))
    if page.status_code != 200:
        return ""
    url: str = page.context["url"]
    return re.sub(r"^https?://[^/]+", "", url)


class Phone:
    def __init__(self, address="203.0.113.7"):
        self.client = Client(REMOTE_ADDR=address)

    def opens(self, url):
        return self.client.get(url)

    def sends(self, url, **words):
        return self.client.post(url, words)
