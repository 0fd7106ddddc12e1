"""系统接入: the security administrator gives other systems their secrets, page by page."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from members import scopes
from members.models import Client, Role
from tests import factories
from tests.api.systems import asks_for_token, issued
from tests.browsing import Person, fresh, told
from workflow.models import Event

pytestmark = pytest.mark.django_db
NEW = reverse("clients:new", args=["issue"])
TERMS = {"name": "州政府督查系统", "role": "client", "read": ["proposals:read"], "rate": "60"}


@pytest.fixture
def keeper(here):
    return Person(factories.person(here, Role.SECADMIN))


def filled(keeper, url, **words):
    """The form as it is shown, filled in."""
    form = keeper.get(url).context["form"]
    shown = {bound.html_name: bound.value() for bound in form}
    return {name: value for name, value in shown.items() if value is not None} | words


def issue(keeper, **words):
    return keeper.post(NEW, **filled(keeper, NEW, **(TERMS | words)))


def page(client, verb=""):
    return reverse("clients:act", args=[client.pk, verb]) if verb else client_page(client)


def client_page(client):
    return reverse("clients:client", args=[client.pk])


def test_the_secret_is_shown_once_and_works(keeper):
    shown = issue(keeper)
    client, secret = Client.objects.get(), shown.context["secret"]
    assert secret in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    assert asks_for_token(client, secret).status_code == 200
    for url in (client_page(client), reverse("clients:list")):
        assert client.name in keeper.get(url).content.decode()
        assert secret not in keeper.get(url).content.decode()


def test_the_same_press_twice_issues_one(keeper):
    words = filled(keeper, NEW, **TERMS)
    keeper.post(NEW, **words)
    again = keeper.post(NEW, **words)
    assert "此前已发放" in told(again)[0]
    assert Client.objects.count() == 1
    assert "已有接入系统" in issue(keeper).content.decode()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"name": ""}, "name"), ({"role": "dispatcher"}, "system"), ({"role": "liaison"}, "unit"),
     ({"role": "director"}, "role"), ({"rate": "0"}, "rate"), ({"read": []}, "read"),
     ({"read": ["x:y"]}, "read")],
)  # fmt: skip
def test_what_is_wrong_is_said_at_its_field(keeper, wrong, field):
    shown = issue(keeper, **wrong)
    assert shown.status_code == 422
    assert set(shown.context["form"].errors) == {field}
    assert not Client.objects.exists()


def test_a_system_that_acts_for_a_unit_is_named_with_it(keeper, education):
    issue(keeper, role="liaison", unit=education.pk)
    client = Client.objects.get()
    assert client.seat.unit == education
    assert "州教育体育局" in keeper.get(reverse("clients:list")).content.decode()


def test_every_scope_is_called_by_words_that_no_other_has(keeper):
    offered = scopes.verbs()
    for kind, verbs in offered.items():
        names = [label for _, label in verbs]
        assert len(set(names)) == len(names), kind
        assert not [name for name in names if re.search("[a-z_]{3}", name)]
    assert dict(offered["assignments"])["assignments:pass_signed"] == "审核通过（转为已签发）"
    assert dict(offered["proposals"])["proposals:withdraw_sent_back"] == "同意撤案（退回修改时）"


def test_the_page_of_a_new_system_leads_back_to_the_systems(keeper):
    shown = keeper.get(NEW).content.decode()
    assert '<li><a href="/clients/">系统接入</a></li><li>发放接入密钥</li>' in shown


def test_scopes_and_rate_are_adjusted(keeper):
    issue(keeper)
    client = Client.objects.get()
    url = page(client, "adjust")
    assert keeper.get(url).context["form"]["read"].value() == ["proposals:read"]
    told = {"read": ["tasks:read"], "do_tasks": ["tasks:sign_for"], "rate": "90"}
    keeper.post(url, **filled(keeper, url, **told))
    client = fresh(client)
    assert (client.scopes, client.rate) == (["tasks:read", "tasks:sign_for"], 90)
    event = Event.objects.filter(action="adjust").get()
    assert event.data["changes"]["scopes"] == [["proposals:read"], ["tasks:read", "tasks:sign_for"]]


def test_a_new_secret_is_shown_once(keeper):
    first = issue(keeper).context["secret"]
    client = Client.objects.get()
    url = page(client, "rotate")
    second = keeper.post(url, **filled(keeper, url)).context["secret"]
    assert asks_for_token(fresh(client), first).status_code == 401
    assert asks_for_token(fresh(client), second).status_code == 200


def test_a_revoked_one_stays_in_the_list_and_cannot_be_changed(keeper):
    issue(keeper)
    client = Client.objects.get()
    url = page(client, "revoke")
    answer = keeper.post(url, **filled(keeper, url, reason="项目终止"))
    assert answer["Location"] == client_page(client)
    assert "已吊销" in keeper.get(reverse("clients:list")).content.decode()
    assert "调整接入权限" not in keeper.get(client_page(client)).content.decode()
    assert keeper.get(page(client, "adjust")).status_code == 302
    assert issue(keeper).status_code == 200  # the name is free again


def test_calls_are_shown_to_the_administrator_and_the_auditor(here, keeper):
    client, secret = issued(here)
    asks_for_token(client, secret)
    for person in (keeper, Person(factories.person(here, Role.AUDITOR))):
        shown = person.get(client_page(client)).content.decode()
        assert "api:token" in shown
    assert "吊销接入" not in shown


def test_a_client_of_another_committee_does_not_exist(elsewhere, keeper):
    client, _ = issued(elsewhere, name="外地系统")
    for url in (client_page(client), page(client, "revoke")):
        assert keeper.get(url).status_code == 404
    assert "外地系统" not in keeper.get(reverse("clients:list")).content.decode()
