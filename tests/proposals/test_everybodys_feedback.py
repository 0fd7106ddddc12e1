"""Every proposer and confirmed co-signer is asked, each for themselves; silence is 未表态."""

from datetime import timedelta

import pytest

from common import clock
from members import services as members
from proposals import services
from proposals.models import Feedback
from proposals.parties import givers, names
from proposals.tasks import close_expired
from tests import factories
from tests.answering import BAD, GOOD
from tests.browsing import Person, done, fresh, inbox, owed
from tests.factories import hand
from tests.papers import upload


@pytest.fixture(autouse=True)
def kept_apart(settings, tmp_path):
    """Scans go where the test ends."""
    settings.MEDIA_ROOT = tmp_path


def signs_with(draft, by, seat):
    [invitation] = services.invite(draft, by=hand(by), members=[seat.member])
    services.answer_invitation(invitation, by=hand(seat), answer="confirmed", seen=draft.revision)


@pytest.fixture
def draft(draft, member, other_member):
    """The other member signs with the first."""
    signs_with(draft, member, other_member)
    return draft


def said(share):
    return [(str(one.giver), one.on_paper) for one in share.feedback.order_by("pk")]


def test_each_is_asked_and_each_speaks_once(delivered, member, other_member):
    assert len(givers(delivered.proposal)) == 2
    asked = delivered.case.obligations.filter(kind="feedback").order_by("pk")
    assert [one.member for one in asked] == [member.member, other_member.member]
    first, second = Person(member), Person(other_member)
    assert done(first.does("give_feedback", delivered, **GOOD), delivered)
    assert fresh(delivered.proposal).status == "replied"
    again = first.insists("give_feedback", delivered, **GOOD)
    assert again.status_code in (409, 422)
    shown = first.get(delivered.proposal.get_absolute_url()).content.decode()
    assert "give_feedback" not in shown
    assert "尚未反馈" in shown
    assert done(second.does("give_feedback", delivered, **GOOD), delivered)
    assert fresh(delivered.proposal).status == "closed"
    assert said(delivered) == [(str(member.member), False), (str(other_member.member), False)]


def test_all_are_told_of_the_answer(delivered, member, other_member):
    for seat in (member, other_member):
        assert any("您的提案已办复" in text for text in inbox(seat))


def test_nobody_speaks_for_another_proposer(delivered, member, other_member, here):
    stranger = factories.member(here)
    assert Person(stranger).insists("give_feedback", delivered, **GOOD).status_code == 404
    page = Person(member).does(
        "give_feedback", delivered, **GOOD, giver=f"member:{other_member.member_id}"
    )
    assert done(page, delivered)  # whatever is smuggled in, it is their own word
    assert said(delivered) == [(str(member.member), False)]


def test_silence_is_shown_as_no_statement(delivered, member, other_member, office):
    services.give_feedback(delivered, by=hand(member), **GOOD)
    due = delivered.case.obligations.filter(kind="feedback").latest("due_on").due_on
    with clock.frozen(due + timedelta(days=1)):
        assert close_expired() == 1
        shown = Person(office).get(delivered.proposal.get_absolute_url()).content.decode()
    assert "未表态" in shown
    assert Feedback.objects.count() == 1
    late = Person(other_member).insists("give_feedback", delivered, **GOOD)
    assert late.status_code == 422
    assert "提案已办结，不再反馈意见" in late.content.decode()


def test_the_office_enters_a_paper_form_for_one_it_names_with_its_scan(
    delivered, office, member, other_member
):
    desk, key = Person(office), f"member:{other_member.member_id}"
    page = desk.does("give_feedback", delivered, **GOOD, giver=key)
    assert page.status_code == 422  # without the scan the office speaks for nobody
    page = desk.does("give_feedback", delivered, **GOOD, file=upload())
    assert "请选择这份征询表是哪位提案人填写的" in page.content.decode()
    assert not Feedback.objects.exists()
    assert done(desk.does("give_feedback", delivered, **GOOD, giver=key, file=upload()), delivered)
    assert said(delivered) == [(str(other_member.member), True)]
    paper = delivered.proposal.files.get()
    assert (paper.purpose, paper.subject_id) == ("paper", Feedback.objects.get().pk)
    again = desk.insists("give_feedback", delivered, **GOOD, giver=key, file=upload())
    assert again.status_code in (409, 422)
    assert owed(delivered) == {("feedback", "member")}


def test_a_unit_never_speaks(delivered, liaison, unit_head, dispatcher, director):
    for seat in (liaison, unit_head, dispatcher, director):
        page = Person(seat).insists("give_feedback", delivered, **BAD)
        assert page.status_code == 403


def test_for_those_without_an_account_the_office_owes_one_word_each(
    signed, office, liaison, member, other_member
):
    members.dismiss(other_member, by=hand(office), reason="已无账号")
    share = services.deliver(signed, by=hand(liaison), delivered_on=clock.today())
    assert owed(share) == {("feedback", "member"), ("feedback", "office")}
    services.give_feedback(share, by=hand(member), **GOOD)
    assert owed(share) == {("feedback", "office")}
    services.give_feedback(
        share, by=hand(office), **GOOD, giver=f"member:{other_member.member_id}", file=upload()
    )
    assert owed(share) == set()
    assert fresh(share.proposal).status == "closed"


def test_givers_are_called_by_their_names(delivered, member, other_member):
    called = names(givers(delivered.proposal))
    assert list(called.values()) == [str(member.member), str(other_member.member)]


def test_what_was_settled_is_not_looked_into_again_because_another_is_satisfied(
    delivered, member, other_member, office, director
):
    proposal = delivered.proposal
    services.give_feedback(delivered, by=hand(member), **BAD)
    services.verify(proposal, by=hand(office), note="属实")
    services.leave_as_is(proposal, by=hand(director), note="权限在省里")
    assert done(Person(other_member).does("give_feedback", delivered, **GOOD), delivered)
    assert fresh(proposal).status == "closed"


def test_what_was_settled_is_looked_into_again_when_another_is_not_satisfied(
    delivered, member, other_member, office, director
):
    proposal = delivered.proposal
    services.give_feedback(delivered, by=hand(member), **BAD)
    services.verify(proposal, by=hand(office), note="属实")
    services.leave_as_is(proposal, by=hand(director), note="权限在省里")
    assert done(Person(other_member).does("give_feedback", delivered, **BAD), delivered)
    assert owed(proposal) == {("verify", "office")}
