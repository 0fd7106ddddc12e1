"""What people see, and what the logs keep, when a request goes wrong."""

from __future__ import annotations

import io
import json
import logging
from datetime import timedelta

import pytest
import structlog
from axes.models import AccessAttempt
from django.test import Client
from django.urls import reverse

from common import clock, logs
from config import lockout
from members.views import accounts
from tests import factories
from tests.browsing import Person
from tests.factories import PASSWORD

LOGIN, CHANGE = reverse("login"), reverse("password_change")


@pytest.fixture
def written():
    """All that the logs hold of it, as text."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    made = logs.configuration("INFO")["formatters"]["json"]
    made = {name: value for name, value in made.items() if name != "()"}
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(**made))
    logging.getLogger().addHandler(handler)
    yield stream.getvalue
    logging.getLogger().removeHandler(handler)


def test_a_sign_in_that_breaks_leaves_the_password_in_no_log(db, monkeypatch, written):
    def broken(self, *_, **__):
        typed = self.cleaned_data["password"]  # a local variable, as Django's own code has it
        raise RuntimeError(f"no answer after {len(typed)} letters")

    monkeypatch.setattr(accounts.SignInForm, "clean", broken)
    client = Client(raise_request_exception=False)
    page = client.post(LOGIN, {"username": "wang", "password": "我的口令不可外泄"})
    assert page.status_code == 500
    frames = [
        frame
        for line in map(json.loads, written().splitlines())
        for fault in line.get("exception", [])
        for frame in fault["frames"]
    ]
    assert "broken" in {frame["name"] for frame in frames}
    assert not any(frame.get("locals") for frame in frames)
    assert "我的口令不可外泄" not in written()


def test_a_page_of_a_person_stays_in_no_cache_of_a_shared_computer(member):
    assert "no-store" in Person(member).get("/")["Cache-Control"]


def test_a_seat_with_five_thousand_digits_does_not_exist(member):
    page = Person(member).post(reverse("members:switch_seat"), seat="9" * 5000)
    assert page.status_code == 404


@pytest.mark.parametrize("address", [LOGIN, "/proposals/", "/nowhere/"])
def test_a_form_in_a_strange_alphabet_is_refused_on_a_page(member, address):
    person = Person(member, enforce_csrf_checks=True, raise_request_exception=False)
    person.get(CHANGE)  # whoever has seen a form has the cookie that goes with forms
    kind = "application/x-www-form-urlencoded; charset=utf-7"
    page = person.client.post(address, "username=wang", content_type=kind)
    assert page.status_code == 400
    assert "这个请求无法识别" in page.content.decode()


def test_a_form_with_too_many_fields_is_refused_on_a_page(member, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 10
    page = Person(member).post(LOGIN, **{f"field{n}": n for n in range(20)})
    assert page.status_code == 400
    assert "这个请求无法识别" in page.content.decode()


def test_a_hand_over_meeting_of_a_thousand_cases_fits_into_one_form(settings):
    assert settings.DATA_UPLOAD_MAX_NUMBER_FIELDS >= 10_000


def test_what_is_too_big_is_refused_before_a_byte_of_it_is_read(db, settings):
    class Untouched:
        def read(self, *_):
            raise AssertionError("读取了过大的请求")

        readline = read

    answer = Client().generic(
        "POST",
        LOGIN,
        CONTENT_LENGTH=str(settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1),
        **{"wsgi.input": Untouched()},
    )
    assert answer.status_code == 413
    assert "上传的文件太大" in answer.content.decode()
    assert answer["X-Request-ID"] in answer.content.decode()


@pytest.mark.parametrize("name", ["logout", "members:switch_seat"])
def test_who_opens_an_address_made_for_a_button_is_shown_the_way_back(member, name):
    page = Person(member).get(reverse(name))
    assert page.status_code == 405
    assert "这个地址不能直接打开" in page.content.decode()
    assert "POST" in page["Allow"]


def test_a_press_after_the_session_ended_leads_home_and_is_told_to_be_lost(member):
    client = Client()
    wanted = client.post(reverse("members:switch_seat"), {"seat": 1})["Location"]
    hidden = client.get(wanted).context["next"]
    typed = {"username": member.user.username, "password": PASSWORD, "next": hidden}
    page = client.post(LOGIN, typed, follow=True)
    assert page.redirect_chain == [("/", 302)]
    assert "登录已过期，刚才的操作没有办成" in page.content.decode()


def test_one_address_that_tries_many_accounts_is_locked_out_of_all(member, monkeypatch):
    monkeypatch.setattr(lockout, "MOST_FROM_ADDRESS", 8)
    typed = {"username": member.user.username, "password": PASSWORD}
    for n in range(7):
        assert Client().post(LOGIN, {"username": f"guess{n}", "password": "x"}).status_code == 200
    assert Client().post(LOGIN, {"username": "guess7", "password": "x"}).status_code == 429
    page = Client().post(LOGIN, typed)
    assert page.status_code == 429
    assert "登录失败次数过多，请 15 分钟后再试" in page.content.decode()
    assert not AccessAttempt.objects.filter(username=member.user.username).exists()
    assert Client(REMOTE_ADDR="10.0.0.9").post(LOGIN, typed).status_code == 302


def test_an_address_is_forgiven_after_a_quarter_of_an_hour(member, monkeypatch):
    monkeypatch.setattr(lockout, "MOST_FROM_ADDRESS", 3)
    for n in range(3):
        Client().post(LOGIN, {"username": f"guess{n}", "password": "x"})
    AccessAttempt.objects.update(attempt_time=clock.now() - timedelta(minutes=16))
    typed = {"username": member.user.username, "password": PASSWORD}
    assert Client().post(LOGIN, typed).status_code == 302


def test_the_fifth_wrong_old_password_signs_out_and_is_written_nowhere(member):
    person, new = Person(member), "彩云州-Xinmima-2026"
    words = {"old": "错的口令", "new": new, "again": new}
    for _ in range(4):
        assert person.post(CHANGE, **words).status_code == 422
    page = person.post(CHANGE, **words)
    assert page.status_code == 429
    assert "登录失败次数过多" in page.content.decode()
    assert f'action="{LOGIN}"' in page.content.decode()
    assert person.get("/")["Location"].startswith(LOGIN)
    kept = "".join(AccessAttempt.objects.values_list("post_data", flat=True))
    assert new not in kept
    assert "错的口令" not in kept
    member.user.refresh_from_db()
    assert member.user.check_password(PASSWORD)


def test_a_right_old_password_still_opens_after_four_wrong_ones(member):
    person, new = Person(member), "彩云州-Xinmima-2026"
    for _ in range(4):
        person.post(CHANGE, old="错的口令", new=new, again=new)
    assert person.post(CHANGE, old=PASSWORD, new=new, again=new).status_code == 302


def test_nobody_but_the_guesser_is_signed_out(here, member):
    other = Person(factories.member(here))
    person = Person(member)
    for _ in range(5):
        person.post(CHANGE, old="错", new="x", again="x")
    assert other.get("/").status_code == 200
