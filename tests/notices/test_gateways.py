"""消息接口: signed HTTP to a real server of this machine, and its pages."""

from __future__ import annotations

import base64
import hashlib
import hmac
import time
from datetime import datetime
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from common import clock
from common.clock import SHANGHAI
from members.models import Role
from notices import outbound, sending
from notices.keeping import switch
from notices.models import Delivery, Gateway, State
from notices.models.channels import BODY
from notices.services import tell
from tests import factories, sinks
from tests.browsing import Person, told
from tests.factories import hand
from workflow.models import Event

pytestmark = pytest.mark.django_db
SECRET = "SEC-7c1d"
LIST, NEW = reverse("notices:gateways"), reverse("notices:new_gateway")


@pytest.fixture(autouse=True)
def wednesday_morning():
    with clock.frozen(datetime(2026, 5, 20, 10, tzinfo=SHANGHAI)):
        yield


@pytest.fixture
def there(settings):
    """The other side, on an address that the deployment lists."""
    settings.GATEWAY_NETWORKS = ["127.0.0.0/8"]
    with sinks.http() as server:
        yield server


@pytest.fixture
def admin(here):
    return Person(factories.person(here, Role.SYSADMIN))


@pytest.fixture
def gateway(here, there):
    return Gateway.objects.create(
        committee=here.body, name="短信", kind="sms", url=there.url, secret=SECRET, sparing=False
    )


@pytest.fixture
def sent(gateway, liaison, settings):
    """What became of a message by the gateway."""
    settings.MAIL_WORKS = False
    liaison.user.phone = "13800000001"
    liaison.user.save()

    def send():
        tell(liaison, '关于"护栏"的提案', "/", about="test:1")
        sending.deliver()
        return Delivery.objects.get()

    return send


def answers(server, **what):
    for name, value in what.items():
        setattr(server, name, value)


def test_the_message_comes_with_number_text_link_and_a_signature(sent, there):
    delivery = sent()
    assert delivery.state == State.SENT
    [(_, headers, words, body)] = there.taken
    assert words["phone"] == "13800000001"
    assert words["content"].startswith('关于"护栏"的提案 http')
    assert words["content"].endswith(f"/notices/{delivery.notice_id}/")
    stamp = headers["X-Timestamp"].encode()
    mark = hmac.new(SECRET.encode(), stamp + b"." + body, hashlib.sha256).hexdigest()
    assert headers["X-Signature"] == f"sha256={mark}"
    assert headers["Idempotency-Key"] == str(delivery.uid)


def test_a_robot_is_signed_in_the_address(sent, gateway, there):
    gateway.signing, gateway.url = "query", f"{there.url}?access_token=1"
    gateway.save()
    assert sent().state == State.SENT
    query = parse_qs(urlsplit(there.taken[0][0]).query)
    [stamp], [sign] = query["timestamp"], query["sign"]
    said = hmac.new(SECRET.encode(), f"{stamp}\n{SECRET}".encode(), hashlib.sha256).digest()
    assert sign == base64.b64encode(said).decode()


@pytest.mark.parametrize("status", [400, 401, 404, 422])
def test_what_is_refused_for_good_is_dead_at_once(sent, there, status):
    answers(there, status=status, answer="参数错误")
    delivery = sent()
    assert (delivery.state, delivery.attempts) == (State.DEAD, 1)
    assert f"返回 {status}" in delivery.reason
    assert SECRET not in delivery.reason


@pytest.mark.parametrize("what", [
    {"status": 500}, {"status": 503}, {"status": 429},
    {"answer": '{"errcode": 45009, "errmsg": "api freq out of limit"}'},
])  # fmt: skip
def test_what_fails_for_the_moment_is_tried_again(sent, there, what):
    answers(there, **what)
    delivery = sent()
    assert (delivery.state, delivery.attempts) == (State.WAITING, 1)
    assert delivery.not_before > delivery.made_at
    assert delivery.reason


def test_who_does_not_answer_in_time_is_hung_up_on(sent, there, monkeypatch):
    monkeypatch.setattr(outbound, "WHOLE", 0.3)
    answers(there, wait=2)
    delivery = sent()
    assert delivery.state == State.WAITING
    assert "没有应答" in delivery.reason


