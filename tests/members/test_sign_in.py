"""Signing in: a first password is changed at once; five wrong ones lock the door for a while."""

import pytest
from django.test import Client
from django.urls import reverse

from members import services
from tests import factories
from tests.browsing import Person
from tests.factories import PASSWORD

LOGIN, CHANGE = reverse("login"), reverse("password_change")
NEW = "彩云州-Xinmima-2026"


def sign_in(client, username, password):
    return client.post(LOGIN, {"username": username, "password": password})


def test_who_knows_the_password_comes_in_and_lands_where_they_wanted(member):
    client = Client()
    wanted = client.get("/proposals/")["Location"]
    page = client.post(wanted, {"username": member.user.username, "password": PASSWORD})
    assert page["Location"] == "/proposals/"


def test_the_name_is_not_case_sensitive(member):
    assert sign_in(Client(), member.user.username.upper(), PASSWORD).status_code == 302


def test_a_page_of_another_site_is_never_the_destination(member):
    url = f"{LOGIN}?next=https://evil.example/"
    page = Client().post(url, {"username": member.user.username, "password": PASSWORD})
    assert page["Location"] == "/"


def test_five_wrong_passwords_lock_even_the_right_one_out(member):
    client, name = Client(), member.user.username
    for _ in range(4):
        assert sign_in(client, name, "wrong").status_code == 200
    assert sign_in(client, name, "wrong").status_code == 429
    page = sign_in(client, name, PASSWORD)
    assert page.status_code == 429
    assert "请 15 分钟后再试" in page.content.decode()


def test_a_lock_does_not_shut_out_the_others(member, other_member):
    client = Client()
    for _ in range(5):
        sign_in(client, member.user.username, "wrong")
    assert sign_in(Client(), other_member.user.username, PASSWORD).status_code == 302


def test_another_spelling_of_the_name_gives_no_new_tries(member):
    name = member.user.username
    for spelling in (name, name.upper(), f" {name}", name.capitalize(), name.title()):
        sign_in(Client(), spelling, "wrong")
    assert sign_in(Client(), name, PASSWORD).status_code == 429


def test_an_unknown_account_is_refused_in_the_same_words(member):
    known = sign_in(Client(), member.user.username, "wrong")
    unknown = sign_in(Client(), "nobody-here", "wrong")
    errors = [page.context["form"].non_field_errors() for page in (known, unknown)]
    assert errors[0] == errors[1]
    assert errors[0]


@pytest.fixture
def newcomer(here, member):
    member.user.must_change_password = True
    member.user.save(update_fields=["must_change_password"])
    return Person(member)


@pytest.mark.parametrize("url", ["/", "/proposals/", "/notices/", "/proposals/drafts/"])
def test_with_a_first_password_every_way_leads_to_changing_it(newcomer, url):
    assert newcomer.get(url)["Location"] == CHANGE
    assert newcomer.post(url)["Location"] == CHANGE
    assert "这是初始密码" in newcomer.get(CHANGE).content.decode()


def test_changed_it_opens_the_door_and_keeps_one_signed_in(newcomer):
    page = newcomer.post(CHANGE, old=PASSWORD, new=NEW, again=NEW)
    assert page["Location"] == "/"
    assert newcomer.get("/").status_code == 200
    assert sign_in(Client(), newcomer.seat.user.username, PASSWORD).status_code == 200
    assert sign_in(Client(), newcomer.seat.user.username, NEW).status_code == 302


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ({"old": "wrong", "new": NEW, "again": NEW}, "原密码不正确"),
        ({"old": PASSWORD, "new": NEW, "again": NEW + "x"}, "两次输入的新密码不一致"),
        ({"old": PASSWORD, "new": "short", "again": "short"}, "12"),
        ({"old": PASSWORD, "new": "1" * 14, "again": "1" * 14}, "数字"),
        ({"old": PASSWORD, "new": PASSWORD, "again": PASSWORD}, "新密码不能与原密码相同"),
        ({}, "请填写"),
    ],
)
def test_a_bad_new_password_is_refused_in_words(newcomer, words, told):
    page = newcomer.post(CHANGE, **words)
    assert page.status_code == 422
    assert told in page.content.decode()
    assert newcomer.get("/")["Location"] == CHANGE


def test_a_first_password_is_told_once_and_must_be_changed(db):
    user, password = services.open_account(username=" ZhangSan ", name="张三")
    assert user.username == "zhangsan"
    assert user.must_change_password
    assert user.check_password(password)
    assert password not in (user.password, "")


def test_the_same_name_in_capitals_is_taken(member):
    with pytest.raises(Exception, match="已有人使用"):
        services.open_account(username=member.user.username.upper(), name="李四")


def test_signing_out_is_a_press_not_a_link(member):
    person = Person(member)
    assert person.get(reverse("logout")).status_code == 405
    person.post(reverse("logout"))
    assert person.get("/")["Location"].startswith("/login/")


def test_a_forged_press_from_another_site_is_refused(member):
    person = Person(member, enforce_csrf_checks=True)
    assert person.post(reverse("proposals:new_draft")).status_code == 403


def test_a_reset_password_throws_out_whoever_is_signed_in(member):
    person = Person(member)
    services.reset_password(member.user)
    assert person.get("/")["Location"].startswith("/login/")
    assert factories.account("other").check_password(PASSWORD)
