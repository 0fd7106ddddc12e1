"""Which days the office works: the notices to the day, and a forecast where there is none."""

from __future__ import annotations

from datetime import date, timedelta

import chinese_calendar
import pytest
from holidays import country_holidays

from deadlines.calendar import NATIONAL, WorkCalendar
from deadlines.keeping import seed_calendar
from deadlines.models import SpecialDay
from deadlines.workdays import calendar_now, calendar_of, load, remembered, restamp


def days(first: date, last: date) -> list[date]:
    return [first + timedelta(i) for i in range((last - first).days + 1)]


def weekdays_off(year: int, calendar: WorkCalendar = NATIONAL) -> set[str]:
    """The Mondays to Fridays of a year on which nobody works."""
    whole = days(date(year, 1, 1), date(year, 12, 31))
    return {f"{d:%m-%d}" for d in whole if d.weekday() < 5 and not calendar.is_workday(d)}


def test_the_office_works_and_rests_as_every_notice_since_2004_said():
    whole = days(date(2004, 1, 1), date(2026, 12, 31))
    assert [NATIONAL.is_workday(d) for d in whole] == [
        chinese_calendar.is_workday(d) for d in whole
    ]
    assert all(NATIONAL.is_sure(d) for d in whole)


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_a_second_library_knows_the_same_days(year):
    second = country_holidays("CN", years=year)
    whole = days(date(year, 1, 1), date(year, 12, 31))
    assert [NATIONAL.is_workday(d) for d in whole] == [second.is_working_day(d) for d in whole]


@pytest.mark.parametrize("day", ["01-04", "02-14", "02-28", "05-09", "09-20", "10-10"])
def test_people_come_to_work_on_the_make_up_weekends_of_2026(day):
    made_up = date.fromisoformat(f"2026-{day}")
    assert made_up.weekday() >= 5
    assert NATIONAL.is_workday(made_up)


def test_a_year_without_notice_rests_on_the_statutory_days_of_2027():
    assert weekdays_off(2027) == {
        "01-01", "02-05", "02-08", "04-05", "06-09", "09-15", "10-01"
    }  # fmt: skip


def test_the_moon_of_2033_and_2034_is_reckoned_rightly():
    assert {"01-31", "02-01", "02-02", "06-01", "09-08"} <= weekdays_off(2033)
    assert {"02-20", "02-21", "06-20", "09-27"} <= weekdays_off(2034)
    assert "02-17" not in weekdays_off(2034)


def test_no_date_is_beyond_the_calendar_and_no_forecast_is_called_sure():
    for year in [*range(1990, 2004), *range(2027, 2111)]:
        whole = days(date(year, 1, 1), date(year, 12, 31))
        assert 240 <= sum(NATIONAL.is_workday(d) for d in whole) <= 262
        assert not any(NATIONAL.is_sure(d) for d in whole)


def test_a_prefecture_rests_on_its_own_festival_day():
    festival = date(2026, 4, 15)
    chuxiong = WorkCalendar({festival: False})
    assert NATIONAL.is_workday(festival)
    assert not chuxiong.is_workday(festival)
    assert chuxiong.is_workday(date(2026, 4, 16))


def test_a_day_entered_before_the_notice_is_sure_and_its_neighbour_is_not():
    chuxiong = WorkCalendar({date(2027, 4, 15): False})
    assert chuxiong.is_sure(date(2027, 4, 15))
    assert not chuxiong.is_sure(date(2027, 4, 16))


def test_a_published_table_replaces_the_forecast_in_full():
    notice = WorkCalendar(
        {date(2027, 1, 1): False, date(2027, 2, 9): False, date(2027, 2, 20): True},
        published=frozenset({2027}),
    )
    assert weekdays_off(2027, notice) == {"01-01", "02-09"}
    assert notice.is_workday(date(2027, 2, 20))
    assert notice.is_sure(date(2027, 7, 1))
    assert not notice.is_sure(date(2028, 7, 3))


def test_an_administrator_can_correct_a_day_that_the_library_has_wrong():
    corrected = WorkCalendar({date(2026, 2, 14): False})
    assert not corrected.is_workday(date(2026, 2, 14))


@pytest.mark.django_db
def test_the_table_of_a_new_committee_says_what_every_notice_said(here):
    seed_calendar(here.body)
    kept = load(here.body.pk)
    assert not kept.noticed
    whole = days(date(2004, 1, 1), date(2026, 12, 31))
    assert [kept.is_workday(d) for d in whole] == [chinese_calendar.is_workday(d) for d in whole]
    assert all(kept.is_sure(d) for d in whole)
    assert not kept.is_sure(date(2027, 6, 1))


@pytest.mark.django_db
def test_a_committee_without_a_table_goes_by_the_notices_that_are_known(here):
    whole = days(date(2024, 1, 1), date(2026, 12, 31))
    assert [load(here.body.pk).is_workday(d) for d in whole] == [
        NATIONAL.is_workday(d) for d in whole
    ]


@pytest.mark.django_db
def test_a_calendar_kept_in_memory_is_dropped_as_soon_as_any_has_changed(here):
    day = date(2026, 12, 1)
    assert calendar_of(here.body.pk).is_workday(day)
    with remembered():
        assert calendar_of(here.body.pk).is_workday(day)
        restamp()
        SpecialDay.objects.create(
            committee=here.body, day=day, working=False, name="州庆", local=True
        )
        assert not calendar_now(here.body.pk).is_workday(day)
        assert calendar_of(here.body.pk).is_workday(day)  # one request sees one calendar
    assert not calendar_of(here.body.pk).is_workday(day)
