"""A consultation told at once is the one that the services tell: the same turns and debts."""

from __future__ import annotations

import pytest

from common import clock
from consultations import services
from consultations.demo.county import County
from consultations.demo.course import Course
from consultations.demo.fate import Fate
from consultations.demo.owing import Debts
from consultations.demo.themes import themes
from consultations.models import Consultation
from deadlines.models import Obligation
from tests.consultations.conftest import entry, fresh
from tests.factories import hand
from workflow.chronicle import Chronicle
from workflow.models import Event


def outline(case):
    """What happened, each kind of turn once: without who, when and in which words."""
    told = Event.objects.filter(case=case)
    return {
        (one.subject_type, one.action, one.source, one.target, one.audience, *sorted(one.data))
        for one in told
    }


def columns(case):
    """Which columns each turn changes."""
    told = Event.objects.filter(case=case)
    return {(one.subject_type, one.action): frozenset(one.data["changes"]) for one in told}


def owed(case):
    rows = Obligation.objects.filter(case=case)
    return {(one.subject_type, one.kind, one.role, one.met_at is not None) for one in rows}


@pytest.fixture
def by_services(approved, studio, party, office, county, power, power_liaison):
    """One with two tasks, and guests, speeches, progress and a request to give back."""
    role = entry(county, "attendee", "villager")
    for name in ("村民乙", "村民丙"):
        guest = services.invite(fresh(approved), by=hand(studio), role=role, name=name)
        act = services.sign_in if name == "村民乙" else services.miss
        act(guest, by=hand(studio))
    words = {"held_at": "院坝", "chair": "召集人", "minutes": "同意"}
    row = services.hold(fresh(approved), by=hand(studio), held_on=clock.today(), **words)
    services.record_speech(row, by=hand(studio), point="一", speaker="甲", text="装灯")
    agreed = services.record_consensus(fresh(row), by=hand(studio), text="装灯")
    listed(row, agreed, studio, power)
    services.ask_list(fresh(row), by=hand(studio))
    services.approve_list(fresh(row), by=hand(party), note="同意")
    services.file_list(fresh(row), by=hand(office))
    for task, seat in zip(row.tasks.order_by("pk"), (power_liaison, studio), strict=True):
        services.sign_for(task, by=hand(seat))
    task = fresh(task)
    services.record_progress(task, by=hand(studio), on=clock.today(), text="在做")
    return row


def listed(row, agreed, studio, power):
    words = {"consensus": agreed, "due_on": clock.today(), "quantity": 4, "measure": "盏"}
    words |= {"money": 5, "money_source": "村集体"}
    for unit, level in ((power, "county"), (None, "township")):
        how = {"unit": unit, "level": level, "what": "装灯"}
        services.list_task(fresh(row), by=hand(studio), **words, **how)


@pytest.fixture
def rated(by_services, studio, power_liaison, office):
    """All is done and rated."""
    for task, seat in zip(by_services.tasks.order_by("pk"), (power_liaison, studio), strict=True):
        services.report(fresh(task), by=hand(seat), note="完成")
        services.confirm(fresh(task), by=hand(office), note="属实")
    words = {"task": task, "attitude": "satisfied", "result": "fair"}
    services.rate(fresh(by_services), by=hand(studio), **words)
    services.end_rating(fresh(by_services), by=hand(studio))
    return by_services


def told_at_once(county, kept):
    """The demo's own way, in the same county."""
    fate = Fate(1, "539001", 0, "鱼塘村", 60, themes()[0]._replace(agreed=AGREED), 1, kept)
    book = Chronicle()
    Course(County(county.body), book, Debts(book, county.body.pk), fate).tell()
    book.write()
    return Consultation.objects.exclude(title="鱼塘村亮化协商").get()


ONE = themes()[0].agreed[1]
AGREED = (
    ONE._replace(
        duties=(
            ONE.duties[0]._replace(unit="供电局"),
            ONE.duties[1],
        )
    ),
)


@pytest.mark.parametrize("kept", [1, 0])
def test_turns_debts_and_columns_are_the_same(rated, county, people, kept):
    demo = told_at_once(county, kept)
    if not kept:
        task = rated.tasks.first()
        assert outline(demo.pk) - outline(rated.pk) <= {asked_back(task.kind())}
        return
    assert demo.status == "done"
    assert outline(demo.pk) <= outline(rated.pk)
    assert owed(demo.pk) == owed(rated.pk)
    known = columns(rated.pk)
    assert [one for one, those in columns(demo.pk).items() if those - known[one]] == []


def asked_back(kind):
    return (kind, "ask_return", "handling", "return_asked", "parties", "changes", "owed", "v")
