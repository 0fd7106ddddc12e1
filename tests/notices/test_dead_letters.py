"""未送达: what could not be delivered stands on a page with its reason and a button."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from common import clock
from common.clock import SHANGHAI
from members.models import Role
from notices import sending
from notices.choosing import resume
from notices.models import Delivery, Digest, Gateway, State, StoppedAddress
from notices.services import tell
from tests import factories, sinks
from tests.browsing import Person, told
from tests.factories import hand

pytestmark = pytest.mark.django_db
PAGE = reverse("notices:dead")


@pytest.fixture(autouse=True)
def wednesday_morning():
    with clock.frozen(datetime(2026, 5, 20, 10, tzinfo=SHANGHAI)):
        yield


@pytest.fixture
def letters(settings):
    with sinks.smtp(settings) as letters:
        yield letters


@pytest.fixture
def dead(letters, liaison):
    """A letter that was refused for its content."""
    letters.said = "554 5.7.1 rejected"
    tell(liaison, "《关于护栏的提案》待签收", "/", about="test:1")
    sending.deliver()
    letters.said = "250 OK"
    return Delivery.objects.get(state=State.DEAD)


def test_the_office_reads_why_and_tries_again(dead, letters, office, liaison):
    person = Person(office)
    page = person.get(PAGE).content.decode()
    assert liaison.user.name in page
    assert "554 5.7.1 rejected" in page
    assert "《关于护栏的提案》待签收" in page
    answer = person.post(PAGE, delivery=dead.pk)
    assert (answer["Location"], told(answer)) == (PAGE, ["1条消息将重新发送"])
    sending.deliver()
    assert letters.ids == [f"<{dead.uid}@localhost>"]
    assert "没有未送达的消息" in person.get(PAGE).content.decode()


def test_a_message_that_its_gateway_refused_stands_there_too(here, office, liaison, settings):
    settings.MAIL_WORKS, settings.GATEWAY_NETWORKS = False, ["127.0.0.0/8"]
    liaison.user.phone = "13800000001"
    liaison.user.save()
    with sinks.http() as there:
        there.status, there.answer = 400, "号码有误"
        Gateway.objects.create(
            committee=here.body, name="政务短信", kind="sms", url=there.url, secret="SEC",
            sparing=False,
        )  # fmt: skip
        tell(liaison, "一条", "/", about="test:1")
        sending.deliver()
        page = Person(office).get(PAGE).content.decode()
        assert "政务短信" in page
        assert "消息接口返回 400：号码有误" in page
        there.status = 200
        Person(office).post(PAGE, delivery=Delivery.objects.get().pk)
        sending.deliver()
    assert Delivery.objects.get().state == State.SENT


def test_a_digest_that_was_refused_stands_there_too(letters, office, liaison):
    day = clock.today()
    digest = Digest.objects.create(
        user=liaison.user, committee=liaison.committee, day=day, state=State.DEAD,
        ended_at=clock.now(), reason="554 5.7.1 rejected",
    )  # fmt: skip
    person = Person(office)
    page = person.get(PAGE).content.decode()
    assert "每日一封" in page
    assert "554 5.7.1 rejected" in page
    person.post(PAGE, digest=digest.pk)
    digest.refresh_from_db()
    assert (digest.state, digest.attempts) == (State.WAITING, 0)


def test_all_are_tried_again_at_one_press(letters, office, liaison):
    letters.said = "554 5.7.1 rejected"
    for number in range(3):
        tell(liaison, f"第{number}条", "/", about=f"test:{number}")
    sending.deliver()
    letters.said = "250 OK"
    Person(office).post(PAGE, all=1)
    sending.deliver()
    assert len(letters.taken) == 3


def test_a_stopped_address_is_shown_and_used_again_on_the_word_of_the_office(
    letters, office, liaison
):
    letters.refusing[liaison.user.email] = "550 5.1.1 no such user"
    tell(liaison, "一条", "/", about="test:1")
    sending.deliver()
    person = Person(office)
    page = person.get(PAGE).content.decode()
    assert "已停用的地址" in page
    assert liaison.user.email in page
    assert "550 5.1.1 no such user" in page
    letters.refusing.clear()
    person.post(PAGE, resume=liaison.user.email.lower())
    assert not StoppedAddress.objects.exists()
    person.post(PAGE, all=1)
    sending.deliver()
    assert len(letters.taken) == 1


def test_the_person_reads_that_their_address_is_stopped(liaison):
    StoppedAddress.objects.create(address=liaison.user.email.lower(), reason="550")
    page = Person(liaison).get(reverse("notices:choices")).content.decode()
    assert "收件服务器拒收此邮箱" in page


def test_an_administrator_sees_the_way_but_not_the_words(dead, here):
    page = Person(factories.person(here, Role.SYSADMIN)).get(PAGE).content.decode()
    assert "554 5.7.1 rejected" in page
    assert "护栏" not in page


def test_the_neighbours_neither_see_nor_touch_it(dead, elsewhere, liaison):
    person = Person(elsewhere.office)
    StoppedAddress.objects.create(address=liaison.user.email.lower(), reason="550")
    page = person.get(PAGE).content.decode()
    assert "554" not in page
    assert liaison.user.email not in page
    person.post(PAGE, delivery=dead.pk)
    person.post(PAGE, all=1)
    person.post(PAGE, resume=liaison.user.email.lower())
    dead.refresh_from_db()
    assert dead.state == State.DEAD
    assert StoppedAddress.objects.exists()


def test_others_have_no_such_page(dead, liaison, member, here):
    StoppedAddress.objects.create(address=liaison.user.email.lower(), reason="550")
    with pytest.raises(PermissionDenied):
        resume(here.body, liaison.user.email.lower(), by=hand(liaison))
    for seat in (liaison, member):
        assert Person(seat).get(PAGE).status_code == 403
        assert Person(seat).post(PAGE, all=1).status_code == 403


@pytest.mark.parametrize("key", ["abc", "-1", "9" * 30])
def test_a_crooked_number_is_refused(dead, office, key):
    assert Person(office).post(PAGE, delivery=key).status_code == 400
