"""立案前协商 and 预交办: who is asked sees the case meanwhile, and agrees or objects."""

import pytest

from deadlines.checks import faults
from members import services as members
from members.models import Role
from proposals import services
from proposals.models import Consultation
from tests import factories
from tests.browsing import Person, done, fresh, inbox, owed
from tests.factories import hand
from workflow.models import Event


@pytest.fixture
def asked(screened, office, dispatcher, liaison, here, education):
    """The dispatcher, a likely unit and the proposer are asked before filing."""
    services.consult(
        screened,
        by=hand(office),
        systems=[here.government],
        units=[education],
        proposer=True,
        note="拟由你单位主办",
    )
    return {one.asked: one for one in screened.consulted.all()}


def test_the_office_asks_all_three_at_once(
    screened, office, dispatcher, liaison, member, here, education
):
    page = Person(office).does(
        "consult", screened, systems=[here.government.pk], units=[education.pk], proposer="on"
    )
    assert done(page, screened)
    assert {("consult", "dispatcher"), ("consult", "liaison"), ("consult", "member")} <= owed(
        screened
    )
    for seat in (dispatcher, liaison, member):
        assert any("答复协商意见" in text for text in inbox(seat))
    assert list(faults()) == []


def test_the_units_advised_at_the_first_review_are_ticked_already(screened, office, education):
    assert Person(office).form(screened, "consult")["units"] == [education.pk]


def test_somebody_must_be_chosen(screened, office):
    page = Person(office).insists("consult", screened, note="请提意见")
    assert page.status_code == 422
    assert "请至少选择一个征求意见的对象" in page.content.decode()
    assert "请提意见" in page.content.decode()


def test_nobody_is_asked_twice_before_they_answered(asked, screened, office, education):
    page = Person(office).insists("consult", screened, units=[education.pk])
    assert page.status_code == 422
    assert "请等待答复" in page.content.decode()


def test_a_unit_where_nobody_could_answer_is_not_asked(screened, office, police):
    page = Person(office).insists("consult", screened, units=[police.pk])
    assert page.status_code == 422
    assert "请先设置席位" in page.content.decode()
    assert not Consultation.objects.exists()


def test_who_is_asked_sees_title_text_and_question_but_not_what_is_internal(
    asked, screened, liaison, dispatcher
):
    for seat in (liaison, dispatcher):
        shown = Person(seat).get(screened.get_absolute_url()).content.decode()
        assert screened.title in shown
        assert "加装护栏" in shown
        assert "拟由你单位主办" in shown
        assert "建议立案" not in shown


def test_a_unit_does_not_learn_who_else_was_asked(asked, screened, liaison):
    page = Person(liaison).get(screened.get_absolute_url())
    assert [line["question"].asked for line in page.context["consulted"]] == [Role.LIAISON]
    assert [button["label"] for button in page.context["answers"]] == ["同意", "提出不同意见"]
    assert "督查室答复协商意见" not in page.content.decode()


def test_who_was_not_asked_sees_nothing(asked, screened, other_liaison, here):
    party = factories.person(here, Role.DISPATCHER, system=here.party)
    for seat in (other_liaison, party):
        assert Person(seat).get(screened.get_absolute_url()).status_code == 404


def test_the_unit_agrees_and_still_sees_the_case_until_it_is_decided(
    asked, screened, meeting, liaison, director
):
    unit = Person(liaison)
    assert done(unit.does("agree", asked["liaison"], words="同意主办"), screened)
    assert fresh(asked["liaison"]).status == "agreed"
    assert ("consult", "liaison") not in owed(screened)
    assert unit.get(screened.get_absolute_url()).status_code == 200
    services.file(screened, by=hand(director))
    assert unit.get(screened.get_absolute_url()).status_code == 404


def test_who_objects_says_why_and_the_office_learns_of_it(asked, screened, dispatcher, office):
    person = Person(dispatcher)
    assert person.insists("object", asked["dispatcher"], words=" ").status_code == 422
    page = person.does("object", asked["dispatcher"], words="属交通部门职责，建议由交通局主办")
    assert done(page, screened)
    shown = Person(office).get(screened.get_absolute_url()).content.decode()
    assert "有不同意见" in shown
    assert "建议由交通局主办" in shown
    assert any(text.startswith("有不同意见") for text in inbox(office))


