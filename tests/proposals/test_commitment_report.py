"""报告进展 by the unit, 核定 by the office: 已落实, 未落实, 继续落实, 延期."""

from datetime import timedelta

import pytest

from common import clock
from deadlines.models import Obligation
from tests.browsing import Person, done, inbox
from tests.papers import upload
from tests.promising import delivered_with, in_days, owed_about, planned, promise_of

PROMISED = ("commitment", "liaison")
TO_CHECK = ("check_commitment", "office")


@pytest.fixture
def promise(contacted, cast, grade):
    return promise_of(delivered_with(contacted, cast, grade, planned()))


@pytest.fixture
def reported(promise, liaison):
    page = Person(liaison).does("report", promise, note="1.5公里全部装好", done="on")
    assert done(page, promise)
    return promise_of(promise.assignment)


def page_for(seat, promise):
    return Person(seat).get(promise.proposal.get_absolute_url()).content.decode()


def test_progress_is_written_down_with_evidence_and_asks_nothing_of_anybody(
    promise, liaison, member, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    page = Person(liaison).does("report", promise, note="装好0.8公里", files=[upload()])
    assert done(page, promise)
    assert owed_about(promise) == {PROMISED}
    shown = page_for(member, promise)
    assert "装好0.8公里" in shown
    assert "落实证据" in shown
    assert promise.proposal.files.get(purpose="evidence").subject_id == promise.pk


def test_a_report_needs_words_and_is_the_units_own(promise, liaison, member, office):
    assert Person(liaison).insists("report", promise, note=" ").status_code == 422
    for seat in (member, office):
        assert Person(seat).insists("report", promise, note="好了").status_code == 403


def test_what_is_called_done_the_office_owes_a_check_and_the_units_day_runs_on(reported, office):
    assert owed_about(reported) == {PROMISED, TO_CHECK}
    assert any("核查承诺事项" in text for text in inbox(office))
    assert "待核查" in page_for(office, reported)


def test_the_office_finds_it_kept_and_the_proposer_is_told(reported, office, member, liaison):
    assert Person(office).insists("keep", reported, note="").status_code == 422
    assert Person(liaison).insists("keep", reported, note="已落实").status_code == 403
    page = Person(office).does("keep", reported, note="到现场丈量，属实")
    assert done(page, reported)
    kept = promise_of(reported.assignment)
    assert (kept.status, kept.ended_on, kept.said_done) == ("kept", clock.today(), False)
    assert owed_about(kept) == {("confirm_commitment", "member")}
    assert Obligation.objects.get(kind="commitment").met_at is not None
    assert any("承诺事项已落实" in text for text in inbox(member))
    assert Person(office).insists("keep", kept, note="再查一次").status_code == 409


def test_the_office_finds_it_not_kept_with_a_reason_that_everybody_reads(
    promise, office, member, liaison, dispatcher
):
    assert Person(office).insists("fail", promise, note=" ").status_code == 422
    assert Person(dispatcher).insists("fail", promise, note="未装").status_code == 403
    page = Person(office).does("fail", promise, note="资金未到位，一处未装")
    assert done(page, promise)
    assert promise_of(promise.assignment).status == "failed"
    assert Obligation.objects.get(kind="commitment").met_at is None
    assert owed_about(promise) == set()
    for seat in (member, liaison):
        assert "资金未到位，一处未装" in page_for(seat, promise)
    assert any("未能落实" in text for text in inbox(member))


def test_what_is_not_done_goes_back_to_the_unit_and_its_day_stays(reported, office, liaison):
    due = promise_of(reported.assignment).due_on
    assert Person(office).insists("go_on", reported, note="").status_code == 422
    assert done(Person(office).does("go_on", reported, note="还差0.3公里"), reported)
    back = promise_of(reported.assignment)
    assert (back.status, back.due_on, back.said_done) == ("open", due, False)
    assert owed_about(back) == {PROMISED}
    assert any("退回继续落实" in text for text in inbox(liaison))


def test_nothing_goes_back_that_nobody_called_done(promise, office):
    page = Person(office).insists("go_on", promise, note="请继续")
    assert page.status_code == 422
    assert "尚未报告已落实" in page.content.decode()
    assert "退回继续落实" not in page_for(office, promise)


@pytest.mark.parametrize("who", ["office", "dispatcher"])
def test_it_is_put_off_with_a_reason_and_the_first_day_is_kept(promise, who, request, liaison):
    person, until = Person(request.getfixturevalue(who)), in_days(150)
    page = person.does("extend", promise, until=until, note="雨季停工")
    assert done(page, promise)
    later = promise_of(promise.assignment)
    assert (later.status, later.due_on, later.first_due_on) == ("extended", until, in_days(90))
    debt = Obligation.objects.open().about(promise.kind(), promise.pk).get()
    assert (debt.extended_to, debt.due_version) == (until, 2)
    shown = page_for(liaison, promise)
    assert "原定" in shown
    assert "雨季停工" in shown


def test_it_is_not_put_off_without_a_reason_or_to_an_earlier_day_or_by_the_unit(
    promise, office, liaison
):
    early = promise.due_on - timedelta(days=1)
    page = Person(office).insists("extend", promise, until=early, note="提前")
    assert page.status_code == 422
    assert "应晚于" in page.content.decode()
    page = Person(office).insists("extend", promise, until=in_days(150), note=" ")
    assert page.status_code == 422
    page = Person(liaison).insists("extend", promise, until=in_days(150), note="雨季")
    assert page.status_code == 403


def test_each_is_offered_exactly_what_they_may_press(promise, cast):
    offered = {
        "office": {"核定已落实", "准予延期", "核定未落实"},
        "dispatcher": {"准予延期"},
        "liaison": {"报告进展"},
        "member": set(),
        "director": set(),
        "unit_head": set(),
    }
    for name, labels in offered.items():
        page = Person(vars(cast)[name]).get(promise.proposal.get_absolute_url())
        [line] = page.context["promises"]
        assert {one["label"] for one in line["actions"]} == labels, name
