"""Nothing that was reported can be forgotten: at every stage somebody who is there owes."""

from __future__ import annotations

from datetime import timedelta

import pytest

from common import clock
from deadlines.checks import faults
from deadlines.models import Obligation
from members import services as members
from opinions import services
from tests.browsing import owed
from tests.factories import hand
from tests.opinions.conftest import answer, forward, fresh
from workflow.chain import faults as broken_chains

STAGES = {
    "submitted": {("edit_opinion", "office")},
    "withdrawn": set(),
    "editing": {("decide_opinion", "office")},
    "kept": set(),
    "taken_up_again": {("decide_opinion", "office")},
    "adopted": {("issue_opinion", "office")},
    "reconsidered": {("decide_opinion", "office")},
    "combined": {("issue_opinion", "office")},
    "issued": {("track_opinion", "office")},
    "instructed": {("forward_opinion", "office")},
    "uninstructed": {("track_opinion", "office")},
    "forwarded": {("opinion_outcome", "liaison")},
    "returned": {("forward_opinion", "office")},
    "answered": {("close_opinion", "office")},
    "asked_again": {("opinion_outcome", "liaison")},
    "forwarded_again": {("opinion_outcome", "liaison")},
    "done": set(),
    "done_at_once": set(),
}


@pytest.fixture
def withdrawn(submitted, member):
    return services.withdraw(submitted, by=hand(member))


@pytest.fixture
def kept(editing, office):
    return services.keep(editing, by=hand(office), note="已有同类反映")


@pytest.fixture
def taken_up_again(kept, office):
    return services.take_up(fresh(kept), by=hand(office))


@pytest.fixture
def reconsidered(adopted, office):
    return services.reconsider(adopted, by=hand(office), note="数据待核")


@pytest.fixture
def uninstructed(instructed, office):
    row = instructed.instructions.select_related("opinion__case").get()
    services.void_instruction(row, by=hand(office), note="登记有误")
    return fresh(instructed)


@pytest.fixture
def returned(given, police_liaison):
    services.give_back(given, by=hand(police_liaison), note="不属于本单位职责")
    return fresh(given.opinion)


@pytest.fixture
def asked_again(answered, office):
    row = answered.forwardings.select_related("opinion__case").get()
    due_on = clock.today() + timedelta(days=9)
    services.send_back_outcome(row, by=hand(office), due_on=due_on, note="请写明时间")
    return fresh(answered)


@pytest.fixture
def forwarded_again(returned, office, schools, schools_liaison):
    return forward(returned, office, schools)


@pytest.fixture
def done_at_once(issued, office):
    return services.close(issued, by=hand(office), note="无批示，存档")


@pytest.mark.parametrize("stage", STAGES)
def test_at_every_stage_somebody_owes_the_next_step(stage, people, request):
    row = request.getfixturevalue(stage)
    assert owed(row) == STAGES[stage]
    assert list(faults()) == []
    assert list(broken_chains()) == []


def test_two_units_owe_until_both_have_told(instructed, office, people, police, schools):
    row = forward(instructed, office, police, schools)
    first, second = row.forwardings.order_by("pk")
    answer(first, people.police)
    assert fresh(row).status == "forwarded"
    assert owed(row) == {("opinion_outcome", "liaison")}
    answer(second, people.schools, "not_adopted")
    assert fresh(row).status == "answered"
    assert owed(row) == {("close_opinion", "office")}


def test_a_unit_that_has_nobody_is_stood_in_for_by_the_office(instructed, office, schools):
    row = forward(instructed, office, schools)
    assert owed(row) == {("opinion_outcome", "office")}
    answer(row.forwardings.get(), office)
    assert fresh(row).status == "answered"


def test_an_outcome_follows_the_unit_into_another_one(
    given, police, schools, schools_liaison, office
):
    members.merge_unit(police, by=hand(office), into=schools, reason="机构改革")
    [debt] = Obligation.objects.open().filter(subject_id=given.pk, kind="opinion_outcome")
    assert debt.unit == schools
    answer(given, schools_liaison)
    assert list(faults()) == []


def test_where_the_liaison_is_gone_the_office_owes_it(given, police_liaison):
    account = type(police_liaison.user).objects.filter(pk=police_liaison.user_id)
    account.update(is_active=False)
    assert services.follow_debtors() == 1
    assert owed(given.opinion) == {("opinion_outcome", "office")}
    assert services.follow_debtors() == 0
