"""变更推送 on its way: to receivers that fail, hang, hang up for good, lead astray or rebind."""

from __future__ import annotations

import itertools
import random
import socket
import threading
import time
from datetime import timedelta

import pytest
from django.db import transaction
from standardwebhooks import Webhook as Signer

from common import clock
from members.models import Role
from members.services import adjust_client
from notices import gathering, outbound, pushing, webhooks
from notices.models import Notice, Push, State, Webhook, WebhookSecret
from notices.refusals import Refused
from notices.tasks import push as run
from proposals import services
from tests import factories, sinks
from tests.api.systems import issued
from tests.browsing import fresh
from tests.conftest import at_once
from tests.factories import hand
from tests.test_queries import copies

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def only_here(settings):
    """127.0.0.1 is outside; 127.0.0.2 and all else of this machine is inner."""
    settings.GATEWAY_NETWORKS = ["127.0.0.1/32"]


@pytest.fixture
def there():
    with sinks.http() as server:
        yield server


@pytest.fixture
def keeper(here):
    return factories.person(here, Role.SECADMIN)


@pytest.fixture
def client(here):
    return issued(here)[0]


@pytest.fixture
def webhook(client, keeper, there, numbered):
    """Everything so far is settled; what comes is told."""
    return webhooks.set_up_webhook(client, by=hand(keeper), url=there.url)[0]


@pytest.fixture
def moved(webhook, numbered, office, education):
    return services.transfer(numbered, by=hand(office), units=[education])


@pytest.fixture(autouse=True)
def settled_at_once(monkeypatch):
    """The feed waits for running transactions, and most of these tests are one."""
    monkeypatch.setattr("workflow.feed.settled", lambda events: events)


def put_right(case, director):
    kept = {name: getattr(case, name) for name in ("category", "proposer_kind", "occasion")}
    services.correct(case, by=hand(director), title="关于护栏的提案", note="错字", **kept)


def later(seconds):
    return clock.frozen(clock.now() + timedelta(seconds=seconds))


def test_a_change_is_told_thin_and_signed(moved, webhook, there):
    run()
    [(_, headers, words, body)] = there.taken
    case = fresh(moved.case)
    about = {"type": "proposal", "id": str(case.uid), "seq": case.version}
    assert (words["type"], words["data"]) == ("proposal.changed", about)
    push = Push.objects.get()
    assert (headers["webhook-id"], push.state, push.answer) == (str(push.uid), State.SENT, 200)
    assert Signer(WebhookSecret.objects.get().secret).verify(body, headers) == words
    assert moved.title.encode() not in body
    run()
    assert len(there.taken) == 1


def test_what_the_client_may_not_see_is_not_told(numbered, webhook, there, director, office):
    """Before it is handed over the case does not exist for a 政府系统."""
    put_right(numbered, director)
    run()
    assert (Push.objects.count(), there.taken) == (0, [])
    assert fresh(webhook).place != webhook.place


def test_what_it_may_no_longer_see_is_not_told_at_the_moment_of_sending(
    moved, webhook, there, director
):
    gathering.gather()
    services.take_back(moved, by=hand(director), note="误移交")
    pushing.deliver()
    assert (Push.objects.get().reason, there.taken) == (pushing.UNSEEN, [])


def test_a_client_without_the_scope_is_not_told(moved, webhook, there, client, keeper):
    gathering.gather()
    adjust_client(client, by=hand(keeper), scopes=["tasks:read"], rate=60)
    pushing.deliver()
    assert (Push.objects.get().state, there.taken) == (State.DROPPED, [])


def test_what_changes_again_while_it_waits_is_told_once(moved, webhook, there, director, office):
    gathering.gather()
    first = Push.objects.get()
    put_right(moved, director)
    run()
    [push] = Push.objects.all()
    assert (push.seq, len(there.taken)) == (fresh(moved.case).version, 1)
    assert push.uid != first.uid  # who knows the first one by its id still looks at this one


def test_what_changes_while_it_is_being_sent_is_told_after_it(moved, webhook, there, monkeypatch):
    gathering.gather()
    push = pushing.lease()
    gathering.wait(webhook, {push.case_id: 99})
    pushing.attempt(push)
    sent, waiting = Push.objects.order_by("seq")
    assert (sent.state, sent.uid, waiting.state) == (State.SENT, push.uid, State.WAITING)
    assert pushing.deliver() == 1
    assert [words["data"]["seq"] for _, _, words, _ in there.taken] == [sent.seq, 99]


def test_whatever_is_no_yes_is_tried_again_under_the_same_id(moved, webhook, there):
    now, answers = clock.now(), (301, 302, 400, 404, 429, 500, 503)
    gathering.gather()
    for hour, there.status in enumerate(answers, 1):
        there.location = "http://127.0.0.2:1/"
        with clock.frozen(now + timedelta(hours=hour)):
            assert (pushing.deliver(), pushing.deliver()) == (1, 0)  # it rests
            push = Push.objects.get()
            assert (push.state, push.answer) == (State.WAITING, there.status)
    there.status = 200
    with clock.frozen(now + timedelta(hours=9)):
        assert pushing.deliver() == 1
    assert len({headers["webhook-id"] for _, headers, _, _ in there.taken}) == 1
    assert (fresh(push).attempts, fresh(push).state) == (8, State.SENT)
    assert fresh(webhook).failures == 0


