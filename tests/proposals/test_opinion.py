"""会办意见: the co-unit drafts, its head approves, the host reads it; or the dispatcher waives."""

import pytest

from members.models import Role
from proposals import services
from tests import factories
from tests.browsing import Person, done, fresh, owed
from tests.factories import hand

WORDS = {"body": "我局同意加装测速设备。", "contact_name": "赵", "contact_phone": "0878-2"}


@pytest.fixture
def handed_over(transferred, dispatcher, education, police):
    return services.hand_over(
        transferred,
        by=hand(dispatcher),
        host=education,
        co_units=[police],
        notice_on=transferred.filed_on,
    )


@pytest.fixture
def share(handed_over, liaison):
    return handed_over.assignments.get(duty="host")


@pytest.fixture
def co_share(handed_over, other_liaison):
    return services.sign_for(handed_over.assignments.get(duty="co"), by=hand(other_liaison))


@pytest.fixture
def co_head(here, police):
    return factories.person(here, Role.UNIT_HEAD, unit=police)


def test_it_is_drafted_approved_and_given_and_the_host_reads_it(
    drafted, co_share, other_liaison, co_head, liaison, member
):
    unit, head, host = Person(other_liaison), Person(co_head), Person(liaison)
    assert done(unit.does("draft_opinion", co_share, **WORDS), co_share)
    assert ("approve_opinion", "unit_head") in owed(co_share)
    assert done(unit.does("write_opinion", co_share, body="改为：同意，明年安排。"), co_share)
    page = co_share.proposal.get_absolute_url()
    assert "明年安排" in unit.get(page).content.decode()
    assert "明年安排" not in host.get(page).content.decode()
    assert "州公安局尚未反馈会办意见" in host.get(page).content.decode()
    assert done(head.does("approve_opinion", co_share), co_share)
    assert ("approve_opinion", "unit_head") not in owed(co_share)
    assert done(unit.does("give_opinion", co_share), co_share)
    assert fresh(co_share).status == "opinion_given"
    assert ("opinion", "liaison") not in owed(co_share)
    assert "明年安排" in host.get(page).content.decode()
    assert "明年安排" not in Person(member).get(page).content.decode()
    assert done(host.does("send_to_review", drafted), drafted)


def test_it_is_not_given_before_its_head_approved_it(co_share, other_liaison, co_head):
    unit = Person(other_liaison)
    page = unit.insists("give_opinion", co_share)
    assert page.status_code == 422
    assert "尚未经本单位主要负责同志审定" in page.content.decode()
    unit.does("draft_opinion", co_share, **WORDS)
    assert unit.insists("give_opinion", co_share).status_code == 422
    assert unit.insists("approve_opinion", co_share).status_code == 403
    Person(co_head).does("approve_opinion", co_share)
    assert unit.insists("write_opinion", co_share, **WORDS).status_code == 409
    assert unit.insists("draft_opinion", co_share, **WORDS).status_code == 409


def test_it_is_not_drafted_before_it_is_signed_for(handed_over, other_liaison):
    waiting = handed_over.assignments.get(duty="co")
    page = Person(other_liaison).insists("draft_opinion", waiting, **WORDS)
    assert page.status_code == 422
    assert "请先签收" in page.content.decode()


def test_an_empty_opinion_is_none_and_what_was_typed_is_kept(co_share, other_liaison):
    page = Person(other_liaison).does("draft_opinion", co_share, **(WORDS | {"body": " "}))
    assert page.status_code == 422
    assert page.context["form"]["contact_phone"].value() == "0878-2"


def test_the_dispatcher_waives_it_with_a_reason(handed_over, drafted, dispatcher, liaison):
    waiting = handed_over.assignments.get(duty="co")
    desk = Person(dispatcher)
    assert desk.does("waive_opinion", waiting, note=" ").status_code == 422
    assert done(desk.does("waive_opinion", waiting, note="公安局已书面说明不涉及"), waiting)
    assert fresh(waiting).status == "opinion_waived"
    assert not waiting.case.obligations.filter(
        subject_id=waiting.pk, met_at=None, cancelled_at=None, subject_type=waiting.kind()
    ).exists()
    assert done(Person(liaison).does("send_to_review", drafted), drafted)


def test_only_a_co_units_opinion_is_waived_and_only_by_its_dispatcher(
    signed_for, co_share, dispatcher, liaison, office, here
):
    assert Person(dispatcher).insists("waive_opinion", signed_for, note="免").status_code == 403
    party = factories.person(here, Role.DISPATCHER, system=here.party)
    for seat, status in ((liaison, 403), (office, 403), (party, 404)):
        assert Person(seat).insists("waive_opinion", co_share, note="免").status_code == status


def test_a_host_gives_no_opinion_and_a_co_unit_no_answer(
    signed_for, liaison, co_share, other_liaison, grade
):
    assert Person(liaison).insists("draft_opinion", signed_for, **WORDS).status_code == 403
    letter = WORDS | {"own_grade": grade.pk}
    assert Person(other_liaison).insists("draft", co_share, **letter).status_code == 403
