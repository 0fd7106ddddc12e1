"""Every call of the API leaves one line in the record, by the name of the system that called."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from common import clock
from members import callers, calls, services, tokens
from members.api import PerClient
from members.models import ApiCall, ClientUse, Role, User
from proposals.api.rows import Assignments
from tests import factories
from tests.api.systems import System, asks_for_token, issued, system
from tests.api.test_acts import act, tag
from tests.api.test_clients import keeper
from tests.browsing import Person, lets_in
from workflow.models import Event

pytestmark = pytest.mark.django_db
LIST, TOKEN = reverse("api:obligation-list"), reverse("api:token")
NAME = "教体局公文系统"
FORM = "application/x-www-form-urlencoded"


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
    same = {name: getattr(line, name) for name in ("client", "method", "answer")}
    counted = ClientUse.objects.filter(address=line.route, **same)
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


def test_how_much_of_a_batch_was_refused_is_told(ours, share):
    items = [{"path": "/api/v1/burn/"}, {"path": "/api/v1/burn/"}]
    assert added(lambda: ours.post(reverse("api:bulk"), {"items": items}))[1].refused == 2
    items = [{"path": act(share, "sign_for"), "if_match": tag(share)}]
    assert added(lambda: ours.post(reverse("api:bulk"), {"items": items}))[1].refused == 0


def test_a_revoked_system_is_still_called_by_its_name(pair, ours):
    client, secret = pair
    services.revoke_client(client, by=keeper(client), reason="项目终止")
    _, line = added(lambda: ours.get(LIST))
    assert (known(line), line.answer, line.problem) == (NAME, 401, "invalid-token")
    _, line = added(lambda: asks_for_token(client, secret))
    assert (line.named, line.answer) == (client.application.client_id, 401)


def test_a_wrong_secret_is_a_claim_and_nobody_s_call(here, pair):
    """Also where nothing was checked at all, because too many had asked."""
    client, _ = pair
    for _ in range(61):
        answer = asks_for_token(client, "wrong")
    assert answer.status_code == 429
    lines = ApiCall.objects.all()
    assert {one.named for one in lines} == {client.application.client_id}
    assert {(one.client, one.seat, one.committee) for one in lines} == {(None, None, here.body)}
    assert told(lines[0]) == ("POST", "api:token", 401, "invalid-client")
    assert not ClientUse.objects.exists()


def test_a_claim_is_kept_where_it_may_be_a_name(here, pair):
    client, _ = pair
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


def lines_from(*addresses):
    """How many lines those calls of strangers leave in one minute."""
    before = ApiCall.objects.count()
    with clock.frozen(clock.now()):
        for address in addresses:
            assert Client(REMOTE_ADDR=address).get(LIST).status_code == 401
    return ApiCall.objects.count() - before


def test_who_is_not_known_cannot_fill_the_record(here, monkeypatch):
    """An address of IPv6 is one of very many that its house has."""
    monkeypatch.setattr(callers, "STRANGERS", 2)
    assert lines_from(*("10.0.0.1",) * 4, "10.0.0.2") == 3
    assert lines_from("2001:db8::1", "2001:db8::2", "2001:db8::3", "2001:db8:0:1::1") == 3
    assert lines_from("::ffff:10.0.0.3", "::ffff:10.0.0.4", *("::ffff:10.0.0.5",) * 3) == 4


def test_all_who_are_not_known_together_cannot_fill_it_either(here, monkeypatch):
    monkeypatch.setattr(callers, "ALL_STRANGERS", 3)
    assert lines_from(*(f"10.0.0.{last}" for last in range(5))) == 3


def test_a_system_is_no_stranger_with_a_token_that_has_ended(pair, ours, monkeypatch):
    monkeypatch.setattr(callers, "STRANGERS", 0)
    services.rotate_secret(pair[0], by=keeper(pair[0]))
    _, line = added(lambda: ours.get(LIST))
    assert (known(line), line.answer) == (NAME, 401)


def test_what_the_rate_did_not_let_in_is_bounded_and_counted(here, monkeypatch):
    """The call for the token is the first of these."""
    monkeypatch.setattr(callers, "UNMEASURED", 2)
    with clock.frozen(clock.now()):
        ours = system(here, Role.OFFICE, rate=3)
        assert [ours.get(LIST).status_code for _ in range(6)] == [200] * 3 + [429] * 3
    answers = ApiCall.objects.order_by("pk").values_list("answer", flat=True)
    assert list(answers) == [200] * 4 + [429]
    assert ClientUse.objects.get(answer=429).calls == 3


def test_a_person_at_the_site_is_told_by_the_seat(office, monkeypatch):
    monkeypatch.setattr(callers, "PEOPLE", 1)
    person = Person(office)
    with clock.frozen(clock.now()):
        _, line = added(lambda: person.get(LIST))
        assert (line.client, line.seat, line.user) == (None, office, office.user)
        assert line.committee == office.committee
        assert person.get(LIST).status_code == 200
    assert ApiCall.objects.count() == 1
    assert not ClientUse.objects.exists()


def test_an_account_without_a_seat_is_known_all_the_same(here, elsewhere):
    user = factories.account("newcomer")
    User.objects.filter(pk=user.pk).update(committee=elsewhere.body)
    _, line = added(lambda: lets_in(Client(), user).get(LIST))
    assert (line.user, line.seat, line.committee) == (user, None, elsewhere.body)
    assert (line.answer, line.problem) == (403, "no-seat")


def test_what_a_caller_makes_up_breaks_nothing(ours, settings):
    settings.TRUSTED_PROXIES = 1
    headers = {"X-Forwarded-For": "unknown", "X-Request-ID": "a b"}
    _, line = added(
        lambda: ours.browser.get("/api/v1/a%00" + "/好" * 200, {"\x00": 1}, headers=headers)
    )
    assert (line.address, line.query, len(line.path)) == (None, "", 300)
    for zone in ("::1%eth0", "fe80::1%1"):
        _, line = added(lambda: ours.get(LIST, {"X-Forwarded-For": zone}))  # noqa: B023
        assert line.address == zone.partition("%")[0]
    _, line = added(lambda: ours.browser.generic("BREW", "/api/v1/token/"))
    assert (line.method, line.answer) == ("?", 405)
    case = uuid4()
    _, line = added(lambda: ours.get(f"/api/v1/{case}/{case}-1/{'k' * 24}/{'k' * 23}/"))
    assert line.path == f"/api/v1/{case}/…/…/{'k' * 23}/"


@pytest.mark.parametrize(
    ("body", "kind"),
    [("client_id=a", f"{FORM}; charset=GBK"), ("&" * 10_001, FORM),
     ("x", "multipart/form-data; boundary=b"), ("x", "multipart/form-data")],
)  # fmt: skip
def test_a_form_that_cannot_be_read_leaves_its_line(here, body, kind):
    _, line = added(lambda: Client().post(TOKEN, body, content_type=kind))
    assert (line.answer, line.problem, line.named) == (400, "bad-request", "")


def test_a_form_that_nobody_read_is_not_read_for_the_record(here, monkeypatch):
    monkeypatch.setattr(tokens, "TRIES", 0)
    monkeypatch.setattr(WSGIRequest, "_load_post_and_files", None)
    _, line = added(lambda: Client().post(TOKEN, {"client_id": "nobody-1"}))
    assert (line.answer, line.named) == (429, "")


def test_a_query_that_cannot_be_read_leaves_its_line(here):
    _, line = added(lambda: Client().get(f"{LIST}?{'&' * 10_001}"))
    assert (line.path, line.query, line.answer) == (LIST, "", 400)


def test_methods_keep_their_names(ours):
    for method in ("PUT", "PATCH", "DELETE", "OPTIONS"):
        _, line = added(lambda: ours.browser.generic(method, LIST))  # noqa: B023
        assert (known(line), *told(line)) == (
            NAME, method, "api:obligation-list", 405, "method-not-allowed",
        )  # fmt: skip


def test_a_token_in_the_wrong_place_is_not_kept(ours):
    _, line = added(lambda: ours.get(f"/api/v1/proposals/{ours.token}/", **{f"a{ours.token}": 1}))
    assert (line.path, line.query) == ("/api/v1/proposals/…/", "")


def test_the_job_of_a_table_is_no_case(here):
    office = system(here, Role.OFFICE)
    for name in ("api:import", "api:export", "api:export-file"):
        _, line = added(lambda: office.get(reverse(name, args=[uuid4()])))  # noqa: B023
        assert (line.answer, line.case_uid) == (404, None)


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
    said = not_recorded(caplog)
    assert (said["client"], said["answer"]) == (ours.client.pk, 200)


def test_nor_is_a_line_lost_where_the_caller_cannot_be_looked_up(here, monkeypatch, caplog):
    def away(request):
        raise OperationalError("the database is away")

    monkeypatch.setattr(callers, "by_token", away)
    assert Client().get(LIST).status_code == 401
    said = not_recorded(caplog)
    assert (said["path"], said["answer"], said["address"]) == (LIST, 401, "127.0.0.1")


def not_recorded(caplog):
    """The line that the log has instead."""
    [said] = [line for line in caplog.records if line.name == "members.calls"]
    assert (said.levelname, said.msg["event"]) == ("ERROR", "call not recorded")
    return said.msg["line"]
