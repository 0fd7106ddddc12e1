"""送达: each planned item of an answer is promised, and owed until it is kept."""

import pytest

from common import clock
from deadlines.checks import faults
from deadlines.models import Obligation
from proposals import services
from tests.answering import GOOD
from tests.browsing import Person, done, fresh, inbox, owed
from tests.factories import hand
from tests.promising import (
    delivered_with,
    in_days,
    owed_about,
    planned,
    promise_of,
    promises,
    refused,
    signed_with,
)
from workflow.chain import faults as broken
from workflow.models import Event


@pytest.fixture
def promised(contacted, cast, grade):
    return delivered_with(contacted, cast, grade, planned())


def test_an_answer_that_is_delivered_promises_what_it_plans_and_nothing_else(
    contacted, cast, grade
):
    share = signed_with(contacted, cast, grade, planned(), refused("新建支路"))
    assert promises(share) == {}
    page = Person(cast.liaison).does("deliver", share)
    assert done(page, share)
    promise = promise_of(share)
    assert list(promises(share).values()) == ["open"]
    assert (promise.amount, promise.due_on, promise.first_due_on) == (
        "1.5公里",
        in_days(90),
        in_days(90),
    )
    assert promise.item.reply == share.replies.get()
    assert Event.objects.filter(case=share.case, action="promise").count() == 1


def test_the_unit_owes_it_by_the_day_it_promised(promised):
    promise = promise_of(promised)
    debt = Obligation.objects.open().about(promise.kind(), promise.pk).get()
    assert (debt.kind, debt.role, debt.unit) == ("commitment", "liaison", promised.unit)
    assert debt.fixed_on == promise.due_on <= debt.due_on
    assert "答复承诺于" in debt.rule


def test_a_unit_whose_answer_the_office_delivers_is_told_what_it_owes(contacted, cast, grade):
    share = signed_with(contacted, cast, grade, planned())
    assert done(Person(cast.office).does("deliver", share), share)
    assert any("落实承诺事项" in text for text in inbox(cast.liaison))


def test_everybody_who_reads_the_answer_reads_what_was_promised(promised, cast):
    url = promised.proposal.get_absolute_url()
    for seat in (cast.member, cast.office, cast.liaison, cast.director, cast.dispatcher):
        shown = Person(seat).get(url).content.decode()
        assert "承诺事项" in shown
        assert "1.5公里" in shown


def test_it_stays_owed_after_the_case_is_closed(promised, cast):
    services.give_feedback(promised, by=hand(cast.member), **GOOD)
    assert fresh(promised.proposal).status == "closed"
    assert owed(promised) == {("commitment", "liaison")}
    assert promise_of(promised).status == "open"
    assert list(faults()) == []
    page = Person(cast.liaison).does("report", promise_of(promised), note="已完成一半")
    assert done(page, promised)


def test_the_liaison_may_not_leave_it_to_nobody_and_its_successor_takes_it_over(
    promised, cast, office, education
):
    from members import services as members
    from members.models import Unit

    members.rename_unit(education, by=hand(office), name="州教育局", reason="机构改革")
    debt = Obligation.objects.open().get(kind="commitment")
    assert debt.unit == Unit.objects.get(name="州教育局")
    assert list(faults()) == []


def test_a_withdrawn_case_is_followed_no_more_and_says_so(contacted, cast, grade, here, police):
    """One of two separate answers is delivered when the proposal is taken back."""
    from proposals.models import Assignment
    from tests import factories
    from tests.conftest import behind_its_back

    factories.person(here, "liaison", unit=police)
    behind_its_back(
        "INSERT INTO proposals_assignment (case_id, unit_id, duty, round, status, contact_waived)"
        " VALUES (%s, %s, 'separate', 1, 'waiting', false)",
        contacted.proposal_id,
        police.pk,
    )
    share = delivered_with(contacted, cast, grade, planned())
    assert fresh(share.proposal).status == "handling"
    services.ask_withdrawal(fresh(share.proposal), by=hand(cast.member), note="已解决")
    page = Person(cast.director).does("withdraw", fresh(share.proposal), note="")
    assert done(page, share.proposal)
    assert promise_of(share).status == "called_off"
    assert owed(share) == set()
    assert Assignment.objects.filter(proposal=share.proposal, status="stopped").count() == 1
    page = Person(cast.liaison).insists("report", promise_of(share), note="进展")
    assert page.status_code == 409


def test_the_record_of_promises_is_without_fault(promised, cast):
    services.extend_promise(
        promise_of(promised), by=hand(cast.office), until=in_days(120), note="雨季停工"
    )
    services.keep_promise(promise_of(promised), by=hand(cast.office), note="现场查看")
    assert list(broken()) == []
    assert owed_about(promise_of(promised)) == {("confirm_commitment", "member")}
    assert promise_of(promised).ended_on == clock.today()
