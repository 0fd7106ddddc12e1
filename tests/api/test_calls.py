"""Every call of the API leaves one line in the record, by the name of the system that called."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from common import clock
from members import calls, services
from members.api import PerClient
from members.models import ApiCall, ClientUse, Role
from proposals.api.rows import Assignments
from tests.api.systems import System, asks_for_token, issued
from tests.api.test_acts import act, tag
from tests.api.test_clients import keeper
from tests.browsing import Person
from workflow.models import Event

pytestmark = pytest.mark.django_db
LIST, TOKEN = reverse("api:obligation-list"), reverse("api:token")
NAME = "教体局公文系统"


@pytest.fixture
def pair(here, education):
    return issued(here, Role.LIAISON, unit=education, name=NAME)


@pytest.fixture
def ours(pair):
    return System(*pair)


def one(share):
    return reverse("api:assignment-detail", args=[share.pk])


def added(call):
    """What came of a call, and the line that it left: always one."""
    before = set(ApiCall.objects.values_list("pk", flat=True))
    answer = call()
    [line] = ApiCall.objects.exclude(pk__in=before)
    assert (line.answer, line.request_id) == (answer.status_code, answer["X-Request-ID"])
    return answer, line


def told(line):
    return line.method, line.route, line.answer, line.problem


def known(line):
    """By whose name it stands; each such line is counted too."""
    counted = ClientUse.objects.filter(client=line.client, address=line.route, answer=line.answer)
    assert counted.get().calls >= 1
    assert (line.seat, line.committee) == (line.client.seat, line.client.seat.committee)
    return line.client.name


def test_what_is_read_leaves_its_line(ours, share):
    [token] = ApiCall.objects.all()
    assert (known(token), *told(token)) == (NAME, "POST", "api:token", 200, "")
    _, line = added(lambda: ours.get(LIST, limit=5, kind="sign", 张三="1"))
    assert (known(line), *told(line)) == (NAME, "GET", "api:obligation-list", 200, "")
    assert (line.path, line.query, line.address) == (LIST, "kind limit", "127.0.0.1")
    _, line = added(lambda: ours.get(one(share), {"If-None-Match": tag(share)}))
    assert (line.answer, line.case_uid) == (304, share.case.uid)
    _, line = added(lambda: ours.get(reverse("api:changes"), {"Accept": "application/x-ndjson"}))
    assert (known(line), line.route) == (NAME, "api:changes")


def test_what_is_done_leaves_its_line_and_so_does_its_repetition(ours, share):
    key, seen = uuid4(), tag(share)

    def press():
        return ours.post(act(share, "sign_for"), key=key, seen=seen)

    _, line = added(press)
    assert (known(line), line.case_uid, line.replayed) == (NAME, share.case.uid, False)
    assert told(line) == ("POST", "api:assignments-act:sign_for", 200, "")
    event = Event.objects.get(action="sign_for")
    assert (event.user.name, event.seat, event.request_id) == (NAME, line.seat, line.request_id)
    _, again = added(press)
    assert (known(again), again.case_uid, again.replayed) == (NAME, share.case.uid, True)


def test_a_batch_is_one_call(ours, share):
    items = [{"path": act(share, "sign_for"), "if_match": tag(share)}, {"path": "/api/v1/burn/"}]
    answer, line = added(lambda: ours.post(reverse("api:bulk"), {"items": items}))
    assert answer.json()["done"] == 1
    assert (known(line), *told(line)) == (NAME, "POST", "api:bulk", 200, "")


def test_what_was_refused_is_told_with_its_reason(ours, share, monkeypatch):
    """In the order in which a client meets them."""
    signing = act(share, "sign_for")
    refusals = [
        (lambda: ours.get("/api/v1/nothing/"), ("GET", "", 404, "not-found")),
        (lambda: ours.get(reverse("api:assignment-detail", args=[0])),
         ("GET", "api:assignment-detail", 404, "not-found")),
        (lambda: ours.get(signing), ("GET", "api:assignments-act", 405, "method-not-allowed")),
        (lambda: ours.post(signing), ("POST", "api:assignments-act", 428, "precondition-required")),
        (lambda: ours.post(signing, seen='"old"'),
         ("POST", "api:assignments-act", 412, "precondition-failed")),
        (lambda: ours.post(signing, {"x": 1}, seen=tag(share)),
         ("POST", "api:assignments-act", 422, "invalid-content")),
        (lambda: ours.post(reverse("api:proposal-act", args=[share.case.uid, "transfer"])),
         ("POST", "api:proposal-act", 403, "forbidden")),
    ]  # fmt: skip
    for call, expected in refusals:
        _, line = added(call)
        assert (known(line), *told(line)) == (NAME, *expected)
    monkeypatch.setattr(PerClient, "allow_request", lambda *_: False)
    monkeypatch.setattr(PerClient, "wait", lambda _: 7)
    _, line = added(lambda: ours.get(LIST))
    assert (known(line), line.answer, line.problem) == (NAME, 429, "too-many-requests")


def test_a_fault_of_ours_is_in_the_record(ours, share, monkeypatch):
    def broken(view):
        raise RuntimeError

    monkeypatch.setattr(Assignments, "rows", broken)
    ours.browser.raise_request_exception = False
    _, line = added(lambda: ours.get(one(share)))
    assert (known(line), line.answer, line.problem) == (NAME, 500, "server-error")


def test_a_scope_that_is_missing_and_a_body_that_is_too_big(here, pair, settings):
    narrow = System(*pair, scope="proposals:read")
    _, line = added(lambda: narrow.get(LIST))
    assert (known(line), line.answer, line.problem) == (NAME, 403, "insufficient-scope")
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 9
    _, line = added(lambda: narrow.post(reverse("api:bulk"), {"items": []}))
    assert (known(line), line.answer, line.problem) == (NAME, 413, "too-large")


def test_a_revoked_system_is_still_called_by_its_name(pair, ours):
    client, secret = pair
    services.revoke_client(client, by=keeper(client), reason="项目终止")
    _, line = added(lambda: ours.get(LIST))
    assert (known(line), line.answer, line.problem) == (NAME, 401, "invalid-token")
    _, line = added(lambda: asks_for_token(client, secret))
    assert (known(line), line.answer, line.problem) == (NAME, 401, "invalid-client")


def test_a_wrong_secret_is_told_under_the_name_that_was_given(here, pair):
    client, _ = pair
    _, line = added(lambda: asks_for_token(client, "wrong"))
    assert (known(line), *told(line)) == (NAME, "POST", "api:token", 401, "invalid-client")
    form = {"grant_type": "client_credentials", "client_id": "nobody-1", "client_secret": "wrong"}
    _, line = added(lambda: Client().post(TOKEN, form))
    assert (line.client, line.committee, line.named) == (None, here.body, "nobody-1")
    client.application.client_id = "x" * 128  # a secret in the wrong place is not kept
    _, line = added(lambda: asks_for_token(client, "wrong"))
    assert (line.client, line.named, line.answer) == (None, "", 401)


@pytest.mark.parametrize("credential", ["", "Bearer none", "Bearer \xff", "Basic =", "Basic eA=="])
def test_who_is_not_known_stands_at_the_top_of_the_deployment(here, elsewhere, credential):
    browser = Client(headers={"Authorization": credential} if credential else {})
    for call in (lambda: browser.get(LIST), lambda: browser.post(TOKEN)):
        _, line = added(call)
        assert (line.client, line.seat, line.committee) == (None, None, here.body)
        assert line.answer in (400, 401)


def test_who_is_not_known_cannot_fill_the_record(here, monkeypatch):
    monkeypatch.setattr(calls, "STRANGERS", 2)
    with clock.frozen(clock.now()):
        assert [Client().get(LIST).status_code for _ in range(4)] == [401] * 4
    assert ApiCall.objects.count() == 2


def test_a_person_at_the_site_is_told_by_the_seat(office):
    _, line = added(lambda: Person(office).get(LIST))
    assert (line.client, line.seat, line.committee) == (None, office, office.committee)
    assert not ClientUse.objects.exists()


def test_what_a_caller_makes_up_breaks_nothing(ours, settings):
    settings.TRUSTED_PROXIES = 1
    headers = {"X-Forwarded-For": "unknown", "X-Request-ID": "a b"}
    _, line = added(
        lambda: ours.browser.get("/api/v1/a%00" + "/好" * 200, {"\x00": 1}, headers=headers)
    )
    assert (line.address, line.query, len(line.path)) == (None, "", 300)
    _, line = added(lambda: ours.browser.generic("BREW", "/api/v1/token/"))
    assert (line.method, line.answer) == ("?", 405)
    _, line = added(lambda: ours.get(f"/api/v1/{'k' * 43}/"))
    assert line.path == "/api/v1/…/"


def test_explanations_and_pages_are_no_calls(here, office):
    Client().get(reverse("api:problem", args=["not-found"]))
    Person(office).get("/")
    assert not ApiCall.objects.exists()


def test_line_and_count_are_one_question(ours):
    with CaptureQueriesContext(connection) as asked:
        ours.get(LIST)
    writing = [query["sql"] for query in asked if "INSERT" in query["sql"]]
    assert len(writing) == 1
    assert asked[-1]["sql"] == writing[0]


def test_a_line_that_cannot_be_written_spoils_no_answer(ours, monkeypatch, caplog):
    class Away:
        def cursor(self):
            raise OperationalError("the database is away")

    monkeypatch.setattr(calls, "connection", Away())
    answer = ours.get(LIST)
    assert answer.status_code == 200
    [said] = [line for line in caplog.records if line.name == "members.calls"]
    assert (said.levelname, said.msg["event"]) == ("ERROR", "call not recorded")
    assert (said.msg["line"]["client"], said.msg["line"]["answer"]) == (ours.client.pk, 200)
