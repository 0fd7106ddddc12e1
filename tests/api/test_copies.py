"""Copies stay equal while many write at once, take things back, and readers are killed."""

from __future__ import annotations

import random
import time

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from members.models import Role
from proposals import services
from proposals.models import Proposal
from tests.api.systems import system
from tests.api.test_changes import Mirror, alive, anew
from tests.conftest import at_once
from tests.factories import hand
from tests.keys.choosing import chosen
from tests.test_queries import copies
from workflow.models import Event

pytestmark = pytest.mark.django_db(transaction=True)
WRITERS, CASES = 4, 8
NEVER = 10**6  # calls in a minute


class Undone(Exception):
    """A transaction that is taken back at its end."""


class Writer:
    """The office hands a case over and the director takes it back: seen, not seen, seen."""

    def __init__(self, office, director, units, until):
        self.office, self.director, self.units, self.until = (
            hand(office),
            hand(director),
            units,
            until,
        )

    def __call__(self, number):
        chance, done = random.Random(number), []
        while time.monotonic() < self.until:
            case = chance.choice(list(Proposal.objects.all()))
            try:
                with transaction.atomic():
                    row = self.act(case)
                    time.sleep(chance.random() / 20)
                    if chance.random() < 0.2:
                        raise Undone
                done.append((str(row.case.uid), row.case.version, time.monotonic()))
            except (Undone, ValidationError):
                continue
        return done

    def act(self, case):
        if case.status == "filed":
            return services.transfer(case, by=self.office, units=self.units)
        return services.take_back(case, by=self.director, note="误移交")


class Timed(Mirror):
    """A copy that knows when it was told what."""

    def __init__(self, one):
        super().__init__(one)
        self.told_at = {}

    def titles(self):
        """Not all that it holds has one."""

    def take(self, change):
        super().take(change)
        told = self.told_at.setdefault(change["id"], [])
        told.append((change["version"], time.monotonic()))

    def lags(self, acts):
        """Seconds from each commit until this copy had it, or what came after it; of what it was
        never to see there is none."""
        for uid, version, at in acts:
            seen = [when for known, when in self.told_at.get(uid, ()) if known >= version]
            if seen:
                yield max(0.0, min(seen) - at)


def follow(mirror, until, number):
    """Read on; now and then be killed, and begin again with what was saved last."""
    chance, saved = random.Random(number), ("", {})
    while time.monotonic() < until:
        mirror.page(limit=chance.choice((1, 3, 50)))
        if chance.random() < 0.3:
            mirror.cursor, mirror.rows = saved[0], dict(saved[1])
        elif chance.random() < 0.5:
            saved = (mirror.cursor, dict(mirror.rows))


def all_equal(mirrors):
    """What kinds they hold, after quiet."""
    for mirror in mirrors:
        mirror.catch_up()
        assert alive(mirror) == anew(mirror)
    told = [row for mirror in mirrors for row in mirror.rows.values()]
    return {row["type"] for row in told if row["op"] == "upsert"}


@pytest.mark.parametrize("seconds", [2, pytest.param(600, marks=pytest.mark.prove)])
def test_after_quiet_every_copy_equals_what_is_there(
    here, transferred, office, director, education, seconds, monkeypatch
):
    monkeypatch.setattr("members.services.clients.FASTEST", NEVER)
    copies(transferred, CASES)
    chosen(transferred, office, director)  # seen by whoever sees its proposal, as long as they do
    roles = {"readers": Role.CLIENT, "offices": Role.OFFICE, "thirds": Role.CLIENT}
    mirrors = [Timed(system(here, role, name=name, rate=NEVER)) for name, role in roles.items()]
    until = time.monotonic() + seconds
    write = Writer(office, director, [education], until)

    def work(number):
        if number < WRITERS:
            return write(number)
        return follow(mirrors[number - WRITERS], until, number)

    before = Event.objects.count()
    came = at_once(WRITERS + len(mirrors), work)
    assert came[WRITERS:] == [None] * len(mirrors)
    acts = [act for done in came[:WRITERS] for act in done]
    assert acts
    assert all_equal(mirrors) == {"proposal", "key", "key-list", "meeting"}
    lags = sorted(lag for mirror in mirrors for lag in mirror.lags(acts))
    rate, events = len(acts) / seconds, Event.objects.count() - before
    half, most = lags[len(lags) // 2], lags[len(lags) * 99 // 100]
    print(f"{len(acts)} 次办理（每秒 {rate:.1f}），{events} 个事件，{seconds} 秒")
    print(f"滞后：中位数 {half:.2f} 秒，99% 在 {most:.2f} 秒内")
