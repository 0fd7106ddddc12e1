"""The demo prefecture: small here, whole under `prove`; its board adds up either way."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

import pytest
from django.db import transaction

from common import clock
from consultations.boards import board_of
from consultations.demo import example, names
from consultations.demo.fate import WHOLE, Volume, fates
from consultations.demo.loading import fill
from consultations.demo.places import begin
from consultations.demo.themes import themes
from consultations.models import (
    Campaign,
    CivicVillage,
    Consultation,
    Gathering,
    Posting,
    Task,
    Venue,
)
from deadlines import checks
from deadlines.calendar import NATIONAL
from deadlines.models import Obligation
from members.models import Committee, Seat, Township, User
from proposals.demo.almanac import Almanac
from workflow.chain import faults
from workflow.models import Event, Outbox

TUESDAY = datetime(2026, 11, 24, 20, tzinfo=clock.SHANGHAI)
SMALL = Volume(counties=2, old=3, mid=8, new=3)


@pytest.fixture(scope="module")
def told(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), clock.frozen(TUESDAY), transaction.atomic():
        begin(Almanac(), "!")
        list(fill(SMALL))
        yield
        transaction.set_rollback(True)


@pytest.fixture
def office(db, told):
    return Seat.objects.get(user__username="prefecture_office")


def expected(volume):
    """Meetings, consensuses and solved ones, with those of the example."""
    lives = fates(volume)
    agreed = sum(one.agreements for one in lives)
    return len(lives) + 1, agreed + 5, sum(one.kept for one in lives) + 2


def test_of_the_whole_80_meetings_agreed_on_300_things_of_which_240_are_solved():
    assert expected(WHOLE) == (80, 300, 240)
    places = [(one.county, one.place) for one in fates(WHOLE)]
    assert len(set(places)) == len(places)
    assert len(themes()) == 6


def test_the_board_adds_up(office):
    board = board_of(office, Campaign.objects.get())
    found = board.total.numbers
    assert (found["meetings"], found["consensuses"], found["solved"]) == expected(SMALL)
    assert found["villages"] == found["meetings"]
    assert found["turned"] == 1
    assert found["late"] >= 2
    assert board.total.goals == {"venues": 100, "meetings": 100, "villages": 100}


def test_the_record_is_without_fault_and_nothing_can_be_forgotten(office):
    assert list(faults()) == []
    assert list(checks.faults()) == []
    assert not Outbox.objects.filter(event__case__kind__startswith="consultations").exists()


def test_nothing_happened_on_a_rest_day_nor_out_of_office_hours_nor_today(office):
    rows = Event.objects.filter(subject_type__startswith="consultations")
    days = [at.astimezone(clock.SHANGHAI) for at in rows.values_list("at", flat=True)]
    assert [day for day in days if not NATIONAL.is_workday(day.date())] == []
    assert [day for day in days if not 9 <= day.hour < 18] == []
    assert max(day.date() for day in days) < TUESDAY.date()


def test_events_of_a_case_follow_each_other_in_time(office):
    cases = Event.objects.filter(case__kind="consultations_consultation")
    told = list(cases.order_by("case", "version").values_list("case", "at"))
    assert told == sorted(told)


def test_meetings_stand_at_every_turn_and_tasks_in_every_state(office):
    stands = Counter(Consultation.objects.values_list("status", flat=True))
    assert stands["done"] >= 3
    assert stands["handling"] >= 7
    tasks = Counter(Task.objects.values_list("status", flat=True))
    assert {"done", "handling", "reported", "return_asked", "turned", "reassigned"} <= set(tasks)


def test_the_village_has_5_consensuses_and_18_tasks(office):
    row = Consultation.objects.get(title=example.TITLE)
    assert row.township.code == "539721100"
    assert row.consensuses.count() == 5
    live = row.tasks.live()
    assert live.count() == 18
    stands = Counter(live.values_list("status", flat=True))
    assert stands == {"done": 9, "handling": 7, "reported": 1, "turned": 1}
    assert row.taskextensions.filter(status="accepted").count() == 1
    assert row.tasks.filter(status="reassigned").count() == 1


def test_around_the_example_there_is_one_of_everything(office):
    """A village named and one that waits, a gathering that was held and one to come."""
    assert sorted(CivicVillage.objects.values_list("status", flat=True)) == ["named", "proposed"]
    assert sorted(Gathering.objects.values_list("status", flat=True)) == ["announced", "held"]
    assert Posting.objects.current().count() == 1
    assert board_of(office, Campaign.objects.get()).total.numbers["civic"] == 1


def test_each_account_finds_something_to_do(office):
    """What the list of accounts says to try first is there."""
    wanted = {
        "county_office": {"check_task", "judge_village", "record_gathering"},
        "township": {"screen_topic", "task"},
        "party": {"approve_plan"},
    }
    for account, kinds in wanted.items():
        seat = Seat.objects.get(user__username=account)
        owed = Obligation.objects.open().filter(**seat.scope())
        assert kinds <= set(owed.values_list("kind", flat=True)), account


def test_filings_are_numbered_without_gaps_in_county_and_year(office):
    filed = Consultation.objects.exclude(filing_number=None)
    by_year: dict[tuple[int, int], list[int]] = {}
    for one in filed:
        by_year.setdefault((one.committee_id, one.filing_year), []).append(one.filing_number)
    for numbers in by_year.values():
        assert sorted(numbers) == list(range(1, len(numbers) + 1))


def test_loaded_again_it_adds_nothing(office):
    before = Event.objects.count(), User.objects.count(), Venue.objects.count()
    list(fill(SMALL))
    assert (Event.objects.count(), User.objects.count(), Venue.objects.count()) == before


def test_places_are_as_many_as_told_and_no_name_comes_twice():
    towns = [town for county in names.COUNTIES for town in names.townships_of(county)]
    assert len(towns) == len({name for _, name in towns}) == len({code for code, _ in towns}) == 104
    assert all(len(code) == 9 for code, _ in towns)
    people = [one.name for one in names.roster()]
    assert len(set(people)) == len(people) == 1 + 8 * (1 + 26 + 8)


def test_the_small_one_has_its_places(office):
    assert Committee.objects.filter(parent__code="539700").count() == 2
    assert Township.objects.count() == 26
