"""A year's calendar is published: what was 暂定 becomes definite, case by case, once."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from common import clock
from deadlines.changes import make
from deadlines.keeping import Notice, Publication, seed_calendar, standing
from deadlines.models import Obligation, Recomputation
from deadlines.recomputing import go_on
from deadlines.seeding import NoticedDay
from deadlines.workdays import calendar_of
from members.models import Role
from tests import factories
from tests.factories import hand
from workflow.chain import faults
from workflow.models import Event
from workflow.upkeep import Upkeep

pytestmark = pytest.mark.django_db
SPRING = [date(2027, 2, day) for day in range(5, 13)]


@pytest.fixture(autouse=True)
def late_in_the_year():
    """2026, when the notice for 2027 is not out yet."""
    with clock.frozen(date(2026, 11, 24)):
        yield


@pytest.fixture
def keeper(here):
    seed_calendar(here.body)
    return factories.person(here, Role.SYSADMIN)


@pytest.fixture
def drafted(here, keeper):
    """2027 as the notice may come: eight days of rest in February, one Saturday worked."""
    days = [NoticedDay(day, False, "春节") for day in SPRING]
    days.append(NoticedDay(date(2027, 2, 20), True, "调休"))
    make(Notice(here.body, 2027, days, "国办发明电〔2026〕9号"), by=hand(keeper))
    return keeper


def owed(case, kind):
    return Obligation.objects.get(case=case.pk, kind=kind, met_at=None)


@pytest.fixture
def reply(signed_for):
    """Due in February 2027, across the Spring Festival that nobody has ordered yet."""
    return owed(signed_for.case, "reply")


def reckoned(row):
    return Event.objects.filter(case=row.case_id, action=Upkeep.RECKON)


def test_a_drafted_year_changes_nothing_until_it_is_published(reply, drafted, here):
    assert Recomputation.objects.count() == 0
    assert not calendar_of(here.body.pk).is_sure(date(2027, 2, 9))
    assert reply.provisional


def test_the_first_notice_of_a_committee_makes_no_known_year_tentative(here):
    """Who kept no table until now goes on by the notices that are known."""
    keeper = factories.person(here, Role.SYSADMIN)
    make(Notice(here.body, 2027, [NoticedDay(SPRING[0], False, "春节")], "通知"), by=hand(keeper))
    kept = calendar_of(here.body.pk)
    assert kept.is_sure(date(2026, 10, 1))
    assert not kept.is_workday(date(2026, 10, 1))


def test_what_was_published_is_what_was_looked_at(drafted, here):
    seen = standing(here.body, 2027)
    make(Notice(here.body, 2027, [NoticedDay(SPRING[0], False, "春节")], "更正"), by=hand(drafted))
    with pytest.raises(ValidationError, match="请重新核对后公布"):
        make(Publication(here.body, 2027, seen), by=hand(drafted))
    make(Publication(here.body, 2027, standing(here.body, 2027)), by=hand(drafted))


def test_exactly_the_provisional_ones_move_with_one_event_each(reply, drafted, here):
    sure = list(Obligation.objects.open().filter(provisional=False))
    make(Publication(here.body, 2027), by=hand(drafted))
    assert go_on() == Obligation.objects.open().count() - len(sure)
    assert not Obligation.objects.open().filter(provisional=True).exists()
    [event] = reckoned(reply)
    assert "2027年工作日历公布" in event.note
    assert reply.pk in [one["id"] for one in event.data["reckoned"]]
    for one in sure:
        assert Obligation.objects.get(pk=one.pk).due_on == one.due_on
    assert go_on() == 0
    assert reckoned(reply).count() == 1
    assert list(faults()) == []
