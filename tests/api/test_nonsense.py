"""What nobody should send: whatever it is, it is answered, and an error is a described problem."""

from __future__ import annotations

import json
import random
from collections import Counter
from itertools import product
from uuid import uuid4

import pytest
from django.urls import reverse

from common.problems import PROBLEMS
from members.models import Role
from tests.api.systems import system
from tests.api.test_acts import act, contact, letter, tag

pytestmark = pytest.mark.django_db
STATUSES = {one.status for one in PROBLEMS if one.status < 500}
DEEP = "[" * 3000 + "]" * 3000
NASTY = (
    *("", " ", "\x00", "a\x00b", "𠮷㙍〇", "🀄" * 500, "\u202eabc\u2066", "\ufeff", "\u0000\u001f"),
    *("٣", "１２", "-1", "0", "1e9", "9" * 30, "9" * 5000, "NaN", "Infinity", "0x10", "1_000"),
    *("2026-02-30", "0000-01-01", "9999-12-31", "10000-01-01", "2026-13-01", "2026-01-01T25:00"),
    *("'; DROP TABLE x; --", "<script>alert(1)</script>", "{{7*7}}", "../../etc/passwd", "%00"),
    *("true", "null", "[]", "{}", "uid,uid,uid", ",", "a" * 10_000, "\\", "%", "_", "\r\nX: y"),
)
ODD = (None, True, -1, 2**70, 1.5, [], {}, [[]], [{}], {"a": {"a": []}}, [None], "\ud800")
LISTS = ("proposal", "assignment", "reply", "commitment", "consultation", "task", "obligation",
         "opinion", "gathering", "village")  # fmt: skip
ASKED = ("q", "status", "unit", "session", "category", "proposal", "due_before", "delivered_after",
         "cursor", "limit", "fields", "expand", "state", "kind", "year", "township")  # fmt: skip


class Sent:
    """One request, as it is put on the line."""

    def __init__(self, url, body=None, *, query=None, kind="application/json", headers=None):
        self.url, self.body, self.query, self.kind = url, body, query or {}, kind
        self.headers = headers or {}

    def by(self, who):
        if self.body is None:
            return who.browser.get(self.url, self.query, headers=self.headers)
        usual = {"Idempotency-Key": str(uuid4())} | self.headers
        return who.browser.post(self.url, self.body, content_type=self.kind, headers=usual)


def reads():
    for name, asked, value in product(LISTS, ASKED, NASTY):
        yield Sent(reverse(f"api:{name}-list"), query={asked: value})
    for value in NASTY:
        yield Sent(reverse("api:changes"), query={"cursor": value})
        yield Sent(reverse("api:changes"), query={"limit": value})
        yield Sent(reverse("api:changes"), headers={"Accept": value.strip("\r\nX: y\x00") or "x"})


def writes(share, forms):
    """Each field of each form with each thing, and bodies that are no objects."""
    seen = {"If-Match": tag(share)}
    for url, words in forms.items():
        for name, value in product((*words, "x", "", "a/~b", "\x00", "\ud800"), (*NASTY, *ODD)):
            yield Sent(url, json.dumps(words | {name: value}), headers=seen)
        for raw in ("", "x", "[]", "7", '"x"', "null", "{", '{"a":NaN}', DEEP, "\x00", "\ufeff{}"):
            yield Sent(url, raw, headers=seen)
        for kind in ("text/plain", "multipart/form-data", "application/xml", "x", ""):
            yield Sent(url, "{}", kind=kind, headers=seen)
        for key in ("", " ", "键", "x" * 256, "a\tb"):
            yield Sent(url, "{}", headers=seen | {"Idempotency-Key": key})
        for etag in ("*", "W/x", '"', '""', "\ufffd", "x" * 5000):
            yield Sent(url, "{}", headers={"If-Match": etag})


def giants(forms):
    """Ten million letters, and more than any form may have."""
    for url, words in forms.items():
        for name in words:
            yield Sent(url, json.dumps(words | {name: "好" * 3_500_000}))
        yield Sent(url, " " * 26_000_000)


@pytest.fixture
def forms(contacted, grade, category, member):
    sheet = {"title": "题", "category": category.pk, "body": "文", "publication": "full"}
    path = act(contacted, "contact")
    return {
        act(contacted, "draft"): letter(grade),
        path: contact(),
        reverse("api:proposal-list"): sheet | {"member": member.member_id},
        reverse("api:bulk"): {"items": [{"path": path, "content": contact()}], "atomic": True},
        reverse("api:exports"): {"kind": "proposals", "query": {"q": "路"}},
        reverse("api:token"): {"grant_type": "client_credentials", "scope": "x"},
    }


@pytest.mark.parametrize("count", [90, pytest.param(2000, marks=pytest.mark.prove)])
def test_nonsense_is_answered_with_a_problem(
    here, contacted, education, forms, count, settings, tmp_path, monkeypatch
):
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr("members.services.clients.FASTEST", 10**6)
    words = {"name": "单位系统", "unit": education, "rate": 10**6}
    who = [system(here, Role.LIAISON, **words), system(here, Role.OFFICE, rate=10**6)]
    chance = random.Random(count)
    all_of = [*reads(), *writes(contacted, forms)]
    chosen = chance.sample(all_of, count) + list(giants(forms))[:: max(1, 3000 // count)]
    came, wrong = Counter(), []
    for one in chosen:
        answer = one.by(chance.choice(who))
        came[answer.status_code] += 1
        fine = answer.status_code < 400 or answer.status_code in STATUSES
        told = answer.status_code < 400 or answer["Content-Type"] == "application/problem+json"
        if not (fine and told):
            wrong.append((answer.status_code, one.url, str(one.query or one.body)[:200], one.kind))
    print(f"{len(chosen)} 个：{dict(sorted(came.items()))}")
    assert wrong == []
    assert {200, 400, 422} <= set(came)
