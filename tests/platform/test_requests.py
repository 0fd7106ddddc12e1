"""What every request gets: an id in the logs, strict headers, a session that ends when idle."""

from __future__ import annotations

import io
import json
import logging
import re
from datetime import timedelta

import pytest
import structlog
from django.test import RequestFactory
from django.urls import reverse

from common import clock, logs
from common.middleware import client_address
from config.wsgi import application
from tests.api.systems import SignedIn


@pytest.fixture
def lines():
    """The JSON lines written meanwhile."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    formatter = logs.configuration("INFO")["formatters"]["json"]
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(**{k: v for k, v in formatter.items() if k != "()"})
    )
    root = logging.getLogger()
    root.addHandler(handler)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    root.removeHandler(handler)


def test_a_request_is_logged_once_with_the_id_it_came_with(client, lines):
    answer = client.get("/healthz", headers={"X-Request-ID": "gate-0000001"})
    assert answer["X-Request-ID"] == "gate-0000001"
    line = next(line for line in lines() if line["event"] == "request")
    assert (line["request_id"], line["path"], line["status"]) == ("gate-0000001", "/healthz", 200)


@pytest.mark.parametrize(
    "offered", ["", "short", "x" * 65, "line\nbreak-in-it", "提案提案提案提案"]
)
def test_a_request_without_a_proper_id_gets_a_new_one(client, offered):
    given = client.get("/healthz", headers={"X-Request-ID": offered})["X-Request-ID"]
    assert re.fullmatch(r"[0-9a-f]{32}", given)


@pytest.mark.django_db
@pytest.mark.parametrize("charset", ["base64", "idna", "undefined", "", "gbk", "utf-8"])
def test_no_way_to_spell_a_query_breaks_the_site(charset):
    spelt = f"application/x-www-form-urlencoded; charset={charset}"
    many = "/healthz?" + "a&" * 20_000
    for path in ("/login/?q=%61", "/api/v1/proposals/?q=%61", many):
        for method in ("GET", "POST"):
            asked = RequestFactory().generic(method, path, "a=b").environ
            assert served(asked | {"CONTENT_TYPE": spelt}) < 500


def served(environ):
    """The status that the web server would send."""
    told = []
    application(environ, lambda status, headers, failure=None: told.append(int(status[:3])))
    return told[0]


def test_a_line_about_a_case_carries_the_case_also_from_plain_logging(lines):
    structlog.contextvars.clear_contextvars()
    logs.bind_case("0190-abc")
    logging.getLogger("proposals").warning("期限 %s 已过", "2026-03-01")
    structlog.contextvars.clear_contextvars()
    assert lines()[-1]["case"] == "0190-abc"
    assert lines()[-1]["event"] == "期限 2026-03-01 已过"


@pytest.mark.django_db
def test_the_line_of_a_press_names_its_case(filed, office, lines):
    reader = SignedIn(office)
    case = filed.case
    reader.get(reverse("api:proposal-detail", args=[case.uid]))
    reader.get(reverse("proposals:act", args=[case.uid, "correct"]))
    item = {"path": reverse("api:proposal-act", args=[case.uid, "correct"]), "content": {}}
    reader.post(reverse("api:bulk"), {"items": [item]})
    told = [line.get("case") for line in lines() if line["event"] == "request"]
    assert told == [str(case.uid), str(case.uid), None]


def test_one_request_leaves_nothing_for_the_next(client, lines):
    logs.bind_case("left over")
    client.get("/healthz")
    assert all("case" not in line for line in lines() if line["event"] == "request")


def test_an_error_in_the_logs_tells_where_it_arose(lines):
    try:
        raise ValueError("坏数据")
    except ValueError:
        logging.getLogger("proposals").exception("未能读入")
    assert lines()[-1]["exception"][0]["exc_value"] == "坏数据"


def test_no_page_allows_foreign_or_inline_code(client):
    answer = client.get("/healthz")
    policy = answer["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert answer["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, "9.9.9.9", "10.0.0.1"),
        (1, "6.6.6.6, 9.9.9.9", "9.9.9.9"),
        (2, "6.6.6.6, 9.9.9.9, 8.8.8.8", "9.9.9.9"),
        (2, "9.9.9.9", "10.0.0.1"),
        (1, "", "10.0.0.1"),
    ],
)
def test_nobody_lies_about_his_address(settings, proxies, forwarded, expected):
    settings.TRUSTED_PROXIES = proxies
    request = RequestFactory().get(
        "/", headers={"X-Forwarded-For": forwarded}, REMOTE_ADDR="10.0.0.1"
    )
    assert client_address(request) == expected


@pytest.fixture
def person(django_user_model):
    user = django_user_model(username="wang", name="王某")
    user.set_password("正确的口令-2026")
    user.save()
    return user


@pytest.mark.django_db
def test_a_person_at_work_prolongs_the_session_once_a_minute(client, person):
    client.force_login(person)
    client.get("/healthz")
    first = client.session["seen"]
    with clock.frozen(clock.now() + timedelta(seconds=61)):
        client.get("/healthz")
        assert client.session["seen"] - first >= 61


@pytest.mark.django_db
def test_a_page_left_open_does_not_prolong_the_session_by_polling(client, person):
    client.force_login(person)
    client.get("/healthz")
    first = client.session["seen"]
    with clock.frozen(clock.now() + timedelta(minutes=20)):
        client.get("/healthz", headers={"X-Poll": "1"})
        assert client.session["seen"] == first


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["wang", "nobody-of-that-name"])
def test_five_wrong_passwords_close_the_door_even_to_the_right_one(client, person, name):
    answers = [client.post("/login/", {"username": name, "password": "错"}) for _ in range(5)]
    last = client.post("/login/", {"username": name, "password": "正确的口令-2026"})
    assert [answer.status_code for answer in answers[:4]] == [200] * 4
    assert last.status_code == 429
    assert "登录失败次数过多，请 15 分钟后再试" in last.content.decode()
    assert "_auth_user_id" not in client.session


@pytest.mark.django_db
def test_a_wrong_password_and_an_unknown_name_are_answered_alike(client, person):
    def message(name: str) -> str:
        page = client.post("/login/", {"username": name, "password": "错"})
        return " ".join(page.context["form"].non_field_errors())

    assert message("wang")
    assert message("wang") == message("nobody-of-that-name")
