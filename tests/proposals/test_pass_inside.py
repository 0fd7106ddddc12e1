"""分派科室: an office inside the unit does the work and owes it; the unit stays answerable."""

import pytest

from deadlines.checks import faults
from members import services as members
from members.models import Role
from proposals import services
from proposals.models import Assignment
from tests import factories
from tests.browsing import Person, done, fresh, inbox, owed
from tests.factories import hand
from workflow.models import Event


@pytest.fixture
def section(here, education):
    return members.enter_unit(
        here.registry, by=here.by, name="州教育体育局基础教育科", system=here.government,
        parent=education,
    )  # fmt: skip


@pytest.fixture
def clerk(here, section):
    return factories.person(here, Role.LIAISON, unit=section)


@pytest.fixture
def passed_inside(signed_for, liaison, section, clerk):
    return services.pass_inside(signed_for, by=hand(liaison), office=section)


def test_the_office_owes_what_the_unit_owed(signed_for, liaison, section, clerk):
    page = Person(liaison).does("pass_inside", signed_for, office=section.pk)
    assert done(page, signed_for)
    debts = signed_for.case.obligations.filter(met_at=None, cancelled_at=None)
    assert {debt.unit for debt in debts} == {section}
    assert owed(signed_for) == {("first_contact", "liaison"), ("reply", "liaison")}
    event = Event.objects.get(case=signed_for.case, action="pass_inside")
    assert len(event.data["rekeyed"]) == 2
    assert fresh(signed_for).status == "handling"


def test_before_that_the_office_does_not_see_it(signed_for, clerk):
    assert Person(clerk).get(signed_for.proposal.get_absolute_url()).status_code == 404


def test_the_office_contacts_and_drafts(passed_inside, clerk, grade):
    words = {"way": "meeting", "people": "提案人", "minutes": "当面沟通了建议。"}
    person = Person(clerk)
    assert done(person.does("contact", passed_inside, **words), passed_inside)
    services.draft_reply(
        passed_inside, by=hand(clerk), body="您的提案收悉，现答复如下……", own_grade=grade,
        contact_name="科长", contact_phone="0878-1",
    )  # fmt: skip
    assert fresh(passed_inside).status == "drafting"
    assert "您的提案收悉" in person.get(passed_inside.proposal.get_absolute_url()).content.decode()


def test_the_unit_still_sees_it_and_may_act(passed_inside, liaison):
    page = Person(liaison).get(passed_inside.proposal.get_absolute_url())
    assert page.status_code == 200
    assert "基础教育科" in page.content.decode()
    assert "分派科室" in {button["label"] for button in page.context["actions"]}


def test_handing_to_a_unit_and_passing_on_inside_it_read_differently_in_the_record(
    passed_inside, liaison
):
    page = Person(liaison).get(passed_inside.proposal.get_absolute_url())
    said = [line.text for line in page.context["timeline"]]
    assert "州教育体育局　分派科室" in said
    assert "州教育体育局　确定为承办单位" in said
    assert [text for text in said if "分派" in text] == ["州教育体育局　分派科室"]


def test_the_office_does_not_pass_it_on_nor_sign(here, passed_inside, clerk, section):
    assert Person(clerk).insists("pass_inside", passed_inside, office=section.pk).status_code == 403
    head_of_section = factories.person(here, Role.UNIT_HEAD, unit=section)
    page = Person(head_of_section).insists("sign", passed_inside, letter_number="1")
    assert page.status_code == 403


def test_an_office_without_anybody_in_it_gets_nothing(signed_for, liaison, section):
    page = Person(liaison).does("pass_inside", signed_for, office=section.pk)
    assert page.status_code == 422
    assert "还没有经办人" in page.content.decode()
    assert Assignment.objects.get().office is None


def test_an_office_of_another_unit_is_no_choice(here, signed_for, liaison, police):
    other = members.enter_unit(
        here.registry, by=here.by, name="州公安局法制科", system=here.government, parent=police
    )
    factories.person(here, Role.LIAISON, unit=other)
    page = Person(liaison).insists("pass_inside", signed_for, office=other.pk)
    assert page.status_code == 422


def test_only_the_units_liaison_passes_it_on(request, signed_for, section):
    for who in ("unit_head", "dispatcher", "office", "member"):
        page = Person(request.getfixturevalue(who)).insists(
            "pass_inside", signed_for, office=section.pk
        )
        assert page.status_code == 403


def test_an_office_that_is_renamed_owes_the_next_steps_and_is_pressed_under_its_new_name(
    here, passed_inside, section, clerk, grade, dispatcher, unit_head, liaison, office
):
    heir = members.rename_unit(section, by=here.by, name="基础教育与幼教科", reason="更名")
    share = fresh(passed_inside)
    assert fresh(share).office == section
    services.waive_contact(share, by=hand(office), note="提案人来电同意")
    share = services.draft_reply(share, by=hand(liaison), body="现答复如下", own_grade=grade)
    services.urge(share, by=hand(dispatcher), note="请抓紧")
    [seat] = clerk.user.seats.filter(status="held")
    assert [text for text in inbox(seat) if text.startswith("催办")]
    share = services.send_to_review(share, by=hand(liaison))
    share = services.review_pass(share, by=hand(dispatcher), grade=grade)
    services.sign(share, by=hand(unit_head), letter_number="彩教函〔2026〕5号")
    assert share.case.obligations.open().get(kind="deliver").unit == heir
    assert list(faults()) == []


def test_the_next_steps_are_owed_by_the_office_too(passed_inside, clerk, liaison):
    assert {debt.unit_id for debt in passed_inside.case.obligations.open()} == {clerk.unit_id}
