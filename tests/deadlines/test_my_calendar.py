"""日历: what somebody owes, day by day, with the days of rest, month after month or by the week."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from common import clock
from deadlines.models import Obligation
from tests.browsing import Person
from tests.conftest import behind_its_back

CALENDAR = reverse("calendar")


def due(share, day, kind="sign_for"):
    behind_its_back(
        "UPDATE deadlines_obligation SET due_on = %s WHERE subject_id = %s AND kind = %s",
        day, share.pk, kind,
    )  # fmt: skip


def squares(page):
    return {one.day.day: one for week in page.context["weeks"] for one in week if one}


def test_a_duty_stands_on_its_day_and_leads_to_the_case(share, liaison):
    due(share, date(2026, 10, 9))
    page = Person(liaison).get(CALENDAR, month="2026-10")
    square = squares(page)[date(2026, 10, 9)]
    assert square.due == 1
    [duty] = square.duties
    assert duty["url"] == share.proposal.get_absolute_url()
    assert f'href="{duty["url"]}"' in page.content.decode()
    assert "签收：关于完善乡村公路" in page.content.decode()
    assert page.context["count"] == 1


def test_rest_days_and_made_up_days_are_drawn(liaison):
    page = Person(liaison).get(CALENDAR, month="2026-10")
    days = squares(page)
    kinds = {day: days[date(2026, 10, day)].day.kind for day in (1, 3, 8, 10, 11)}
    assert kinds == {1: "off", 3: "off", 8: "work", 10: "made", 11: "rest"}
    rests = [one for one in days.values() if one.day.kind in ("off", "rest")]
    assert page.content.decode().count("<small>休</small>") == len(rests)
    assert len(days) == 31


def test_an_unpublished_year_is_marked(share, liaison):
    due(share, date(2027, 3, 5))
    page = Person(liaison).get(CALENDAR, month="2027-03")
    assert not squares(page)[date(2027, 3, 5)].sure
    assert "暂定" in page.content.decode()


@pytest.mark.parametrize(
    ("query", "first", "last"),
    [
        ({"month": "2026-02"}, date(2026, 2, 1), date(2026, 2, 28)),
        ({"month": "2028-02"}, date(2028, 2, 1), date(2028, 2, 29)),
        ({"week": "2026-10-08"}, date(2026, 10, 5), date(2026, 10, 11)),
        ({"week": "2027-01-01"}, date(2026, 12, 28), date(2027, 1, 3)),
    ],
)
def test_a_month_or_a_week_is_shown(liaison, query, first, last):
    days = sorted(squares(Person(liaison).get(CALENDAR, **query)))
    assert (days[0], days[-1], len(days)) == (first, last, (last - first).days + 1)


@pytest.mark.parametrize(
    "query",
    [{}, {"month": "2026-13"}, {"month": "x"}, {"week": "0001-01-01"}, {"month": "9999-01"}],
)
def test_what_is_no_date_is_this_month(liaison, query):
    page = Person(liaison).get(CALENDAR, **query)
    assert page.context["span"].first == clock.today().replace(day=1)


def test_one_goes_on_month_by_month_without_script(liaison):
    person = Person(liaison)
    page = person.get(CALENDAR, month="2026-12")
    assert page.context["ways"]["after"] == "?month=2027-01"
    assert page.context["ways"]["before"] == "?month=2026-11"
    assert 'href="?month=2027-01"' in page.content.decode()
    week = person.get(CALENDAR, week="2026-12-30")
    assert week.context["ways"]["after"] == "?week=2027-01-04"


def test_what_is_long_overdue_is_not_forgotten(share, liaison):
    due(share, date(2026, 3, 2))
    page = Person(liaison).get(CALENDAR)
    assert "更早已逾期 1 项" in page.content.decode()


def test_what_stands_still_is_not_called_late(share, liaison):
    due(share, date(2026, 3, 2))
    behind_its_back("UPDATE deadlines_obligation SET paused_on = %s", date(2026, 3, 1))
    assert Person(liaison).get(CALENDAR).context["earlier"] == 0


def test_what_is_done_or_others_owe_is_not_on_it(signed_for, liaison, other_liaison, member):
    kinds = {
        duty["kind"]
        for month in ("2026-11", "2026-12", "2027-01", "2027-02", "2027-03", "2027-05")
        for square in squares(Person(liaison).get(CALENDAR, month=month)).values()
        for duty in square.duties
    }
    assert "签收" not in kinds
    for seat in (other_liaison, member):
        assert Person(seat).get(CALENDAR).context["count"] == 0


def test_a_crowded_day_shows_some_and_counts_all(share, liaison):
    day = date(2026, 10, 9)
    due(share, day)
    [owed] = Obligation.objects.filter(subject_id=share.pk, kind="sign_for")
    crowd(owed, 30)
    square = squares(Person(liaison).get(CALENDAR, month="2026-10"))[day]
    assert (square.due, len(square.duties), square.more) == (31, 20, 11)


def crowd(owed, count):
    kept = {
        field.name: getattr(owed, field.name)
        for field in owed._meta.fields
        if not field.generated and field.name not in ("id", "subject_id")
    }
    Obligation.objects.bulk_create(
        Obligation(**kept, subject_id=10_000_000 + number) for number in range(count)
    )


def test_it_costs_no_more_questions_for_more_duties(share, liaison):
    due(share, clock.today())
    [owed] = Obligation.objects.filter(subject_id=share.pk, kind="sign_for")
    few = questions(liaison)
    crowd(owed, 50)
    assert questions(liaison) == few <= 12


def questions(seat):
    person = Person(seat)
    person.get(CALENDAR)
    with CaptureQueriesContext(connection) as asked:
        assert person.get(CALENDAR).status_code == 200
    return len(asked)
