"""意见反馈: by the proposer on their own account; a unit can never fill it in."""

import pytest

from proposals.models import Feedback, Proposal
from tests.browsing import Person, done, inbox, owed
from tests.papers import upload
from workflow.models import Event

GOOD = {"attitude": "satisfied", "result": "fair"}


@pytest.fixture(autouse=True)
def kept_apart(settings, tmp_path):
    """Scans go where the test ends."""
    settings.MEDIA_ROOT = tmp_path


def test_the_proposers_word_closes_the_case(delivered, member):
    page = Person(member).does("give_feedback", delivered, **GOOD)
    assert done(page, delivered)
    said = Feedback.objects.get()
    assert (said.attitude, said.result, said.on_paper) == ("satisfied", "fair", False)
    assert Proposal.objects.get().status == "closed"
    assert owed(delivered) == set()


def test_who_is_dissatisfied_says_why_and_keeps_what_was_chosen(delivered, member):
    page = Person(member).does("give_feedback", delivered, attitude="fair", result="dissatisfied")
    assert page.status_code == 422
    assert "评价为不满意的，请写明具体意见" in page.content.decode()
    assert page.context["form"]["result"].value() == "dissatisfied"
    assert not Feedback.objects.exists()


@pytest.mark.parametrize("missing", ["attitude", "result"])
def test_attitude_and_result_are_asked_apart(delivered, member, missing):
    words = {name: value for name, value in GOOD.items() if name != missing}
    assert Person(member).insists("give_feedback", delivered, **words).status_code == 422
    assert not Feedback.objects.exists()


def test_the_office_enters_a_paper_form_in_the_proposers_name(delivered, office, member):
    assert done(Person(office).does("give_feedback", delivered, **GOOD, file=upload()), delivered)
    said = Feedback.objects.get()
    assert said.on_paper
    assert said.member == member.member
    event = Event.objects.get(action="give_feedback")
    assert (event.seat, event.on_behalf_of) == (office, f"member:{member.member_id}")
    assert any("您的提案已办结" in text for text in inbox(member))


def test_everybody_speaks_once(delivered, member, office):
    person = Person(member)
    person.does("give_feedback", delivered, **GOOD)
    for again in (person, Person(office)):
        page = again.insists("give_feedback", delivered, **GOOD)
        assert page.status_code in (409, 422)
        assert "已反馈过意见" in page.content.decode()
    assert Feedback.objects.count() == 1


def test_nobody_judges_an_answer_that_is_not_there(signed, member):
    page = Person(member).insists("give_feedback", signed, **GOOD)
    assert page.status_code == 422
    assert "答复尚未送达" in page.content.decode()


def test_nobody_else_speaks_for_the_proposer(request, delivered):
    for who, status in [
        ("liaison", 403),
        ("unit_head", 403),
        ("dispatcher", 403),
        ("director", 403),
        ("other_member", 404),
    ]:
        person = Person(request.getfixturevalue(who))
        assert person.insists("give_feedback", delivered, **GOOD).status_code == status
