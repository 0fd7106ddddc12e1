"""备案: numbers without gaps in county and year, and every task goes to whom it is for."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import transaction

from common import clock
from consultations import services
from deadlines.models import Obligation
from members.models import Role, Township
from tests import factories
from tests.browsing import inbox
from tests.consultations.browsing import Person
from tests.consultations.conftest import agree, county_of, entry, fresh, put_on_list, visit
from tests.factories import hand


def approved_list(county, town, studio, party):
    """Another consultation, up to its approved list."""
    topic = services.raise_topic(town, by=hand(studio), source="people", title="修路")
    ground = entry(county, "discussed", "people")
    topic = services.accept(topic, by=hand(studio), ground=ground)
    words = {"title": "修路协商", "planned_on": clock.today(), "chair": "甲", "plan": "先走访"}
    row = services.plan(town, by=hand(studio), topics=[topic], **words)
    visit(row, studio)
    services.ask_plan(fresh(row), by=hand(studio))
    row = services.approve_plan(fresh(row), by=hand(party))
    words = {"held_on": clock.today(), "held_at": "院坝", "chair": "甲", "minutes": "同意"}
    row = services.hold(row, by=hand(studio), **words)
    put_on_list(agree(row, studio), studio, "铺路")
    services.ask_list(fresh(row), by=hand(studio))
    return services.approve_list(fresh(row), by=hand(party))


def test_numbers_have_no_gap_and_begin_anew_with_the_year(
    filed, county, town, studio, party, office
):
    second = approved_list(county, town, studio, party)
    with pytest.raises(RuntimeError):
        refused(second, office)
    Person(office).does("file", second)
    assert [fresh(filed).filing_number, fresh(second).filing_number] == [1, 2]
    third = approved_list(county, town, studio, party)
    with clock.frozen(date(clock.today().year + 1, 1, 5)):
        services.file_list(third, by=hand(office))
    assert fresh(third).label == f"{clock.today().year + 1}年第1号"


def refused(row, office):
    """A filing whose transaction fails takes no number."""
    with transaction.atomic():
        services.file_list(row, by=hand(office))
        raise RuntimeError


def test_each_county_counts_for_itself(filed, prefecture):
    other = county_of("白石县", "539003", prefecture.body)
    town = Township.objects.create(committee=other.body, code="539003101", name="石门乡")
    studio = factories.person(other, Role.TOWNSHIP, township=town)
    party = factories.person(other, Role.PARTY, township=town)
    row = approved_list(other, town, studio, party)
    assert services.file_list(row, by=hand(other.office)).filing_number == 1


def test_units_and_the_township_get_their_tasks_with_a_day_to_sign(
    filed, power_liaison, studio, lamps, footing
):
    debts = Obligation.objects.open().filter(case=filed.pk, kind="sign_task")
    assert {(one.subject_id, one.role) for one in debts} == {
        (lamps.pk, "liaison"),
        (footing.pk, "township"),
    }
    for seat in (power_liaison, studio):
        assert any("签收协商任务" in text for text in inbox(seat))
    assert "sign_for" in Person(power_liaison).buttons(filed)


def test_a_unit_without_anybody_who_can_sign_in_leaves_it_to_the_office(
    list_approved, office, power_liaison
):
    type(power_liaison.user).objects.filter(pk=power_liaison.user_id).update(is_active=False)
    Person(office).does("file", list_approved)
    task = list_approved.tasks.get(what="安装太阳能路灯")
    Person(office).does("sign_for", task)
    assert fresh(task).status == "handling"