def test_who_answers_410_is_told_no_more(moved, webhook, there, keeper):
    there.status = 410
    run()
    assert (fresh(webhook).status, Push.objects.get().state) == ("off", State.DROPPED)
    assert "返回 410" in Notice.objects.get(seat=keeper).text
    with later(3600):
        run()
    assert len(there.taken) == 1


def test_a_410_of_the_address_before_does_not_switch_off_the_new_one(moved, webhook, keeper):
    gathering.gather()
    push = pushing.lease()
    webhooks.change_webhook(webhook, by=hand(keeper), url="https://new.example.cn/")
    pushing.judge(push, outbound.Answer(410, ""))
    assert (fresh(webhook).status, fresh(push).state) == ("on", State.WAITING)


def test_after_three_days_it_lies_dead_and_the_administrator_is_told(moved, webhook, there, keeper):
    there.status = 500
    waits = []
    gathering.gather()
    for _ in range(60):
        push = Push.objects.get()
        if push.state != State.WAITING:
            break
        due = max(push.not_before, fresh(webhook).rests_until or push.not_before)
        waits.append(due)
        with clock.frozen(due + timedelta(seconds=1)):
            pushing.deliver()
    assert push.state == State.DEAD
    assert timedelta(days=3) <= waits[-1] - waits[0] < timedelta(days=3, hours=8)
    assert 15 < push.attempts < 40
    assert "三日内没有送达" in Notice.objects.get(seat=keeper).text


def test_what_changes_again_each_day_lies_dead_three_days_after_the_first_change(
    moved, webhook, there, keeper
):
    there.status, now = 500, clock.now()
    for day in range(5):
        with clock.frozen(now + timedelta(days=day)):
            gathering.wait(webhook, {moved.case_id: 50 + day})
            pushing.deliver()
    assert Push.objects.filter(state=State.DEAD).exists()
    assert Notice.objects.filter(seat=keeper).exists()
    there.status = 200
    with clock.frozen(now + timedelta(days=6)):
        gathering.wait(webhook, {moved.case_id: 60})
        pushing.deliver()
    assert not Push.objects.filter(state=State.DEAD).exists()  # told with the later change


@pytest.mark.django_db(transaction=True)
def test_a_change_while_its_push_is_settled_stops_neither(moved, webhook, there):
    gathering.gather()
    push, held = pushing.lease(), threading.Event()

    def work(number):
        if number:
            Push.objects.count()  # connected before the race begins
            held.wait(5)
            return pushing.settle(push, State.SENT, 200)
        with transaction.atomic():
            one = Webhook.objects.hold(webhook.pk)
            held.set()
            time.sleep(0.3)
            return gathering.wait(one, {moved.case_id: 99})

    assert at_once(2, work) == [None, None]
    assert sorted(Push.objects.values_list("state", flat=True)) == ["sent", "waiting"]


def test_one_that_hangs_keeps_nobody_else_waiting(here, moved, webhook, there, keeper, monkeypatch):
    monkeypatch.setattr(outbound, "WHOLE", 0.2)
    there.wait = 0.5
    other, _ = issued(here, name="州办公自动化系统")
    with sinks.http() as quick:
        webhooks.set_up_webhook(other, by=hand(keeper), url=quick.url)
        for one in Webhook.objects.all():
            gathering.wait(one, {moved.case_id: 50})
        pushing.deliver()
        assert len(quick.taken) == 1
    hung = Push.objects.get(webhook=webhook, seq=50)
    assert (hung.state, hung.reason[:6]) == (State.WAITING, "对方没有应答")


def test_nobody_sends_twice_at_once_to_one_client(moved, webhook, there):
    gathering.gather()
    gathering.wait(webhook, {moved.case_id: 50})
    assert pushing.lease() is not None
    assert pushing.lease() is None
    with later(61):  # whoever sent it has died
        assert pushing.lease() is not None


# --- Where it may not go -------------------------------------------------------------------------


@pytest.fixture
def inner():
    """A machine of the house, on the same port as the one outside."""
    with sinks.http(sinks.Requests("127.0.0.2")) as server:
        yield server


def known_as(monkeypatch, *machines):
    """What the name means: each time it is asked, the next of these."""
    turns = itertools.cycle(machines)
    real = socket.getaddrinfo

    def lookup(host, port):
        return real(next(turns) if host == "rebinds.test" else host, port, type=socket.SOCK_STREAM)

    monkeypatch.setattr(outbound, "lookup", lookup)


