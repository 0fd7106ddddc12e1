"""Mail leaves the house: in office hours, while it is wanted, at least once, under one id."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from common import clock
from common.clock import SHANGHAI
from deadlines.models import Obligation
from deadlines.sweep import sweep
from notices import sending
from notices.models import Delivery, Notice, State, StoppedAddress
from notices.services import tell
from tests import sinks
from tests.conftest import at_once

pytestmark = pytest.mark.django_db
BEGUN, DUE = date(2026, 1, 5), date(2026, 5, 20)


def at(day, hour=10, minute=0):
    return clock.frozen(datetime.combine(day, time(hour, minute), SHANGHAI))


@pytest.fixture(autouse=True)
def january():
    with clock.frozen(BEGUN):
        yield


@pytest.fixture
def letters(settings):
    with sinks.smtp(settings) as letters:
        yield letters


@pytest.fixture
def owed(signed_for, letters):
    """An answer due in May, of which its debtor has just been reminded; nothing else waits."""
    debt = Obligation.objects.get(kind="reply")
    Obligation.objects.exclude(pk=debt.pk).update(cancelled_at=clock.now())
    Obligation.objects.filter(pk=debt.pk).update(due_on=DUE)
    Notice.objects.all().delete()
    with at(DUE):
        sweep()
    debt.refresh_from_db()
    return debt


@pytest.fixture
def delivery(owed, liaison):
    return Delivery.objects.get(user=liaison.user)


def deliver(day=DUE, hour=10, minute=0):
    with at(day, hour, minute):
        return sending.deliver()


def test_a_reminder_comes_by_mail_with_a_link_and_an_id_of_its_own(
    delivery, letters, liaison, settings
):
    settings.SITE_URL = "https://ta.caiyun.gov.cn"
    assert deliver() == 1
    [letter] = letters.taken
    notice = delivery.notice
    assert letter["To"] == liaison.user.email
    assert letter["Subject"].strip().startswith("【提案通】答复，今天到期")
    assert letter["Message-ID"] == f"<{delivery.uid}@ta.caiyun.gov.cn>"
    assert f"https://ta.caiyun.gov.cn/notices/{notice.pk}/" in letter.get_content()
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts) == (State.SENT, 1)


def test_it_is_sent_once(delivery, letters):
    deliver()
    deliver(hour=11)
    assert len(letters.taken) == 1


def test_four_workers_at_once_send_it_once(transactional_db, delivery, letters):
    at_once(4, lambda _: deliver())
    assert len(letters.taken) == 1


def test_out_of_office_hours_it_waits_for_the_next_opening(delivery, letters):
    deliver(DUE, 19)
    delivery.refresh_from_db()
    assert not letters.taken
    assert delivery.not_before == datetime(2026, 5, 21, 8, 30, tzinfo=SHANGHAI)
    assert delivery.attempts == 0
    deliver(DUE + timedelta(days=1), 8, 29)
    assert not letters.taken
    deliver(DUE + timedelta(days=1), 8, 30)
    assert len(letters.taken) == 1


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"met_at": datetime(2026, 5, 20, tzinfo=SHANGHAI)}, "事项已办理或已取消"),
        ({"cancelled_at": datetime(2026, 5, 20, tzinfo=SHANGHAI)}, "事项已办理或已取消"),
        ({"paused_on": DUE}, "事项已暂停计时"),
        ({"due_version": 2}, "期限已变更"),
    ],
)
def test_what_was_settled_a_second_before_is_not_sent(owed, delivery, letters, change, reason):
    Obligation.objects.filter(pk=owed.pk).update(**change)
    deliver()
    delivery.refresh_from_db()
    assert (letters.taken, delivery.state, delivery.reason) == ([], State.DROPPED, reason)


def test_what_somebody_else_owes_by_now_is_not_sent(owed, delivery, letters, police):
    Obligation.objects.filter(pk=owed.pk).update(unit=police)
    deliver()
    delivery.refresh_from_db()
    assert (letters.taken, delivery.reason) == ([], "事项已由他人承担")


def test_who_stands_above_is_written_to_about_what_is_late(owed, letters, unit_head):
    late = DUE + timedelta(days=1)
    with at(late):
        sweep()
    deliver(late)
    assert unit_head.user.email in [letter["To"] for letter in letters.taken]


def test_who_has_left_is_not_written_to(delivery, letters, liaison):
    liaison.user.is_active = False
    liaison.user.save()
    deliver()
    delivery.refresh_from_db()
    assert (letters.taken, delivery.reason) == ([], "接收人已不在任")


def test_a_sender_that_died_leaves_it_to_the_next_under_the_same_id(delivery, letters):
    with at(DUE):
        dead = sending.lease(Delivery)
        sending.by_mail(dead)  # … and never came to say so
        assert sending.deliver() == 0
    with at(DUE, 10, 2):
        assert sending.deliver() == 1
    assert letters.ids == [letters.ids[0]] * 2
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts) == (State.SENT, 2)


def test_who_comes_back_after_the_lease_changes_nothing(delivery, letters):
    with at(DUE):
        slow = sending.lease(Delivery)
    with at(DUE, 10, 2):
        sending.deliver()
        sending.end(slow, State.DEAD, "太迟")
    delivery.refresh_from_db()
    assert delivery.state == State.SENT


def test_a_server_that_is_away_is_tried_again_later_and_later_and_then_given_up(delivery, settings):
    settings.EMAIL_PORT = sinks.free_port()
    now, waits = delivery.not_before, []
    while True:
        with clock.frozen(now):
            sending.deliver()
        delivery.refresh_from_db()
        if delivery.state != State.WAITING:
            break
        waits.append(delivery.not_before - now)
        now = max(delivery.not_before, now)
    assert delivery.state == State.DEAD
    assert "邮件服务器没有接受" in delivery.reason
    assert delivery.attempts == sending.MOST
    assert timedelta(seconds=20) < waits[0] < timedelta(minutes=1)
    assert max(waits) > timedelta(hours=1)


def test_an_address_that_is_refused_for_good_is_stopped_on_every_road(delivery, letters, liaison):
    letters.refusing[liaison.user.email] = "550 5.1.1 no such user"
    deliver()
    delivery.refresh_from_db()
    assert delivery.state == State.DEAD
    assert "550" in delivery.reason
    assert StoppedAddress.objects.get().address == liaison.user.email.lower()
    letters.refusing.clear()
    with at(DUE, 11):
        tell(liaison, "另一条", "/", about="test:1")
        sending.deliver()
    assert letters.taken == []
    assert Delivery.objects.filter(user=liaison.user).count() == 1


def test_what_waited_already_for_a_stopped_address_is_not_sent_either(delivery, letters, liaison):
    StoppedAddress.objects.create(address=liaison.user.email.lower(), reason="550")
    deliver()
    delivery.refresh_from_db()
    assert (letters.taken, delivery.state) == ([], State.DEAD)
    assert "停用" in delivery.reason


def test_a_full_mailbox_is_tried_again(delivery, letters, liaison):
    letters.refusing[liaison.user.email] = "452 4.2.2 mailbox full"
    deliver()
    delivery.refresh_from_db()
    assert delivery.state == State.WAITING
    assert not StoppedAddress.objects.exists()
    letters.refusing.clear()
    deliver(DUE, 11)
    assert len(letters.taken) == 1


def test_a_letter_that_is_refused_for_its_content_is_dead_but_the_address_is_not(delivery, letters):
    letters.said = "554 5.7.1 rejected"
    deliver()
    delivery.refresh_from_db()
    assert delivery.state == State.DEAD
    assert not StoppedAddress.objects.exists()


def test_a_letter_carries_no_line_breaks_into_its_head(liaison, letters):
    with at(DUE):
        tell(liaison, "一\r\nBcc: someone@example.org", "/", about="test:2")
        sending.deliver()
    assert letters.taken[0]["Bcc"] is None
