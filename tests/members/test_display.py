"""显示设置: large type and high contrast, from the first byte of every page."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from members.models import User
from tests.browsing import Person

pytestmark = pytest.mark.django_db
SETTINGS, BOTH = reverse("display"), '<html lang="zh-CN" data-display="both">'


def test_what_a_member_chooses_goes_with_the_account_to_every_computer(member):
    at_home, at_work = Person(member), Person(member)
    answer = at_home.post(f"{SETTINGS}?next=/notices/", display="both")
    assert answer["Location"] == "/notices/"
    for page in (at_work.get("/"), at_work.get("/proposals/"), at_work.get("/no-such-page/")):
        assert BOTH in page.content.decode()
    assert "display" not in at_home.client.cookies


def test_before_signing_in_it_is_kept_by_the_browser(client, member):
    assert f'href="{SETTINGS}?next=%2Flogin%2F"' in client.get("/login/").content.decode()
    assert "data-display" not in client.get("/login/").content.decode()
    assert client.post(f"{SETTINGS}?next=/login/", {"display": "both"})["Location"] == "/login/"
    assert BOTH in client.get("/login/").content.decode()
    assert BOTH in client.get("/w/receipt/").content.decode()
    client.force_login(member.user)
    assert BOTH in client.get("/").content.decode()


def test_the_accounts_own_choice_comes_before_that_of_a_shared_browser(member):
    browser = Client()
    browser.post(SETTINGS, {"display": "large"})
    browser.force_login(member.user)
    browser.post(SETTINGS, {"display": "usual"})
    assert 'data-display="usual"' in browser.get("/").content.decode()
    browser.logout()
    assert 'data-display="usual"' not in browser.get("/login/").content.decode()


def test_a_first_password_may_be_changed_in_large_type(member):
    User.objects.filter(pk=member.user_id).update(must_change_password=True)
    me = Person(member)
    assert me.post(f"{SETTINGS}?next=/password/", display="large")["Location"] == "/password/"
    assert 'data-display="large"' in me.get("/password/").content.decode()


def test_nonsense_is_refused_and_a_forged_cookie_left_aside(client):
    refused = client.post(SETTINGS, {"display": "purple"})
    assert refused.status_code == 422
    assert "请选择列表中的一项" in refused.content.decode()
    client.cookies["display"] = '"><script>'
    assert "data-display" not in client.get("/login/").content.decode()


def test_one_is_not_led_out_of_the_house(client):
    answer = client.post(f"{SETTINGS}?next=//elsewhere.example/", {"display": "large"})
    assert answer["Location"] == SETTINGS
