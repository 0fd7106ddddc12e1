"""Whatever is killed, and whenever: nobody is left untold, and nobody is told twice."""

from __future__ import annotations

import random
import tempfile
import time as wall
from collections import Counter
from datetime import time, timedelta
from pathlib import Path

import pytest
import redis

from common import clock
from deadlines.models import Obligation, OfficeHours, Rung
from notices.models import Delivery, Notice, State
from notices.sending import LEASE
from tests import sinks
from tests.notices.machinery import running
from workflow.models import Outbox

pytestmark = pytest.mark.django_db(transaction=True)
CAUGHT_UP = 300  # seconds


@pytest.fixture
def folder():
    with tempfile.TemporaryDirectory(prefix="tiantong-faults-") as name:
        yield Path(name)


@pytest.fixture
def debts(signed_for, here, liaison):
    """A debt to copy; its committee may be written to at any hour, and a ladder of one mark."""
    OfficeHours.objects.create(
        committee=here.body,
        morning_from=time(0),
        morning_to=time(12),
        afternoon_from=time(12),
        afternoon_to=time(0),
        rest_days=True,
    )
    Rung.objects.create(committee=here.body, recipient="debtor", before=[30], compulsory="always")
    Obligation.objects.update(cancelled_at=clock.now())
    Outbox.objects.all().delete()
    Notice.objects.all().delete()
    return Debts(Obligation.objects.get(kind="reply"))


class Debts:
    """As many reminders fall due as one makes."""

    def __init__(self, like):
        self.like, self.made = like, 0

    def fall_due(self, count):
        Obligation.objects.bulk_create(self.copy(self.made + n) for n in range(count))
        self.made += count

    def copy(self, number):
        columns = {
            field.attname: getattr(self.like, field.attname)
            for field in Obligation._meta.concrete_fields
            if field.name != "id" and not field.generated
        }
        due = clock.today() + timedelta(days=20)
        long_ago = clock.now() - timedelta(days=60)
        return Obligation(**columns | {
            "subject_id": 10_000_000 + number, "due_on": due, "opened_at": long_ago,
            "met_at": None, "cancelled_at": None,
        })  # fmt: skip


def all_sent(debts):
    return lambda: Delivery.objects.filter(state=State.SENT).count() == debts.made


def sooner(debts):
    """The same without waiting for the minute that a killed worker holds what it was sending."""

    def sent():
        held_long = clock.now() + LEASE - timedelta(seconds=5)  # a letter takes a part of a second
        Delivery.objects.filter(leased_until__lt=held_long).update(leased_until=clock.now())
        return all_sent(debts)()

    return sent


def nothing_lost_nothing_doubled(debts, letters, doubled_at_most):
    told = Counter(Notice.objects.values_list("duty", flat=True))
    assert len(told) == debts.made, "somebody was not told"
    assert set(told.values()) == {1}, "somebody was told twice in the inbox"
    ids = Counter(letters.ids)
    assert len(ids) == debts.made, "a letter was lost, or came under another id"
    assert sum(ids.values()) - debts.made <= doubled_at_most


@pytest.mark.parametrize(
    ("kills", "reminders", "pace"),
    [(2, 20, 0.15), pytest.param(200, 1000, 0.05, marks=pytest.mark.prove)],
    ids=["quick", "200 kills"],
)
def test_kill_9_of_worker_beat_or_redis_loses_nothing(debts, folder, kills, reminders, pace):
    with sinks.smtp(delay=pace) as letters, running(folder, letters.port) as machinery:
        for _ in range(kills):
            debts.fall_due(reminders // kills)
            before = len(letters.ids)
            machinery.until(lambda n=before: len(letters.ids) > n, 20)  # it is at work again
            wall.sleep(random.uniform(0, 2))
            machinery.kill()
        began = wall.monotonic()
        assert machinery.until(all_sent(debts) if kills > 2 else sooner(debts), CAUGHT_UP)
        took = wall.monotonic() - began
        nothing_lost_nothing_doubled(debts, letters, machinery.kills)
    doubled = len(letters.ids) - debts.made
    print(f"\n{debts.made} 条提醒，{machinery.kills} 次 kill -9：重复邮件 {doubled} 封，"
          f"{took:.0f} 秒后全部送出")  # fmt: skip


@pytest.mark.parametrize(
    ("workers", "reminders"),
    [pytest.param(4, 1000, marks=pytest.mark.prove)],
    ids=["four workers"],
)
def test_two_beats_and_many_workers_double_nothing_and_a_flushed_redis_loses_nothing(
    debts, folder, workers, reminders
):
    with (
        sinks.smtp(delay=0.05) as letters,
        running(folder, letters.port, workers=workers, beats=2) as machinery,
    ):
        for _ in range(4):
            debts.fall_due(reminders // 4)
            machinery.until(lambda: letters.taken, 30)
            redis.Redis(unix_socket_path=str(machinery.broker.socket)).flushall()
        assert machinery.until(all_sent(debts), CAUGHT_UP)
        nothing_lost_nothing_doubled(debts, letters, 0)