def test_the_proposer_answers_in_person_or_the_office_for_them(asked, screened, office, member):
    page = Person(member).get(screened.get_absolute_url())
    assert [line["question"].asked for line in page.context["consulted"]] == [Role.MEMBER]
    assert done(Person(office).does("agree", asked["member"], words="电话同意"), screened)
    event = Event.objects.get(case=screened.pk, action="agree")
    assert event.on_behalf_of == f"member:{member.member_id}"


def test_nobody_answers_for_another(asked, liaison, dispatcher, director):
    assert Person(liaison).insists("agree", asked["dispatcher"]).status_code == 404
    assert Person(dispatcher).insists("agree", asked["liaison"]).status_code == 403
    assert Person(director).insists("agree", asked["member"]).status_code == 403


def test_an_answer_is_given_once(asked, liaison):
    unit = Person(liaison)
    unit.does("agree", asked["liaison"])
    assert unit.insists("object", asked["liaison"], words="不妥").status_code == 409


@pytest.mark.parametrize("decision", ["file", "decline", "send_back", "merge"])
def test_with_the_decision_what_was_not_answered_lapses(
    asked, screened, meeting, decision, director, office, here, other_member
):
    decide(decision, screened, director, office, here, other_member)
    assert {one.status for one in screened.consulted.all()} == {"lapsed"}
    assert "consult" not in {kind for kind, _ in owed(screened)}
    assert list(faults()) == []


def decide(decision, screened, director, office, here, other_member):
    from tests.merging import another

    if decision == "file":
        services.file(screened, by=hand(director))
    elif decision == "send_back":
        services.send_back(screened, by=hand(office), note="请补充")
    elif decision == "merge":
        target = another(here, other_member, office, "关于公路防护的建议")
        services.merge(screened, by=hand(director), target=target)
    else:
        ground = factories.entry(here.body, "ground", "vague")
        disposition = factories.entry(here.body, "disposition", "opinion")
        services.decline(
            screened, by=hand(director), ground=ground, disposition=disposition, note="空泛"
        )


def test_before_hand_over_the_dispatcher_asks_a_unit_which_may_object(
    transferred, dispatcher, liaison, education, office
):
    person = Person(dispatcher)
    page = person.get(f"{transferred.get_absolute_url()}consult/")
    assert set(page.context["form"].fields) == {"press", "version", "units", "note"}
    assert done(person.does("consult", transferred, units=[education.pk]), transferred)
    question = transferred.consulted.get()
    assert question.stage == "hand_over"
    unit = Person(liaison)
    assert unit.get(transferred.get_absolute_url()).status_code == 200
    unit.does("object", question, words="建议由交通局主办")
    shown = person.get(transferred.get_absolute_url()).content.decode()
    assert "建议由交通局主办" in shown


def test_the_hand_over_ends_the_question(transferred, dispatcher, liaison, education, office):
    services.consult(transferred, by=hand(office), units=[education])
    services.hand_over(
        transferred, by=hand(dispatcher), host=education, notice_on=transferred.filed_on
    )
    assert transferred.consulted.get().status == "lapsed"
    assert list(faults()) == []


def test_a_unit_that_is_renamed_meanwhile_still_sees_the_question_and_answers_it(
    asked, screened, here, education, office, liaison
):
    heir = members.rename_unit(education, by=here.by, name="州教育局", reason="更名")
    seat = liaison.user.seats.get(status="held", unit=heir)
    page = Person(seat).get(screened.get_absolute_url())
    assert [button["label"] for button in page.context["answers"]] == ["同意", "提出不同意见"]
    again = Person(office).insists("consult", screened, units=[heir.pk])
    assert (again.status_code, "请等待答复" in again.content.decode()) == (422, True)
    assert done(Person(seat).does("agree", asked["liaison"], words="同意主办"), screened)
    assert fresh(asked["liaison"]).status == "agreed"
    assert list(faults()) == []


@pytest.mark.parametrize(("who", "status"), [("director", 403), ("member", 403), ("liaison", 404)])
def test_nobody_else_asks(request, screened, education, who, status):
    person = Person(request.getfixturevalue(who))
    assert person.insists("consult", screened, units=[education.pk]).status_code == status