def test_who_answers_without_end_is_hung_up_on_too(sent, there, monkeypatch):
    monkeypatch.setattr(outbound, "WHOLE", 0.3)
    answers(there, answer="x" * 40, drip=0.1)
    began = time.monotonic()
    sent()
    assert time.monotonic() - began < 2


def test_a_redirect_is_not_followed(sent, there):
    answers(there, status=302, location="http://127.0.0.1:1/elsewhere")
    delivery = sent()
    assert len(there.taken) == 1
    assert delivery.state == State.WAITING


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_an_inner_machine_is_refused_unless_the_deployment_lists_it(
    sent, gateway, there, settings, host
):
    settings.GATEWAY_NETWORKS = []
    gateway.url = f"http://{host}:{there.server_port}/"
    gateway.save()
    delivery = sent()
    assert (there.taken, delivery.state) == ([], State.DEAD)
    assert "内部网络" in delivery.reason


@pytest.mark.parametrize(
    ("address", "fits"),
    [("10.1.2.3", False), ("169.254.169.254", False), ("::1", False), ("::ffff:10.0.0.1", False),
     ("192.168.1.1", False), ("100.64.0.1", False), ("0.0.0.0", False), ("114.114.114.114", True)],
)  # fmt: skip
def test_only_machines_outside_may_be_used(settings, address, fits):
    settings.GATEWAY_NETWORKS = []
    assert outbound.may_be_used(address) is fits


def words(there, **changed):
    return {"name": "政务短信", "kind": "sms", "url": there.url, "signing": "header",
            "secret": SECRET, "body": BODY} | changed  # fmt: skip


def test_the_administrator_adds_one_tries_it_and_switches_it_off(admin, there):
    assert admin.client.post(NEW, words(there))["Location"] == LIST
    gateway = Gateway.objects.get()
    page = admin.post(reverse("notices:try", args=[gateway.pk]), phone="13800000002")
    assert page["Location"] == LIST
    assert there.taken[0][2]["phone"] == "13800000002"
    for press in ({}, {}, {"on": 1}, {"on": 1}):  # a second press changes nothing
        admin.post(reverse("notices:switch", args=[gateway.pk]), **press)
        gateway.refresh_from_db()
        assert gateway.active is bool(press)
    notes = Event.objects.filter(note__endswith=f"消息接口“{gateway}”").order_by("version")
    assert [note[:2] for note in notes.values_list("note", flat=True)] == ["停用", "启用"]
    assert 'name="on"' not in admin.get(LIST).content.decode()


def test_the_secret_is_never_shown_again(admin, gateway, there):
    url = reverse("notices:gateway", args=[gateway.pk])
    for page in (
        admin.get(LIST),
        admin.get(url),
        admin.client.post(url, words(there, url="ftp://x")),
    ):
        assert SECRET not in page.content.decode()
    admin.client.post(url, words(there, secret="", name="改名"))
    gateway.refresh_from_db()
    assert (gateway.name, gateway.secret) == ("改名", SECRET)
    notes = Event.objects.values_list("note", flat=True)
    assert any("改名" in note for note in notes)
    assert not any(SECRET in note for note in notes)


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"url": "ftp://x.cn/"}, "https://"),
        ({"secret": ""}, "请填写密钥"),
        ({"body": "{phone}"}, "报文应为 JSON"),
        ({"body": '{"a": 1}'}, "{text}"),
        ({"name": "短信"}, "已有同名"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(admin, gateway, there, changed, fault):
    page = admin.client.post(NEW, words(there, **changed))
    assert page.status_code == 422
    text = page.content.decode()
    assert fault in text
    assert changed.get("url", there.url) in text


def test_a_trial_that_fails_says_why(admin, gateway, there):
    answers(there, status=403, answer="bad sign")
    page = admin.post(reverse("notices:try", args=[gateway.pk]), phone="13800000002")
    assert page.status_code == 422
    assert "消息接口返回 403：bad sign" in page.content.decode()
    assert told(page) == []


def test_nobody_else_keeps_gateways(gateway, office, director, elsewhere):
    with pytest.raises(PermissionDenied):
        switch(gateway, on=False, by=hand(office))
    for seat in (office, director):
        assert Person(seat).get(LIST).status_code == 403
    foreign = Person(factories.person(elsewhere, Role.SYSADMIN))
    assert foreign.get(reverse("notices:gateway", args=[gateway.pk])).status_code == 404
    assert foreign.post(reverse("notices:switch", args=[gateway.pk])).status_code == 404
