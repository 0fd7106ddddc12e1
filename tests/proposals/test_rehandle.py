"""不满意: looked into, decided by the director, answered again; a second time all sit down."""

import pytest
from django.urls import reverse

from common import clock
from proposals import services
from tests.answering import BAD, GOOD, answer
from tests.browsing import Person, done, fresh, inbox, owed
from tests.factories import hand

TWO = "彩教函〔2026〕8号"


@pytest.fixture
def unhappy(delivered, member):
    services.give_feedback(delivered, by=hand(member), **BAD)
    return delivered.proposal


@pytest.fixture
def looked_into(unhappy, office):
    assert done(Person(office).does("verify", unhappy, note="现场确未加装护栏"), unhappy)
    return unhappy


@pytest.fixture
def reopened(looked_into, director, education):
    page = Person(director).does(
        "rehandle", looked_into, units=[education.pk], note="请提出加装时限"
    )
    assert done(page, looked_into)
    return fresh(looked_into)


@pytest.fixture
def again(reopened, cast, member, grade):
    """The share of the second round, answered."""
    people = type("People", (), {"liaison": cast.liaison, "head": cast.unit_head,
                                 "dispatcher": cast.dispatcher})  # fmt: skip
    share = reopened.assignments.get(round=2)
    return answer(share, people, member, grade, number=TWO, body="第二次答复：明年六月完成。")


def test_a_bad_word_does_not_close_the_case_but_is_looked_into(unhappy, member):
    assert fresh(unhappy).status == "replied"
    assert owed(unhappy) == {("verify", "office")}


def test_the_director_decides_after_the_office_looked_into_it(unhappy, director, office):
    page = Person(director).insists("rehandle", unhappy, units=[], note="重办")
    assert page.status_code == 422
    refused = Person(director).insists(
        "rehandle", unhappy, units=[unhappy.assignments.get().unit_id], note="重办"
    )
    assert "请先由提案委办公室核实" in refused.content.decode()
    assert Person(office).does("verify", unhappy, note=" ").status_code == 422
    assert done(Person(office).does("verify", unhappy, note="属实"), unhappy)
    assert owed(unhappy) == {("rehandle_decision", "director")}
    assert Person(office).insists("verify", unhappy, note="再次").status_code == 422
    assert fresh(unhappy).verified_round == 1


def test_the_director_sees_how_many_were_not_satisfied(looked_into, director):
    url = f"{looked_into.get_absolute_url()}rehandle/"
    assert "提案人共1方，其中1方不满意" in Person(director).get(url).content.decode()


def test_who_decides_what_follows_reads_what_the_proposer_said(looked_into, director):
    person, url = Person(director), looked_into.get_absolute_url()
    for verb in ("rehandle", "leave_as_is"):
        page = person.get(f"{url}{verb}/").content.decode()
        assert "办理结果：不满意" in page
        assert BAD["words"] in page
    assert BAD["words"] not in person.get(f"{url}hold/").content.decode()


def test_a_new_round_has_a_share_and_a_deadline_of_its_own(reopened, education, member, liaison):
    assert (reopened.status, reopened.round, reopened.replied_on) == ("handling", 2, None)
    share = reopened.assignments.get(round=2)
    assert (share.status, share.unit, share.given_on) == ("handling", education, clock.today())
    reply = share.case.obligations.get(kind="reply", subject_id=share.pk)
    assert "重新办理之日起" in reply.rule
    assert reply.due_on > clock.today()
    assert owed(reopened) == {("reply", "liaison"), ("first_contact", "liaison")}
    assert any("您的提案将重新办理" in text for text in inbox(member))
    assert any("待办" in text for text in inbox(liaison))


def test_the_list_of_the_hand_over_names_the_unit_once(reopened, dispatcher):
    [row] = Person(dispatcher).get(reverse("proposals:handing_list")).context["rows"]
    [(share, _)] = row["answering"]
    assert share.round == 2


