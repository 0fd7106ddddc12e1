"""The examples of docs/api.md do what the text around them says."""

from __future__ import annotations

import re
from base64 import b64encode
from pathlib import Path

import pytest
from django.test import Client
from django.urls import get_resolver

from common import clock
from common.problems import PROBLEMS
from members.models import Role
from members.scopes import OFFERED
from tests.api.systems import issued

pytestmark = pytest.mark.django_db(transaction=True)
TEXT = (Path(__file__).resolve().parents[2] / "docs" / "api.md").read_text("utf-8")
EXAMPLES = re.findall(r"```http\n(.*?)```", TEXT, re.DOTALL)


class Reader:
    """Somebody who copies the examples and puts their own values in."""

    def __init__(self, **values):
        self.values, self.headers = values, {}

    def send(self, example):
        for name, value in self.values.items():
            example = example.replace(f"<{name}>", str(value))
        assert "<" not in example, example
        head, _, body = example.partition("\n\n")
        first, *lines = head.strip().splitlines()
        method, url = first.split(" ", 1)
        headers = dict(line.split(": ", 1) for line in lines)
        kind = headers.pop("Content-Type", "application/json")
        send = getattr(Client(headers=self.headers | headers), method.lower())
        told = {"data": body.strip(), "content_type": kind} if method == "POST" else {}
        return send(url, **told)


def test_the_examples_work_one_after_the_other(here, share, education):
    client, secret = issued(here, Role.LIAISON, unit=education)
    pair = b64encode(f"{client.application.client_id}:{secret}".encode()).decode()
    token, rows, act, bulk, full, since, stream, export = EXAMPLES
    one = Reader(**{"base64(client_id:密钥)": pair, "uid": share.case.uid, "id": share.pk})
    one.values["此次办理的唯一标识"] = "a-1"
    one.headers["Authorization"] = f"Bearer {one.send(token).json()['access_token']}"

    [line] = one.send(rows).json()["results"]
    assert set(line) == {"uid", "title", "status", "assignments"}
    detail = f"GET /api/v1/proposals/{line['uid']}/"
    one.values["ETag"] = one.send(detail)["ETag"]
    assert (signed := one.send(act)).json()["label"] == "签收"
    one.values |= {"版本": signed["ETag"].strip('"'), "此批的唯一标识": "b-1"}
    one.values["日期"] = clock.today().isoformat()
    done = one.send(bulk).json()
    assert done["done"] == 1

    one.values["此次导出的唯一标识"] = "e-1"
    asked = one.send(export)
    assert (asked.status_code, asked.json()["state"]) == (202, "waiting")
    page = one.send(full).json()
    assert [change["op"] for change in page["changes"]] == ["upsert"]
    one.values["next_cursor"] = page["next_cursor"]
    assert one.send(since).status_code == 200
    assert b'"op"' in b"".join(one.send(stream).streaming_content)


def test_every_address_that_is_named_exists():
    named = set(re.findall(r"`(?:GET )?(/api/v1/[^`?]*)`", TEXT))
    assert len(named) > 12
    for address in named:
        path = address.replace("<uid>", "0" * 8 + "-0000-0000-0000-" + "0" * 12)
        path = path.replace("<id>", "1").replace("<年>", "2026").replace("<事项>", "sign_for")
        assert get_resolver().resolve(path)


def test_kinds_and_problems_are_called_as_they_are():
    for kind in OFFERED:
        assert re.search(f"[`/]{kind}[`/:]", TEXT), kind
    names = {one.name for one in PROBLEMS}
    assert {"not-yet", "cursor-expired"} <= names
