"""暂停计时, 恢复计时: while a unit cannot work on its answer, the clock does not run."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from common import clock
from deadlines.models import Obligation
from members.models import Role
from proposals import services
from tests import factories
from tests.browsing import Person, done, fresh, owed
from tests.conftest import behind_its_back
from tests.factories import hand
from workflow.chain import faults

WHY = "等待省级主管部门出台配套办法"
MONDAY = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def spring():
    with clock.frozen(MONDAY):
        yield


def reply_of(share):
    return Obligation.objects.open().get(case=share.case, kind="reply")


@pytest.fixture
def paused(signed_for, dispatcher):
    return services.pause(signed_for, by=hand(dispatcher), note=WHY)


@pytest.mark.parametrize("who", ["dispatcher", "office"])
def test_the_clock_is_stopped_with_a_reason_that_all_can_read(request, signed_for, who, liaison):
    person = Person(request.getfixturevalue(who))
    assert person.does("pause", signed_for).status_code == 422
    assert done(person.does("pause", signed_for, note=WHY), signed_for)
    assert reply_of(signed_for).paused_on == MONDAY
    assert ("reply", "liaison") in owed(signed_for)
    page = Person(liaison).get(signed_for.proposal.get_absolute_url()).content.decode()
    assert WHY in page
    assert "已暂停计时" in page


def test_it_runs_again_and_is_due_as_much_later_as_it_stood_still(paused, dispatcher):
    before = reply_of(paused)
    with clock.frozen(MONDAY + timedelta(days=14)):
        assert done(Person(dispatcher).does("resume", paused), paused)
        reply = reply_of(paused)
    assert reply.paused_on is None
    [days] = reply.pauses.all()
    assert (days.first, days.last) == (MONDAY, MONDAY + timedelta(days=13))
    # the Monday itself is never counted (民法典 201), so thirteen days were lost
    assert (before.due_on, reply.due_on) == (date(2026, 6, 2), date(2026, 6, 15))
    assert (reply.due_version, reply.first_due_on) == (2, before.first_due_on)
    [told] = paused.case.events.get(action="resume").data["resumed"]
    assert told["due_on"] == reply.due_on.isoformat()
    assert list(faults()) == []


def test_stopped_and_started_on_one_day_nothing_moves(paused, dispatcher):
    before = reply_of(paused)
    services.resume(paused, by=hand(dispatcher))
    reply = reply_of(paused)
    assert (reply.due_on, reply.due_version) == (before.due_on, 1)
    assert not reply.pauses.exists()


def test_a_day_that_was_granted_moves_by_the_days_lost(signed_for, liaison, dispatcher):
    until = reply_of(signed_for).due_on + timedelta(days=20)
    services.ask_extension(signed_for, by=hand(liaison), until=until, note="资金未到位")
    services.grant_extension(signed_for, by=hand(dispatcher))
    services.pause(signed_for, by=hand(dispatcher), note=WHY)
    with clock.frozen(MONDAY + timedelta(days=7)):
        services.resume(signed_for, by=hand(dispatcher))
    assert reply_of(signed_for).extended_to == until + timedelta(days=7)


def test_nothing_is_late_while_the_clock_stands(paused):
    long_after = reply_of(paused).due_on + timedelta(days=30)
    assert not Obligation.objects.late(long_after).filter(kind="reply").exists()


def test_it_is_stopped_once_and_started_once(paused, dispatcher):
    again = Person(dispatcher).insists("pause", paused, note=WHY)
    assert again.status_code == 422
    assert "已暂停计时" in again.content.decode()
    services.resume(paused, by=hand(dispatcher))
    again = Person(dispatcher).insists("resume", paused)
    assert again.status_code == 422
    assert "没有暂停计时" in again.content.decode()


def test_what_is_late_already_is_not_stopped(signed_for, dispatcher):
    behind_its_back(
        "UPDATE deadlines_obligation SET due_on = %s WHERE kind = 'reply'",
        MONDAY - timedelta(days=1),
    )
    page = Person(dispatcher).insists("pause", signed_for, note=WHY)
    assert page.status_code == 422
    assert "不能再暂停计时" in page.content.decode()


def test_a_fixed_date_does_not_wait(signed_for, dispatcher):
    behind_its_back(
        "UPDATE deadlines_obligation SET fixed_on = due_on WHERE kind = 'reply'",
    )
    page = Person(dispatcher).insists("pause", signed_for, note=WHY)
    assert page.status_code == 422
    assert "固定日期" in page.content.decode()


def test_nobody_else_stops_the_clock(request, here, signed_for):
    other = factories.person(here, Role.DISPATCHER, system=here.party)
    for seat in [*map(request.getfixturevalue, ("liaison", "unit_head", "member")), other]:
        page = Person(seat).insists("pause", signed_for, note=WHY)
        assert page.status_code in (403, 404)
    assert fresh(signed_for).status == "handling"
    assert reply_of(signed_for).paused_on is None