def test_the_second_answer_is_judged_apart(again, member, office):
    proposal = fresh(again.proposal)
    assert proposal.status == "replied"
    old = proposal.assignments.get(round=1)
    assert Person(member).insists("give_feedback", old, **GOOD).status_code == 422
    shown = Person(office).get(proposal.get_absolute_url()).content.decode()
    assert "提案人意见（第1轮）" in shown
    assert "提案人意见（第2轮）" in shown
    assert "第二次答复" in shown
    assert done(Person(member).does("give_feedback", again, **GOOD), again)
    assert fresh(proposal).status == "closed"


def test_contact_and_co_opinions_are_needed_anew_in_the_second_round(reopened, liaison, grade):
    """What passed in the first round is no 面商 of the second."""
    old, share = reopened.assignments.order_by("round")
    met = {"way": "meeting", "held_on": clock.today(), "people": "提案人", "minutes": "面谈"}
    late = Person(liaison).insists("contact", old, **met)
    assert "此轮办理已经结束" in late.content.decode()
    words = {"body": "再答复", "own_grade": grade.pk, "contact_name": "李", "contact_phone": "1"}
    unit = Person(liaison)
    assert done(unit.does("draft", share, **words), share)
    page = unit.insists("send_to_review", fresh(share))
    assert page.status_code == 422
    assert "尚无面商记录" in page.content.decode()


def test_dissatisfied_a_second_time_all_sit_down_and_the_case_closes(again, member, office):
    services.give_feedback(again, by=hand(member), **BAD)
    proposal = fresh(again.proposal)
    assert proposal.status == "replied"
    assert owed(proposal) == {("confer", "office")}
    desk, words = Person(office), {"people": "提案人、局长", "minutes": "商定分两年实施。"}
    tomorrow = clock.today().replace(year=clock.today().year + 1)
    assert desk.does("confer", proposal, held_on=tomorrow, **words).status_code == 422
    assert done(desk.does("confer", proposal, **words), proposal)
    closed = fresh(proposal)
    assert (closed.status, closed.conferred_on) == ("closed", clock.today())
    assert any("已召开协商会" in text for text in inbox(member))
    assert "商定分两年实施" in desk.get(proposal.get_absolute_url()).content.decode()


def test_there_is_no_third_round(again, member, director, education):
    services.give_feedback(again, by=hand(member), **BAD)
    page = Person(director).insists(
        "rehandle", again.proposal, units=[education.pk], note="再办一次"
    )
    assert page.status_code == 422
    assert fresh(again.proposal).round == 2


def test_the_director_may_leave_it_as_it_is_and_says_why(looked_into, director, member):
    me = Person(director)
    assert me.does("leave_as_is", looked_into, note=" ").status_code == 422
    assert done(me.does("leave_as_is", looked_into, note="权限在省里，已向上反映"), looked_into)
    assert (fresh(looked_into).status, fresh(looked_into).settled_round) == ("closed", 1)
    shown = Person(member).get(looked_into.get_absolute_url()).content.decode()
    assert "权限在省里" in shown
    assert any("不再重新办理" in text for text in inbox(member))


def test_nobody_looks_into_a_satisfied_case_or_confers_about_it(delivered, office, director):
    proposal = delivered.proposal
    for seat, verb, words in (
        (office, "verify", {"note": "核实"}),
        (office, "confer", {"held_on": clock.today(), "people": "甲", "minutes": "无"}),
        (director, "leave_as_is", {"note": "不办"}),
    ):
        assert Person(seat).insists(verb, proposal, **words).status_code == 422


def test_only_the_office_looks_into_it_and_only_the_director_decides(
    request, looked_into, education
):
    words = {"units": [education.pk], "note": "重办"}
    for who in ("office", "dispatcher", "liaison", "member"):
        person = Person(request.getfixturevalue(who))
        assert person.insists("rehandle", looked_into, **words).status_code == 403
        assert person.insists("leave_as_is", looked_into, note="不办").status_code == 403
    for who in ("director", "dispatcher", "liaison", "member"):
        person = Person(request.getfixturevalue(who))
        assert person.insists("verify", looked_into, note="核实").status_code == 403


def test_a_unit_that_did_not_answer_cannot_be_chosen(looked_into, director, police):
    page = Person(director).does("rehandle", looked_into, units=[police.pk], note="重办")
    assert page.status_code == 422
    assert fresh(looked_into).round == 1
