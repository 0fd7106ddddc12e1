"""变更推送: the security administrator sets it up beside a client; its secret is shown once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from standardwebhooks import Webhook as Signer

from common import clock
from members.models import Role
from members.services import revoke_client
from notices import gathering, pushing, webhooks
from notices.models import Push, State, Webhook, WebhookSecret
from tests import factories, sinks
from tests.api.systems import issued
from tests.browsing import Person, fresh, told
from tests.factories import hand
from tests.members.test_client_pages import filled
from workflow.models import Event

pytestmark = pytest.mark.django_db
HERE = "https://receiver.example.gov.cn/changes"


@pytest.fixture
def client(here):
    return issued(here)[0]


@pytest.fixture
def keeper(here):
    return Person(factories.person(here, Role.SECADMIN))


def page(client, verb=""):
    if verb == "set_up":
        return reverse("webhooks:new", args=[client.pk, verb])
    if verb:
        return reverse("webhooks:act", args=[client.pk, verb])
    return reverse("webhooks:page", args=[client.pk])


def press(keeper, client, verb, **words):
    url = page(client, verb)
    return keeper.client.post(url, filled(keeper, url) | words)


@pytest.fixture
def webhook(keeper, client):
    press(keeper, client, "set_up", url=HERE)
    return Webhook.objects.get()


def test_the_signing_secret_is_shown_once(keeper, client):
    assert "设置变更推送" in keeper.get(page(client)).content.decode()
    shown = press(keeper, client, "set_up", url=HERE)
    secret = WebhookSecret.objects.get().secret
    assert secret in shown.content.decode()
    assert shown["Cache-Control"] == "no-store"
    again = keeper.get(page(client)).content.decode()
    assert HERE in again
    assert secret not in again
    assert not any(secret in str(event.data) + event.note for event in Event.objects.all())


def test_one_client_is_told_at_one_address(keeper, client, webhook):
    with pytest.raises(webhooks.ValidationError, match="已设置变更推送"):
        webhooks.set_up_webhook(client, by=hand(keeper.seat), url=HERE)
    press(keeper, client, "change", url=f"{HERE}/2")
    assert fresh(webhook).url == f"{HERE}/2"
    event = Event.objects.get(action="change")
    assert event.data["changes"]["url"] == [HERE, f"{HERE}/2"]


NO_ADDRESSES = (
    *("http://a.cn/", "ftp://a.cn/", "https://", "https://a:b@c.cn/", "https://[::1"),
    *("https://a.cn:x/", "https://政协.cn/", "https://a.cn/#x", "javascript:alert(1)"),
    *("https://@a.cn/", "https://a.cn/x y", "https://a.cn/x\ty", r"https://a.cn\b.cn/"),
    *("https://a.cn:70000/", "https://a.cn/#"),
)


def test_what_is_no_address_is_said_and_kept(keeper, client):
    for url in NO_ADDRESSES:
        shown = press(keeper, client, "set_up", url=url)
        assert (shown.status_code, set(shown.context["form"].errors)) == (422, {"url"})
        assert shown.context["form"]["url"].value() == url
    assert not Webhook.objects.exists()


def test_without_tls_only_where_the_deployment_lists_networks(keeper, client, settings):
    settings.GATEWAY_NETWORKS = ["10.0.0.0/8"]
    press(keeper, client, "set_up", url="http://10.1.2.3/changes")
    assert Webhook.objects.exists()


def test_a_new_secret_signs_beside_the_old_one_for_a_day(keeper, client, webhook, numbered):
    push = Push.objects.create(webhook=webhook, case=numbered.case, seq=7)
    old = WebhookSecret.objects.get().secret
    new = press(keeper, client, "rotate").context["secret"]
    assert "并用至" in keeper.get(page(client)).content.decode()
    body, headers = pushing.message(push, "proposal")
    for secret in (old, new):
        assert Signer(secret).verify(body, headers)["data"]["seq"] == 7
    with clock.frozen(clock.now() + webhooks.OVERLAP + timedelta(seconds=1)):
        body, headers = pushing.message(push, "proposal")
        assert len(headers["webhook-signature"].split()) == 1
        third = press(keeper, client, "rotate").context["secret"]
    kept = {one.secret for one in webhook.secrets.all()}
    assert kept == {new, third}


def test_switched_off_nothing_is_told_until_it_is_switched_on(keeper, client, webhook, numbered):
    push = Push.objects.create(webhook=webhook, case=numbered.case, seq=7)
    press(keeper, client, "switch_off", reason="对方停机")
    assert (fresh(webhook).status, fresh(push).state) == ("off", State.DROPPED)
    assert gathering.gather() == pushing.deliver() == 0
    press(keeper, client, "switch_on")
    assert fresh(webhook).status == "on"
    assert gathering.gather() == 0  # what was missed is not told afterwards


def test_a_revoked_client_is_told_nothing(here, keeper, client, webhook, numbered, monkeypatch):
    monkeypatch.setattr("workflow.feed.settled", lambda events: events)
    Push.objects.create(webhook=webhook, case=numbered.case, seq=7)
    revoke_client(client, by=hand(keeper.seat), reason="项目终止")
    assert gathering.gather() == gathering.gather_for(webhook.pk) == pushing.deliver() == 0
    with clock.frozen(clock.now() + pushing.KEPT + timedelta(seconds=1)):
        assert pushing.forget() == 1
    assert "设置变更推送" not in keeper.get(page(client)).content.decode()
    press_on = keeper.get(page(client, "switch_on"))
    assert press_on.status_code == 302


def test_the_auditor_reads_and_changes_nothing(here, client, webhook):
    auditor = Person(factories.person(here, Role.AUDITOR))
    shown = auditor.get(page(client)).content.decode()
    assert HERE in shown
    assert "更改推送地址" not in shown
    assert auditor.post(reverse("webhooks:again", args=[client.pk]), all=1).status_code == 403
    with pytest.raises(PermissionDenied):
        webhooks.change_webhook(webhook, by=hand(auditor.seat), url=HERE)
    with pytest.raises(PermissionDenied):
        webhooks.send_again(webhook, by=hand(auditor.seat), pushes=[])


def test_the_neighbours_have_no_such_webhook(elsewhere, client, webhook):
    foreign = Person(factories.person(elsewhere, Role.SECADMIN))
    assert foreign.get(page(client)).status_code == 404
    assert foreign.post(page(client, "switch_off"), reason="x").status_code == 404
    assert foreign.post(reverse("webhooks:again", args=[client.pk]), all=1).status_code == 404


def test_what_did_not_arrive_is_sent_again_by_hand(keeper, client, webhook, numbered, settings):
    settings.GATEWAY_NETWORKS = ["127.0.0.0/8"]
    words = {"webhook": webhook, "case": numbered.case, "state": State.DEAD}
    early, late = (Push.objects.create(seq=seq, **words, reason="没有应答") for seq in (6, 7))
    assert "没有应答" in keeper.get(page(client)).content.decode()
    answer = keeper.post(reverse("webhooks:again", args=[client.pk]), all=1)
    assert told(answer) == ["1项变更将再次推送"]
    [event] = Event.objects.filter(action="send_again")
    assert (event.seat, event.subject_id) == (keeper.seat, webhook.pk)
    assert event.data["pushed_again"] == [str(numbered.case.uid)]
    keeper.post(reverse("webhooks:again", args=[client.pk]), push=early.pk)
    [waiting] = Push.objects.filter(state=State.WAITING)
    assert (waiting.seq, waiting.uid == late.uid) == (7, False)
    assert numbered.title not in keeper.get(page(client)).content.decode()
    with sinks.http() as there:
        Webhook.objects.update(url=there.url)
        client.seat.role = Role.OFFICE
        client.seat.save()
        assert pushing.deliver() == 1
    assert fresh(waiting).state == State.SENT


def test_where_nothing_ended_there_is_nothing_to_send_again(keeper, client, webhook):
    answer = keeper.post(reverse("webhooks:again", args=[client.pk]), all=1)
    assert told(answer) == ["没有可以再推送的变更"]
    webhooks.switch_off(webhook, by=hand(keeper.seat), reason="检修")
    keeper.post(reverse("webhooks:again", args=[client.pk]), all=1)
    assert not Event.objects.filter(action="send_again").exists()


def test_a_crooked_number_is_refused(keeper, client, webhook):
    url = reverse("webhooks:again", args=[client.pk])
    for key in ("", "abc", "-1", "9" * 30):
        assert keeper.post(url, push=key).status_code == 400


def test_what_became_of_pushes_is_forgotten_after_a_month(webhook, numbered):
    Push.objects.create(
        webhook=webhook, case=numbered.case, seq=1, state=State.SENT, ended_at=clock.now()
    )
    assert pushing.forget() == 0
    with clock.frozen(clock.now() + pushing.KEPT + timedelta(seconds=1)):
        assert pushing.forget() == 1
