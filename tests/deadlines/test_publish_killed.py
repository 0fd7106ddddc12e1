"""Whoever reckons anew is killed in the middle and started again: every case once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.conf import settings
from django.db import connection

from deadlines.changes import make
from deadlines.keeping import Notice, Publication, seed_calendar
from deadlines.models import Obligation, Recomputation
from deadlines.seeding import NoticedDay
from members.models import Role
from tests import factories
from tests.factories import hand
from tests.test_queries import copies, owe
from workflow.models import Event
from workflow.upkeep import Upkeep

CASES = 150
COUNTED = {"counted_from": date(2026, 12, 25), "count": 10, "measure": "workdays"}


def started():
    """A process of its own on the database of this test."""
    url = urlsplit(os.environ["DATABASE_URL"])
    ours = urlunsplit(url._replace(path=f"/{connection.settings_dict['NAME']}"))
    manage = Path(settings.BASE_DIR) / "manage.py"
    return subprocess.Popen(
        [sys.executable, str(manage), "recompute_deadlines"],
        env=os.environ | {"DATABASE_URL": ours},
        stdout=subprocess.PIPE,
        text=True,
    )


def written():
    return Event.objects.filter(action=Upkeep.RECKON).count()


@pytest.fixture
def published(transactional_db, screened, here, office):
    """2027 has just been published, and 150 cases wait for their days."""
    rows = copies(screened, CASES)
    owe(rows, office)
    Obligation.objects.filter(case__in=[row.case_id for row in rows]).update(
        **COUNTED, due_on=date(2027, 1, 11), first_due_on=date(2027, 1, 11), provisional=True
    )
    seed_calendar(here.body)
    keeper = factories.person(here, Role.SYSADMIN)
    made = [NoticedDay(date(2027, 1, 4), False, "元旦")]
    made.append(NoticedDay(date(2027, 1, 1), False, "元旦"))
    make(Notice(here.body, 2027, made, "通知"), by=hand(keeper))
    make(Publication(here.body, 2027), by=hand(keeper))


def killed_after(events):
    process = started()
    while written() < events and process.poll() is None:
        time.sleep(0.002)
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()


def test_killed_in_the_middle_and_started_again_every_case_has_one_event(published):
    killed_after(20)
    assert 20 <= written() < CASES
    killed_after(written() + 20)
    assert written() < CASES
    assert Recomputation.objects.filter(done_at=None).count() == 1
    told, _ = started().communicate(timeout=120)
    assert "已重新核定" in told
    assert Recomputation.objects.filter(done_at=None).count() == 0
    per_case = Event.objects.filter(action=Upkeep.RECKON).values_list("case", flat=True)
    assert len(per_case) == len(set(per_case)) == Recomputation.objects.get().moved
    assert not Obligation.objects.open().filter(provisional=True).exists()
    moved = Obligation.objects.filter(counted_from=COUNTED["counted_from"])
    assert set(moved.values_list("due_on", "due_version")) == {(date(2027, 1, 12), 2)}
