"""The working days of a year, read by another system as limits are reckoned by them."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from common import clock
from deadlines.keeping import seed_calendar
from deadlines.models import CalendarYear, SpecialDay
from deadlines.workdays import restamp
from members.models import Level
from tests import factories
from tests.browsing import Person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def november():
    with clock.frozen(date(2026, 11, 24)):
        yield


def year(seat, number):
    return Person(seat).get(reverse("api:calendar-year", args=[number]))


def days(seat, number):
    return {day["date"]: day for day in year(seat, number).json()["special_days"]}


def special(here, day, name, *, working=False, local=False):
    SpecialDay.objects.create(
        committee=here.body, day=day, working=working, name=name, source="通知", local=local
    )
    restamp()


@pytest.mark.parametrize("kept", [False, True])
def test_a_published_year_names_its_days_and_its_source(here, member, kept):
    """The same, whether the committee keeps a table or the notices of the library hold."""
    if kept:
        seed_calendar(here.body)
        restamp()
    told = year(member, 2026).json()
    assert (told["year"], told["published"], told["provisional"]) == (2026, True, False)
    assert told["source"] == "国务院办公厅关于2026年部分节假日安排的通知"
    named = days(member, 2026)
    assert named["2026-10-01"] == {
        "date": "2026-10-01", "working": False, "name": "国庆节", "source": told["source"],
        "local": False, "provisional": False,
    }  # fmt: skip
    assert named["2026-10-10"]["working"] is True
    assert "2026-10-08" not in named


def test_a_year_without_a_notice_is_tentative_and_a_draft_counts_for_nothing(here, member):
    seed_calendar(here.body)
    CalendarYear.objects.create(committee=here.body, year=2027, source="草稿")
    special(here, date(2027, 2, 20), "调休", working=True)
    told = year(member, 2027).json()
    assert (told["published"], told["provisional"], told["source"]) == (False, True, "")
    found = days(member, 2027)
    assert "2027-02-20" not in found
    assert found["2027-10-01"]["working"] is False
    assert found["2027-10-01"]["provisional"] is True
    CalendarYear.objects.filter(year=2027).update(published=True)
    restamp()
    told = year(member, 2027).json()
    assert (told["published"], told["provisional"], told["source"]) == (True, False, "草稿")
    assert days(member, 2027)["2027-02-20"]["working"] is True


def test_a_county_reads_its_own_day_before_that_of_the_prefecture(here, office, elsewhere):
    county = factories.committee("河口县", code="539001", level=Level.COUNTY, parent=here.body)
    special(here, date(2027, 4, 15), "州庆", local=True)
    special(county, date(2027, 4, 15), "县里上班", working=True, local=True)
    above, below = (days(seat, 2027)["2027-04-15"] for seat in (office, county.office))
    assert (above["working"], above["name"], above["provisional"]) == (False, "州庆", False)
    assert (below["working"], below["name"], below["local"]) == (True, "县里上班", True)
    assert "2027-04-15" not in days(elsewhere.office, 2027)


def test_a_year_that_nobody_can_keep_is_not_there(office):
    assert year(office, 1900).status_code == 404
    assert year(office, 2004).status_code == 200
