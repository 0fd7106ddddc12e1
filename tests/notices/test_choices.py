"""接收方式: each person chooses; 每日一封 gathers a day into one message."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import datetime

import pytest
from django.urls import reverse

from common import clock
from common.clock import SHANGHAI
from deadlines.models import OfficeHours
from notices import digests, sending
from notices.models import Delivery, Digest, Preference, State, StoppedAddress, Weight
from notices.services import Message, tell, write
from proposals import services
from tests import factories, sinks
from tests.browsing import Person, inbox
from tests.conftest import at_once
from tests.factories import hand

pytestmark = pytest.mark.django_db
PAGE = reverse("notices:choices")
ALL = {"mail": "on", "phone": "on", "digest_at": "9"}


@contextmanager
def at(day, hour, minute=0):
    """A time in May 2026; the 20th is a Wednesday."""
    with clock.frozen(datetime(2026, 5, day, hour, minute, tzinfo=SHANGHAI)):
        yield


@pytest.fixture(autouse=True)
def may():
    with at(18, 9):
        yield


@pytest.fixture
def letters(settings):
    with sinks.smtp(settings) as letters:
        yield letters


def send():
    sending.deliver()
    digests.gather()
    digests.deliver()


def choose(seat, **words):
    answer = Person(seat).post(PAGE, **words)
    assert answer.status_code == 302


def test_who_wants_no_mail_gets_none_but_what_must_arrive(liaison, letters):
    choose(liaison, digest_at="9")
    with at(20, 10):
        tell(liaison, "一般", "/", about="test:1")
        write([Message(liaison, "必达", "/", Weight.MUST)], about="test:2")
        send()
    assert [letter["Subject"].strip() for letter in letters.taken] == ["【提案通】必达"]
    page = Person(liaison).get(PAGE).content.decode()
    assert "到期当天和逾期的提醒、催办为必达消息" in page


def test_what_was_chosen_is_shown_again(liaison):
    choose(liaison, phone="on", digest="on", digest_at="14")
    shown = Person(liaison).get(PAGE).context["form"].initial
    assert shown == {"mail": False, "phone": True, "digest": True, "digest_at": 14}


def test_an_hour_that_does_not_exist_is_refused(liaison):
    assert Person(liaison).post(PAGE, **ALL | {"digest_at": "25"}).status_code == 422
    assert not Preference.objects.exists()


def test_a_day_comes_as_one_letter_at_the_chosen_hour(liaison, letters):
    choose(liaison, **ALL, digest="on")
    with at(19, 15):
        tell(liaison, "第一条", "/", about="test:1")
        tell(liaison, "第二条", "/", about="test:2")
        send()
    with at(20, 8, 59):
        send()
    assert letters.taken == []
    with at(20, 9):
        send()
        send()
    [letter] = letters.taken
    assert letter["Subject"].strip() == "【提案通】5月20日消息2条"
    text = letter.get_content()
    assert text.index("第一条") < text.index("第二条")
    assert letter["Message-ID"] == f"<{Digest.objects.get().uid}@localhost>"


def test_on_a_rest_day_the_letter_waits(liaison, letters):
    choose(liaison, **ALL, digest="on")
    with at(22, 15):  # a Friday
        tell(liaison, "一条", "/", about="test:1")
    with at(23, 9):
        send()
    assert letters.taken == []
    with at(25, 9):
        send()
    assert len(letters.taken) == 1


def test_what_must_arrive_does_not_wait_for_the_letter(liaison, letters):
    choose(liaison, **ALL, digest="on")
    with at(19, 15):
        write([Message(liaison, "催办", "/", Weight.MUST)], about="test:1")
        send()
    assert len(letters.taken) == 1


def test_who_gives_the_letter_up_gets_at_once_what_waits(liaison, letters):
    choose(liaison, **ALL, digest="on")
    with at(19, 15):
        tell(liaison, "一条", "/", about="test:1")
        choose(liaison, **ALL)
        send()
    assert [letter["Subject"].strip() for letter in letters.taken] == ["【提案通】一条"]


def test_who_gives_all_mail_up_is_not_sent_what_waits(liaison, letters):
    choose(liaison, **ALL, digest="on")
    with at(19, 15):
        tell(liaison, "一条", "/", about="test:1")
        choose(liaison, phone="on", digest_at="9")
        send()
    with at(20, 9):
        send()
    assert letters.taken == []
    assert Delivery.objects.get().reason == "本人不再接收邮件"


def test_what_was_done_meanwhile_is_not_in_the_letter(share, liaison, letters):
    choose(liaison, **ALL, digest="on")
    with at(19, 15):
        tell(liaison, "另一条", "/", about="test:1")
        inbox(liaison)
        services.sign_for(share, by=hand(liaison))
        send()
    with at(20, 9):
        send()
    [letter] = [one for one in letters.taken if one["To"] == liaison.user.email]
    assert "另一条" in letter.get_content()
    assert "待办：签收" not in letter.get_content()


def test_a_stopped_address_gets_no_such_letter_either(liaison, letters):
    choose(liaison, **ALL, digest="on")
    with at(19, 15):
        tell(liaison, "一条", "/", about="test:1")
    StoppedAddress.objects.create(address=liaison.user.email.lower(), reason="550")
    with at(20, 9):
        send()
    assert letters.taken == []
    assert Digest.objects.get().state == State.DEAD


def test_an_address_that_refuses_such_a_letter_is_stopped(liaison, letters):
    choose(liaison, **ALL, digest="on")
    with at(19, 15):
        tell(liaison, "一条", "/", about="test:1")
    letters.refusing[liaison.user.email] = "550 5.1.1 no such user"
    with at(20, 9):
        send()
    assert StoppedAddress.objects.get().address == liaison.user.email.lower()


def test_a_letter_that_is_tried_again_waits_for_the_morning_too(liaison, letters, settings):
    choose(liaison, **ALL | {"digest_at": "17"}, digest="on")
    with at(19, 15):
        tell(liaison, "一条", "/", about="test:1")
    letters.refusing[liaison.user.email] = "452 4.2.2 mailbox full"
    with at(19, 17, 59):
        send()
    letters.refusing.clear()
    with at(19, 20):
        send()
    assert letters.taken == []
    with at(20, 8, 30):
        send()
    assert len(letters.taken) == 1


def test_those_who_have_to_wait_do_not_keep_the_others_waiting(liaison, elsewhere, letters):
    theirs = factories.person(elsewhere, "dispatcher", system=elsewhere.government)
    OfficeHours.objects.create(committee=elsewhere.body, rest_days=True)
    for seat in (liaison, theirs):
        choose(seat, **ALL, digest="on")
    with at(22, 15):  # a Friday
        for seat in (liaison, theirs):
            tell(seat, "一条", "/", about="test:1")
    with at(23, 9):
        assert digests.gather(limit=1) == 1
    assert Digest.objects.get().user == theirs.user


def test_a_sender_that_died_sends_the_same_letter_again(liaison, letters):
    choose(liaison, **ALL, digest="on")
    with at(19, 15):
        tell(liaison, "一条", "/", about="test:1")
    with at(20, 9):
        digests.gather()
        digests.send_one(sending.lease(Digest))
        Digest.objects.update(state=State.WAITING)
    with at(20, 9, 2):
        digests.deliver()
    assert letters.ids == [letters.ids[0]] * 2


def test_gathered_at_once_by_four_nothing_is_in_two_letters(transactional_db, liaison, letters):
    choose(liaison, **ALL, digest="on")
    with at(19, 15):
        for number in range(5):
            tell(liaison, f"第{number}条", "/", about=f"test:{number}")

    def work(_):
        with at(20, 9):
            send()

    at_once(4, work)
    assert Digest.objects.count() == 1
    assert Delivery.objects.filter(state=State.GATHERED).count() == 5
    assert len(letters.taken) == 1


def test_a_link_in_a_letter_opens_from_whichever_seat_was_told(here, liaison, education):
    """Who holds two seats and acts from the other one is led to where they act."""
    other = factories.members.appoint(
        here.registry, by=here.by, user=liaison.user, role="unit_head", unit=education
    )
    tell(other, "待签发", "/proposals/", about="test:1")
    person = Person(liaison)
    notice = other.notices.get()
    assert person.get(reverse("notices:open", args=[notice.pk]))["Location"] == "/proposals/"
    assert person.get("/").wsgi_request.seat == other
