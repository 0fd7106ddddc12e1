"""A promise among traps: rest days, two extensions, double clicks, stale pages, strangers."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse

from common import clock
from deadlines.checks import faults
from deadlines.models import Obligation
from deadlines.sweep import sweep
from deadlines.workdays import current
from proposals import services
from proposals.doors_promises import PROMISE_DOORS
from tests.answering import GOOD
from tests.browsing import Person, done, fresh, inbox, url_of
from tests.consultations.test_issue_said import working
from tests.factories import hand
from tests.promising import (
    delivered_with,
    in_days,
    kept_of,
    owed_about,
    planned,
    promise_of,
)
from tests.proposals.test_ledger import listed, tiles
from tests.proposals.test_yearly import behind
from workflow.chain import faults as broken
from workflow.models import Event

READERS = ("office", "dispatcher", "unit_head")


@pytest.fixture
def promise(contacted, cast, grade):
    return promise_of(delivered_with(contacted, cast, grade, planned()))


def first_rest_day(here):
    """Of two in a row, some weeks ahead."""
    calendar, day = current(here.body.pk), in_days(40)
    while calendar.is_workday(day) or calendar.is_workday(day + timedelta(days=1)):
        day += timedelta(days=1)
    return day


def test_a_promise_for_a_rest_day_is_reminded_of_by_the_next_working_day_and_due_by_its_own(
    contacted, cast, grade, here
):
    day = first_rest_day(here)
    item = planned(days=(day - clock.today()).days)
    promise = promise_of(delivered_with(contacted, cast, grade, item))
    debt = Obligation.objects.open().about(promise.kind(), promise.pk).get()
    assert debt.fixed_on == day < debt.due_on
    assert current(here.body.pk).is_workday(debt.due_on)
    with clock.frozen(day):
        assert tiles(cast.office) == {"未到期": 1}
    with clock.frozen(day + timedelta(days=1)):
        assert tiles(cast.office) == {"到期未落实": 1}
        late = Obligation.objects.open().filter(due_on__lt=clock.today())
        assert debt not in late  # the unit is not pressed on a rest day
        call_command("recount_statistics")


def test_the_unit_is_reminded_before_the_day_and_after_it_whatever_became_of_the_case(
    promise, cast, liaison
):
    services.give_feedback(promise.assignment, by=hand(cast.member), **GOOD)
    before = len(inbox(liaison))
    for day in (promise.due_on - timedelta(days=1), promise.due_on + timedelta(days=20)):
        with clock.frozen(working(day)):
            sweep(whole=True)
            told = inbox(liaison)
        assert len(told) > before, day
        assert "落实承诺事项" in told[-1]
        before = len(told)


def test_put_off_twice_it_keeps_the_day_first_promised_and_both_reasons(promise, cast, liaison):
    for days, why in ((120, "雨季停工"), (150, "材料涨价")):
        page = Person(cast.office).does("extend", promise, until=in_days(days), note=why)
        assert done(page, promise)
    page = Person(cast.office).insists("extend", promise, until=in_days(130), note="改早")
    assert page.status_code == 422
    later = promise_of(promise.assignment)
    assert (later.first_due_on, later.due_on) == (in_days(90), in_days(150))
    assert owed_about(later) == {("commitment", "liaison")}
    shown = Person(liaison).get(promise.proposal.get_absolute_url()).content.decode()
    assert "雨季停工" in shown
    assert "材料涨价" in shown
    with clock.frozen(clock.now() + timedelta(days=140)):
        assert tiles(cast.office) == {"延期": 1}
        assert listed(cast.office, figure="due") == []
    assert (list(faults()), list(broken())) == ([], [])


def test_a_day_that_no_calendar_reaches_is_refused_and_the_reason_kept(promise, office):
    for until in ("9999-12-31", "0001-01-01", "明天", "2026-02-30"):
        page = Person(office).does("extend", promise, until=until, note="雨季停工")
        assert page.status_code == 422, until
        assert "雨季停工" in page.content.decode()
    assert promise_of(promise.assignment).due_on == in_days(90)


def test_the_same_press_twice_is_one_check(promise, office):
    fields = Person(office).form(promise, "keep") | {"note": "现场查看属实"}
    for _ in range(2):
        assert done(Person(office).post(url_of(promise, "keep"), **fields), promise)
    assert Event.objects.filter(case=promise.case, action="keep").count() == 1
    assert owed_about(promise) == {("confirm_commitment", "member")}


def test_who_read_an_old_page_is_told_so_and_loses_no_word(promise, office, liaison):
    fields = Person(office).form(promise, "fail") | {"note": "半年没有动静"}
    Person(liaison).does("report", promise, note="全部装好", done="on")
    page = Person(office).post(url_of(promise, "fail"), **fields)
    assert page.status_code == 409
    assert "半年没有动静" in page.content.decode()
    assert promise_of(promise.assignment).status == "open"


def test_for_strangers_it_is_not_there_whatever_they_press(
    promise, elsewhere, other_member, other_liaison
):
    for seat in (elsewhere.office, other_member, other_liaison):
        person = Person(seat)
        for verb in PROMISE_DOORS:
            assert person.insists(verb, promise, note="好").status_code == 404, verb
    assert promise_of(promise.assignment).status == "open"


@pytest.fixture
def every_state(contacted, cast, grade):
    """One of each that a ledger tells apart, and somebody's word of the answer."""
    items = [planned(f"事项{place}", 10 + 10 * place) for place in range(6)]
    share = delivered_with(contacted, cast, grade, *items)
    services.give_feedback(share, by=hand(cast.member), **GOOD)
    office, unit = hand(cast.office), hand(cast.liaison)
    for place in (1, 2):
        kept_of(share, cast, f"事项{place}")
    services.contest(promise_of(share, "事项2"), by=hand(cast.member), words="没有")
    services.fail_promise(promise_of(share, "事项3"), by=office, note="未装")
    services.extend_promise(promise_of(share, "事项4"), by=office, until=in_days(99), note="雨季")
    services.report_progress(promise_of(share, "事项5"), by=unit, note="好了", done=True)
    return share


def test_every_number_of_ledger_rates_and_board_leads_to_exactly_its_list(every_state, cast):
    assert fresh(every_state.proposal).status == "closed"
    with clock.frozen(clock.now() + timedelta(days=11)):
        assert tiles(cast.office) == {
            "延期": 1, "到期未落实": 1, "待核查": 2, "已落实": 1, "未落实": 1,
        }  # fmt: skip
        for who in READERS:
            seat = getattr(cast, who)
            numbers = [*of_tiles(seat), *of_tables(seat)]
            assert len(numbers) >= 12, who
            for url, number in numbers:
                assert behind(seat, url) == number, (who, url)


def of_tiles(seat):
    url = reverse("proposals:ledger")
    for tile in Person(seat).get(url).context["tiles"]:
        yield f"{url}{tile['url']}", tile["value"]


def of_tables(seat):
    """Every number of 办实情况 and of 督办台账; days and presses are not numbers of rows."""
    rates, board = (
        Person(seat).get(reverse(f"proposals:{one}")) for one in ("ledger_rates", "board")
    )
    lines = [*rates.context["units"], *rates.context["years"], *board.context["lines"]]
    for line in lines:
        for code, cell in line.cells.items():
            if isinstance(cell, dict) and code not in ("unit", "signed", "sent", "urged"):
                for part in cell.get("parts", [cell]):
                    yield part["url"], int(part["text"])
