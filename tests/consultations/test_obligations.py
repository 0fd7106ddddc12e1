"""Nothing of a consultation can be forgotten: at every stage somebody who is there owes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from common import clock
from consultations import services
from consultations.models import Consultation
from deadlines.checks import faults
from deadlines.models import Obligation
from members import services as members
from tests.browsing import owed
from tests.consultations.conftest import entry, fresh
from tests.factories import hand
from workflow.chain import faults as broken_chains

STAGES = [
    *("topic", "accepted", "declined", "merged", "turned", "planned", "surveyed", "plan_asked"),
    *("plan_sent_back", "approved", "called_off", "held", "listed", "list_asked"),
    *("list_sent_back", "list_approved", "filed", "signed", "handling", "return_asked"),
    *("return_refused", "reassigned", "extension_asked", "extended", "reported"),
    *("task_sent_back", "task_turned", "rating", "done"),
]


@pytest.fixture
def declined(topic, studio, county):
    ground = entry(county, "undiscussed", "private")
    return services.decline(topic, by=hand(studio), ground=ground, note="属于家庭纠纷")


@pytest.fixture
def merged(topic, accepted, studio, town):
    other = services.raise_topic(town, by=hand(studio), source="people", title="路灯不亮")
    return services.merge_topic(other, by=hand(studio), into=fresh(accepted))


@pytest.fixture
def turned(accepted, office, member):
    return services.turn_topic(accepted, by=hand(office), member=member.member)


@pytest.fixture
def plan_sent_back(plan_asked, party):
    return services.send_back_plan(plan_asked, by=hand(party), note="请补充方案")


@pytest.fixture
def called_off(approved, studio):
    return services.call_off(approved, by=hand(studio), note="防汛")


@pytest.fixture
def list_sent_back(list_asked, party):
    return services.send_back_list(list_asked, by=hand(party), note="请写明资金来源")


@pytest.fixture
def return_asked(handling, power_liaison):
    return services.ask_return(handling, by=hand(power_liaison), note="不属于本单位职责")


@pytest.fixture
def return_refused(return_asked, office):
    return services.refuse_return(return_asked, by=hand(office), note="属于你单位职责")


@pytest.fixture
def reassigned(return_asked, office, roads):
    due_on = return_asked.due_on
    return services.reassign(
        return_asked, by=hand(office), level="county", unit=roads, due_on=due_on
    )


@pytest.fixture
def extension_asked(handling, power_liaison):
    until = handling.due_on + timedelta(days=20)
    return services.ask_extension(handling, by=hand(power_liaison), until=until, note="雨季")


@pytest.fixture
def extended(extension_asked, office):
    return services.grant_extension(extension_asked, by=hand(office))


@pytest.fixture
def task_sent_back(reported, office):
    return services.send_back_task(reported, by=hand(office), note="3盏不亮")


@pytest.fixture
def task_turned(handling, office, member):
    return services.turn_task(handling, by=hand(office), member=member.member)


@pytest.mark.parametrize("stage", STAGES)
def test_at_every_stage_somebody_owes_the_next_step(stage, people, request):
    request.getfixturevalue(stage)
    assert list(faults()) == []
    assert list(broken_chains()) == []


def test_a_returned_task_is_owed_by_who_took_it_over_and_by_nobody_else(reassigned):
    debts = Obligation.objects.open().filter(case=reassigned.case_id, kind="sign_task")
    assert [one.unit for one in debts] == [reassigned.unit]


def test_what_a_township_without_a_seat_owes_the_county_office_does(topic, studio, office, county):
    with pytest.raises(ValidationError, match="请先移交给接手人"):
        members.dismiss(studio, by=hand(office), reason="调离")
    type(studio.user).objects.filter(pk=studio.user_id).update(is_active=False)
    services.follow_debtors()
    assert owed(topic) == {("screen_topic", "office")}
    assert list(faults()) == []
    ground = entry(county, "discussed", "people")
    services.accept(fresh(topic), by=hand(office), ground=ground)
    assert owed(topic) == {("plan_topic", "office")}


def test_a_task_follows_its_unit_into_another_one(handling, power, roads, roads_liaison, office):
    members.merge_unit(power, by=hand(office), into=roads, reason="机构改革")
    [debt] = Obligation.objects.open().filter(subject_id=handling.pk, kind="task")
    assert debt.unit == roads
    services.report(fresh(handling), by=hand(roads_liaison), note="已装好")
    assert list(faults()) == []


def test_where_nobody_is_rated_the_time_for_it_ends_the_consultation(rating):
    row = Consultation.objects.get(pk=rating.pk)
    assert services.finish_expired() == 0
    due = Obligation.objects.open().get(case=row.pk, kind="rate_tasks").due_on
    with clock.frozen(due + timedelta(days=1)):
        assert services.finish_expired() == 1
    assert fresh(row).status == "done"
    assert owed(row) == set()
    assert fresh(row).ratings.count() == 0
