"""Every event is passed on once, whoever else is at work, fails, or dies."""

import os
import random
import signal
import time
from collections import Counter
from datetime import timedelta

import pytest
from django.db import IntegrityError, connections, transaction

from common import clock
from members.models import Registry, Role
from members.services.registry import note
from notices import services as notices
from notices.models import Notice
from notices.services import CONSUMER, Message, announce
from tests import factories
from tests.conftest import at_once, sql
from workflow.models import Event, Outbox
from workflow.outbox import pass_on


@pytest.fixture
def reader(here, monkeypatch):
    """Somebody who is told of everything that is noted in the register."""
    seat = factories.person(here, Role.DIRECTOR)
    tell = {Registry.kind(): lambda event: [Message(seat, event.note or "登记", "/")]}
    monkeypatch.setattr(notices, "ANNOUNCERS", tell)
    Outbox.objects.all().delete()
    return seat


def write(here, count):
    for number in range(count):
        note(here.registry, f"第{number}条", by=here.by)


def told():
    return Counter(Notice.objects.values_list("text", flat=True))


def everything(count):
    return Counter(f"第{number}条" for number in range(count))


def work(_=0, tell=announce):
    """Pass on until nothing waits; how many were passed on."""
    return sum(iter(lambda: pass_on(CONSUMER, tell), False))


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_tell_each_event_once(here, reader):
    write(here, 60)
    shares = at_once(2, work)
    assert sum(shares) == 60
    assert told() == everything(60)
    assert not Outbox.objects.exists()


def test_one_that_fails_is_put_off_and_the_others_go_on(here, reader):
    write(here, 3)

    def tell(event):
        if event.note == "第1条":
            Notice.objects.create()  # a refusal by the database, the worst kind
        announce(event)

    with clock.frozen(clock.now()) as now:
        assert work(tell=tell) == 3
        assert told() == Counter(["第0条", "第2条"])
        entry = Outbox.objects.get()
        assert entry.attempts == 1
        assert entry.error.startswith(IntegrityError.__name__)
        assert now < entry.not_before <= now + timedelta(minutes=1)
        assert work() == 0
    with clock.frozen(entry.not_before):
        assert work() == 1
    assert told() == everything(3)


def test_whoever_keeps_failing_is_asked_more_and_more_seldom(here, reader):
    write(here, 1)

    def fail(event):
        raise ZeroDivisionError

    waits, at = [], clock.now()
    for _ in range(20):
        with clock.frozen(at):
            work(tell=fail)
        again = Outbox.objects.get().not_before
        waits.append(again - at)
        at = again
    assert waits == sorted(waits)
    assert waits[0] < timedelta(minutes=1)
    assert waits[-1] == timedelta(hours=6)


def test_a_consumer_that_fails_holds_up_no_other(here, reader, settings):
    settings.WORKFLOW_CONSUMERS = ["webhooks", CONSUMER]
    write(here, 2)

    def fail(event):
        raise ConnectionError("对方没有应答")

    assert sum(iter(lambda: pass_on("webhooks", fail), False)) == 2
    assert work() == 2
    left = Outbox.objects.values_list("consumer", "error")
    assert list(left) == [("webhooks", "ConnectionError: 对方没有应答")] * 2


def test_what_is_undone_is_not_passed_on(here, reader):
    with pytest.raises(ZeroDivisionError):
        fail_after_noting(here)
    assert not Outbox.objects.exists()


def fail_after_noting(here):
    with transaction.atomic():
        note(here.registry, "白写", by=here.by)
        raise ZeroDivisionError


def slowly(event):
    """Write into the inbox, then take a moment: most of those who are killed die in it."""
    announcement = notices.ANNOUNCERS[event.case.kind](event)
    for message in announcement:
        Notice.objects.create(
            seat=message.seat,
            user=message.seat.user,
            event=event,
            about=f"event:{event.pk}",
            text=message.text,
            url="/",
        )
    time.sleep(random.random() / 100)


def work_until_killed():
    """A child that passes on, slowly, and dies without a word somewhere in the middle."""
    child = os.fork()
    if not child:
        work(tell=slowly)
        os._exit(0)
    time.sleep(random.uniform(0.03, 0.12))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


@pytest.mark.django_db(transaction=True)
def test_kill_9_loses_and_doubles_nothing_in_the_inbox(here, reader):
    write(here, 200)
    connections.close_all()  # a child must not speak on its parent's connection
    for _ in range(12):
        work_until_killed()
    left = Outbox.objects.count()
    assert 0 < left < 200
    assert Notice.objects.count() == 200 - left
    connections.close_all()
    wait_for_the_dead()
    at_once(4, lambda _: work(tell=slowly))
    assert told() == everything(200)
    assert not Outbox.objects.exists()  # nothing was put off for having been told before
    assert Event.objects.filter(note__startswith="第").count() == 200


OTHERS = (
    "SELECT count(*) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


def wait_for_the_dead():
    """Until the database has noticed that the killed ones are gone, and let go of their rows."""
    while sql(OTHERS)[0][0]:
        time.sleep(0.05)