INNER = ("127.0.0.2", "169.254.169.254", "[::1]", "[::ffff:127.0.0.2]", "[64:ff9b::7f00:2]",
         "[2002:7f00:2::]", "0.0.0.0", "10.0.0.1", "[fe80::1]", "224.0.0.1", "2130706434", "0x7f.2",
         "[::7f00:2]", "[::ffff:0:7f00:2]", "[64:ff9b:1::7f00:2]", "[fec0::1]",
         "[ff0e::1]")  # fmt: skip


def test_no_byte_goes_to_a_machine_of_the_house(moved, webhook, inner):
    for url in [f"{scheme}://{host}" for scheme in ("https", "http") for host in INNER]:
        with pytest.raises(Refused, match="GATEWAY_NETWORKS"):
            outbound.post(f"{url}:{inner.server_port}/", b"{}", {}, sealed=True)
    Webhook.objects.update(url=f"https://127.0.0.2:{inner.server_port}/")
    run()
    assert "GATEWAY_NETWORKS" in Push.objects.get().reason
    assert inner.callers == 0


def test_a_name_that_is_never_answered_is_a_failed_try(moved, webhook, monkeypatch):
    answered = threading.Event()
    monkeypatch.setattr(outbound, "STEP", 0.05)
    monkeypatch.setattr(outbound, "resolved", lambda host, port: answered.wait(5))
    began = time.monotonic()
    run()
    answered.set()
    push = Push.objects.get()
    assert (push.state, push.attempts, "超时" in push.reason) == (State.WAITING, 1, True)
    assert fresh(webhook).failures == 1
    assert time.monotonic() - began < 2


def test_a_redirect_into_the_house_is_not_followed(moved, webhook, there, inner):
    there.status, there.location = 307, inner.url
    run()
    assert (inner.callers, "不跟随转址" in Push.objects.get().reason) == (0, True)


def test_a_name_is_asked_once_and_that_machine_is_connected_to(moved, webhook, inner, monkeypatch):
    """First the machine outside, a moment later one of the house: the answer looked at is used."""
    known_as(monkeypatch, "127.0.0.1", "127.0.0.2")
    with sinks.http(sinks.Requests("127.0.0.1", inner.server_port)) as outside:
        Webhook.objects.update(url=f"http://rebinds.test:{inner.server_port}/send")
        run()
        assert outside.taken[0][1]["Host"] == f"rebinds.test:{inner.server_port}"
    assert inner.callers == 0


def test_https_asks_for_the_certificate_of_the_name_before_it_says_anything(
    moved, webhook, there, monkeypatch
):
    Webhook.objects.update(url=f"https://127.0.0.1:{there.server_port}/")
    run()
    assert (there.taken, "加密连接没有建立" in Push.objects.get().reason) == ([], True)


class Flaky(sinks.Requests):
    """Fails three times in ten, leads into the house, or hangs up."""

    chance = random.Random(9)
    elsewhere = ""

    @property
    def status(self):
        return self.chance.choices((200, 500, 307), (7, 2, 1))[0]

    @property
    def location(self):
        return self.elsewhere


@pytest.mark.parametrize("count", [5, pytest.param(400, marks=pytest.mark.prove)])
def test_nothing_is_lost_on_the_way_to_a_hostile_receiver(
    moved, webhook, inner, monkeypatch, count
):
    """It fails, redirects into the house, and its name means an inner machine half the time."""
    cases = copies(moved, count)
    known_as(monkeypatch, "127.0.0.1", "127.0.0.2")
    with sinks.http(Flaky("127.0.0.1", inner.server_port)) as outside:
        outside.elsewhere = inner.url
        Webhook.objects.update(url=f"http://rebinds.test:{inner.server_port}/send")
        gathering.gather()
        gathering.wait(webhook, {case.pk: 100 for case in cases})
        now = clock.now()
        for step in range(count * 40):
            with clock.frozen(now + timedelta(minutes=step)):
                pushing.deliver(limit=50)
            if not Push.objects.filter(state=State.WAITING).exists():
                break
        taken = {words["data"]["id"] for _, _, words, _ in outside.taken}
    assert {str(case.case.uid) for case in cases} <= taken
    assert set(Push.objects.values_list("state", flat=True)) == {State.SENT}
    assert inner.callers == 0
    print(f"{len(cases)} 件，{len(outside.taken)} 次请求，全部送达，内部地址 0 次")


@pytest.mark.prove
@pytest.mark.django_db(transaction=True)
def test_workers_beside_each_other_tell_each_change_once(moved, webhook, there):
    cases = [moved, *copies(moved, 60)]
    gathering.wait(webhook, {case.pk: 100 for case in cases})

    def work(number):
        for _ in range(400):
            if not pushing.deliver() and not Push.objects.filter(state=State.WAITING).exists():
                return

    at_once(4, work)
    assert sorted(words["data"]["id"] for _, _, words, _ in there.taken) == sorted(
        str(case.case.uid) for case in cases
    )
