"""二次交办: a county government stays host and answers; one of its departments does the work."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from common import clock
from deadlines.checks import faults
from deadlines.models import Obligation
from members import services as members
from members.models import Level, Role
from proposals import services
from tests import factories
from tests.answering import BAD, answer
from tests.browsing import Person, done, fresh, inbox, owed
from tests.factories import hand
from workflow.models import Event

SOON = 20  # days


@pytest.fixture
def county(here):
    """政协青禾县委员会, with a committee of its own."""
    return factories.committee("青禾县", "539021", Level.COUNTY, parent=here.body)


@pytest.fixture
def government(here, education, office, county):
    """The unit of the fixtures, as the government of that county."""
    return members.link_unit(education, by=hand(office), inner_system=county.government)


@pytest.fixture
def county_dispatcher(county):
    return factories.person(county, Role.DISPATCHER, system=county.government)


@pytest.fixture
def bureau(county):
    return factories.unit(county, "县交通运输局")


@pytest.fixture
def clerk(county, bureau):
    return factories.person(county, Role.LIAISON, unit=bureau)


@pytest.fixture
def taken_on(share, government, county_dispatcher, clerk, liaison, unit_head):
    return services.sign_for(share, by=hand(liaison))


@pytest.fixture
def passed_down(taken_on, county_dispatcher, bureau):
    return services.pass_down(
        taken_on, by=hand(county_dispatcher), office=bureau, due_on=in_days(SOON)
    )


def in_days(count):
    return clock.today() + timedelta(days=count)


def open_debts(share):
    rows = Obligation.objects.open().filter(case=share.case.pk)
    return {(row.kind, row.role, row.committee.short_name, str(row.unit or "")) for row in rows}


def labels(seat, share):
    page = Person(seat).get(share.proposal.get_absolute_url())
    return {button["label"] for button in page.context["actions"]}


def test_once_signed_for_the_countys_own_dispatcher_owes_the_passing_on(
    taken_on, county_dispatcher, cast
):
    assert ("pass_inside", "dispatcher", "青禾县", "") in open_debts(taken_on)
    assert ("reply", "liaison", "彩云州", "州教育体育局") in open_debts(taken_on)
    assert any("二次交办" in text for text in inbox(county_dispatcher))
    assert "二次交办" in labels(county_dispatcher, taken_on)
    assert list(faults()) == []


def test_the_department_gets_a_deadline_of_its_own_and_the_government_stays_host(
    taken_on, county_dispatcher, bureau, clerk, cast
):
    assert Person(clerk).get(taken_on.proposal.get_absolute_url()).status_code == 404
    page = Person(county_dispatcher).does(
        "pass_down", taken_on, office=bureau.pk, due_on=in_days(SOON), note="请会同县财政局研究"
    )
    assert done(page, taken_on)
    share = fresh(taken_on)
    assert (share.unit.name, share.office, share.status) == ("州教育体育局", bureau, "handling")
    assert open_debts(share) == {
        ("first_contact", "liaison", "青禾县", "县交通运输局"),
        ("draft_inside", "liaison", "青禾县", "县交通运输局"),
        ("reply", "liaison", "彩云州", "州教育体育局"),
    }
    drafted = Obligation.objects.open().get(kind="draft_inside")
    assert in_days(SOON) <= drafted.due_on < Obligation.objects.open().get(kind="reply").due_on
    assert any("报送答复稿" in text for text in inbox(clerk))
    assert list(faults()) == []
    assert Event.objects.get(case=share.case, action="pass_down").seat == county_dispatcher


def test_the_department_contacts_and_drafts_the_government_reviews_and_its_head_signs(
    passed_down, clerk, liaison, unit_head, dispatcher, grade, cast
):
    worker = Person(clerk)
    words = {"way": "meeting", "people": "提案人", "minutes": "当面沟通了建议。"}
    assert done(worker.does("contact", passed_down, **words), passed_down)
    letter = {"body": "现答复如下……", "own_grade": grade.pk, "contact_name": "王",
              "contact_phone": "0878-2"}  # fmt: skip
    assert done(worker.does("draft", passed_down, **letter), passed_down)
    assert open_debts(passed_down) == {("reply", "liaison", "彩云州", "州教育体育局")}
    assert done(worker.does("write", passed_down, body="修改后答复……"), passed_down)
    assert "修改后答复" in worker.get(passed_down.proposal.get_absolute_url()).content.decode()
    for verb in ("send_to_review", "ask_extension", "ask_change", "pass_inside", "pass_down"):
        assert worker.insists(verb, passed_down).status_code == 403
    assert done(Person(liaison).does("send_to_review", passed_down), passed_down)
    assert done(Person(dispatcher).does("review_pass", passed_down, grade=grade.pk), passed_down)
    page = Person(unit_head).does("sign", passed_down, letter_number="青政函〔2026〕1号")
    assert done(page, passed_down)
    assert owed(passed_down) == {("deliver", "liaison"), ("reply", "liaison")}


def test_the_draft_may_be_asked_for_again(passed_down, county_dispatcher, clerk, grade, bureau):
    services.draft_reply(passed_down, by=hand(clerk), body="初稿", own_grade=grade)
    page = Person(county_dispatcher).does(
        "pass_down", fresh(passed_down), office=bureau.pk, due_on=in_days(5), note="请补充数据"
    )
    assert done(page, passed_down)
    assert ("draft_inside", "liaison", "青禾县", "县交通运输局") in open_debts(passed_down)


def test_not_later_than_the_government_itself_must_answer(taken_on, county_dispatcher, bureau):
    reply = Obligation.objects.open().get(kind="reply")
    person = Person(county_dispatcher)
    for day, why in ((reply.due_on + timedelta(days=1), "不能晚于答复期限"),
                     (clock.today(), "应晚于今天")):  # fmt: skip
        page = person.does("pass_down", taken_on, office=bureau.pk, due_on=day)
        assert (page.status_code, why in page.content.decode()) == (422, True)


def test_only_a_department_of_that_county_with_somebody_in_it(
    taken_on, county, county_dispatcher, police
):
    empty = factories.unit(county, "县水务局")
    outside = factories.unit(county, "县委党校", county.party)
    person = Person(county_dispatcher)
    for unit in (police, outside):
        page = person.insists("pass_down", taken_on, office=unit.pk, due_on=in_days(SOON))
        assert page.status_code == 422
    page = person.does("pass_down", taken_on, office=empty.pk, due_on=in_days(SOON))
    assert (page.status_code, "还没有经办人" in page.content.decode()) == (422, True)


def test_the_governments_own_liaison_may_pass_it_on_others_may_not(
    here, county, taken_on, bureau, liaison, dispatcher, unit_head, office, other_liaison
):
    words = {"office": bureau.pk, "due_on": in_days(SOON)}
    for seat in (dispatcher, unit_head, office):
        assert Person(seat).insists("pass_down", taken_on, **words).status_code == 403
    strangers = (
        factories.person(county, Role.DISPATCHER, system=county.party), county.office,
        other_liaison,
    )  # fmt: skip
    for seat in strangers:
        assert Person(seat).insists("pass_down", taken_on, **words).status_code == 404
    assert done(Person(liaison).does("pass_down", taken_on, **words), taken_on)


def test_an_ordinary_unit_does_not_pass_down(signed_for, liaison, police):
    page = Person(liaison).insists("pass_down", signed_for, office=police.pk, due_on=in_days(9))
    assert page.status_code == 403
    assert not Obligation.objects.open().filter(kind="pass_inside").exists()


def test_without_a_dispatcher_in_the_county_who_signed_for_it_owes_it(
    share, government, liaison, cast
):
    services.sign_for(share, by=hand(liaison))
    assert ("pass_inside", "liaison", "彩云州", "州教育体育局") in open_debts(share)
    assert list(faults()) == []


def test_who_drafts_at_once_need_not_pass_it_on(taken_on, liaison, grade):
    services.draft_reply(taken_on, by=hand(liaison), body="答复", own_grade=grade)
    assert "pass_inside" not in {debt[0] for debt in open_debts(taken_on)}


def test_a_department_that_is_renamed_goes_on(passed_down, county, bureau, clerk, cast):
    members.rename_unit(bureau, by=county.by, name="县交通局", reason="更名")
    debts = {debt[3] for debt in open_debts(passed_down) if debt[0] == "draft_inside"}
    assert debts == {"县交通局"}
    assert list(faults()) == []
    seat = clerk.user.seats.get(status="held")
    assert "拟写答复" in labels(seat, passed_down)


def test_a_new_round_is_passed_on_anew(
    passed_down, county_dispatcher, liaison, unit_head, dispatcher, member, director, office, grade
):
    people = type("People", (), {"liaison": liaison, "head": unit_head, "dispatcher": dispatcher})
    share = answer(passed_down, people, member, grade, number="青政函〔2026〕2号")
    services.give_feedback(share, by=hand(member), **BAD)
    services.verify(share.proposal, by=hand(office), note="属实")
    services.rehandle(fresh(share.proposal), by=hand(director), units=[share.unit], note="重新办理")
    again = share.proposal.assignments.get(round=2)
    assert again.office is None
    assert ("pass_inside", "dispatcher", "青禾县", "") in open_debts(again)
    assert list(faults()) == []


def test_the_office_says_which_unit_is_a_county_government(
    here, office, education, county, elsewhere
):
    address = reverse("registers:unit_act", args=[education.pk, "link"])
    person = Person(office)
    shown = person.get(address).content.decode()
    assert "青禾县政府办公室督查室" in shown
    assert "望海州" not in shown
    fields = {b.html_name: b.value() for b in person.get(address).context["form"]}
    page = person.post(address, press=fields["press"], version=fields["version"],
                       inner_system=county.government.pk)  # fmt: skip
    assert page.status_code == 302
    assert fresh(education).inner_system == county.government
    with pytest.raises(Exception, match="不属于下级政协"):
        members.link_unit(education, by=hand(office), inner_system=elsewhere.government)
