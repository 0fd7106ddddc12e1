"""One key is one effect, also when five send it at once and the line is cut before the answer."""

from __future__ import annotations

import json
from contextlib import suppress
from http.client import HTTPConnection
from urllib.parse import urlsplit
from uuid import uuid4

import pytest

from members.models import Receipt, Role
from tests.api.systems import system
from tests.api.test_acts import act, contact, tag
from tests.conftest import at_once

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 5


class Line:
    """To a real server; one that is cut has sent all and reads nothing."""

    def __init__(self, server, token):
        self.place, self.token = urlsplit(server.url).netloc, token

    def send(self, url, key, seen, *, cut=False):
        line = HTTPConnection(self.place, timeout=60)
        headers = {"Authorization": f"Bearer {self.token}", "Idempotency-Key": key,
                   "If-Match": seen, "Content-Type": "application/json"}  # fmt: skip
        with suppress(ConnectionError):
            line.request("POST", url, json.dumps(contact(minutes=key)), headers)
            if not cut:
                answer = line.getresponse()
                return answer.status, answer.read()
        line.close()
        return 0, b""


@pytest.mark.parametrize("keys", [3, pytest.param(1000, marks=pytest.mark.prove)])
def test_each_key_is_one_effect(here, signed_for, education, live_server, keys, monkeypatch):
    monkeypatch.setattr("members.services.clients.FASTEST", 10**7)
    ours = system(here, Role.LIAISON, unit=education, rate=10**7)
    line, url = Line(live_server, ours.token), act(signed_for, "contact")
    for _ in range(keys):
        key, seen = str(uuid4()), tag(signed_for)

        def send(number, key=key, seen=seen):
            return line.send(url, key, seen, cut=number == 0)

        told = list(at_once(AT_ONCE, send))
        again = line.send(url, key, seen)
        while again[0] == 409:  # the one whose line was cut is still at work
            again = line.send(url, key, seen)
        assert {status for status, _ in told} <= {0, 200, 409}
        assert again[0] == 200
        assert {body for status, body in told if status == 200} <= {again[1]}
    assert signed_for.contacts.count() == Receipt.objects.count() == keys
    assert len(set(signed_for.contacts.values_list("minutes", flat=True))) == keys
