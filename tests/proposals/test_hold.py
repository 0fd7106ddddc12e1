"""暂缓办结: the director keeps an answered case open, and owes a decision."""

import pytest

from proposals.models import Proposal
from tests.browsing import Person, done, fresh, owed


@pytest.fixture
def answered(delivered):
    return Proposal.objects.select_related("case").get()


def test_a_held_case_stays_open_when_the_feedback_is_in(answered, delivered, director, member):
    assert done(Person(director).does("hold", answered, note="待核实"), answered)
    assert owed(answered) == {("feedback", "member"), ("release", "director")}
    Person(member).does("give_feedback", delivered, attitude="fair", result="fair")
    assert fresh(answered).status == "replied"
    assert done(Person(director).does("release", answered), answered)
    assert fresh(answered).status == "closed"
    assert owed(answered) == set()


def test_a_reason_is_needed(answered, director):
    assert Person(director).does("hold", answered, note=" ").status_code == 422
    assert not fresh(answered).on_hold


def test_it_is_held_once_and_released_once(answered, director):
    boss = Person(director)
    page = boss.insists("release", answered)
    assert page.status_code == 422
    assert "没有暂缓办结" in page.content.decode()
    boss.does("hold", answered, note="待核实")
    page = boss.insists("hold", answered, note="再次")
    assert page.status_code == 422
    assert "已经暂缓办结" in page.content.decode()
    labels = [one["label"] for one in boss.get(answered.get_absolute_url()).context["actions"]]
    assert "解除暂缓" in labels
    assert "暂缓办结" not in labels


def test_what_is_not_held_is_not_offered_for_release(answered, director):
    page = Person(director).get(answered.get_absolute_url())
    labels = [one["label"] for one in page.context["actions"]]
    assert "暂缓办结" in labels
    assert "解除暂缓" not in labels


def test_only_the_director_holds(request, answered):
    for who, status in [
        ("office", 403),
        ("member", 403),
        ("dispatcher", 403),
        ("other_member", 404),
    ]:
        for verb in ["hold", "release"]:
            person = Person(request.getfixturevalue(who))
            assert person.insists(verb, answered, note="暂缓").status_code == status
