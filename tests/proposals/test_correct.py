"""更正: the director undoes a misclick forwards, with its reason; the record keeps both."""

import pytest

from deadlines.checks import faults
from members.models import Entry
from proposals import services
from tests import factories
from tests.browsing import Person, done, fresh, inbox, owed
from tests.factories import hand
from workflow.models import Event


@pytest.fixture
def declined(screened, meeting, director, here):
    ground = factories.entry(here.body, Entry.Book.GROUND, "vague")
    disposition = factories.entry(here.body, Entry.Book.DISPOSITION, "opinion")
    return services.decline(
        screened, by=hand(director), ground=ground, disposition=disposition, note="空泛"
    )


@pytest.fixture
def closed(delivered, member):
    services.give_feedback(delivered, by=hand(member), attitude="fair", result="fair")
    return fresh(delivered.proposal)


def test_a_wrong_title_and_category_are_put_right_and_both_are_kept(filed, director, here):
    teach = factories.entry(here.body, Entry.Book.CATEGORY, "teach")
    words = {"title": "关于加强校车安全的提案", "category": teach.pk, "note": "录入有误"}
    assert done(Person(director).does("correct", filed, **words), filed)
    event = Event.objects.get(case=filed.pk, action="correct")
    assert event.note == "录入有误"
    assert event.data["changes"]["title"] == [filed.title, "关于加强校车安全的提案"]
    assert event.data["changes"]["category_id"] == [filed.category_id, teach.pk]
    assert fresh(filed).status == "filed"


def test_a_closed_case_can_be_corrected_too(closed, director):
    page = Person(director).does("correct", closed, occasion="between", note="属平时提案")
    assert done(page, closed)
    assert fresh(closed).status == "closed"


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ({"title": "新案由", "note": ""}, "请填写更正原因"),
        ({"note": "没有改"}, "没有改动任何内容"),
        ({"proposer_kind": "party", "note": "形式有误"}, "提案形式与第一提案人不符"),
    ],
)
def test_a_correction_needs_a_reason_and_must_change_something_that_can_be(
    filed, director, words, why
):
    page = Person(director).does("correct", filed, **({"note": ""} | words))
    assert page.status_code == 422
    assert why in page.content.decode()
    assert fresh(filed).title == filed.title


def test_what_was_declined_by_mistake_is_under_review_again(declined, director, member):
    boss = Person(director)
    assert boss.insists("reconsider", declined, note=" ").status_code == 422
    assert done(boss.does("reconsider", declined, note="误点了不予立案"), declined)
    again = fresh(declined)
    assert (again.status, again.ground, again.disposition) == ("screening", None, None)
    assert owed(again) == {("decide", "office")}
    assert any(text.startswith("您的提案已重新审查") for text in inbox(member))
    assert done(boss.does("file", again), again)


def test_what_was_passed_on_is_reconsidered_no_more(declined, director, office, member):
    services.consent(declined, by=hand(member), agrees=True)
    services.pass_on(fresh(declined), by=hand(office), note="转送州信访局")
    page = Person(director).insists("reconsider", fresh(declined), note="误点")
    assert page.status_code == 422
    assert "已经转送" in page.content.decode()


def test_what_was_closed_by_mistake_is_held_open_until_it_is_released(closed, director, member):
    boss = Person(director)
    assert boss.insists("reopen", closed, note="").status_code == 422
    assert done(boss.does("reopen", closed, note="答复送达有误"), closed)
    again = fresh(closed)
    assert (again.status, again.on_hold, again.closed_on) == ("replied", True, None)
    assert owed(again) == {("release", "director")}
    assert list(faults()) == []
    assert done(boss.does("release", again), again)
    assert fresh(closed).status == "closed"


def test_what_is_not_closed_is_not_reopened(filed, director):
    assert Person(director).insists("reopen", filed, note="误点").status_code == 409


@pytest.mark.parametrize("verb", ["correct", "reconsider", "reopen"])
@pytest.mark.parametrize("who", ["office", "member"])
def test_nobody_but_the_director_corrects(request, declined, verb, who):
    person = Person(request.getfixturevalue(who))
    assert person.insists(verb, declined, note="更正").status_code == 403
