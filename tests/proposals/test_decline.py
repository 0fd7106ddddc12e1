"""不予立案: with a ground from the committee's own dictionary, and told to the proposer."""

import pytest

from members.models import Entry
from tests import factories
from tests.browsing import Person, done, fresh, inbox, owed


@pytest.fixture
def reasons(here):
    ground = factories.entry(here.body, Entry.Book.GROUND, "vague")
    disposition = factories.entry(here.body, Entry.Book.DISPOSITION, "opinion")
    return {"ground": ground.pk, "disposition": disposition.pk}


def test_the_proposer_is_told_ground_and_reason(screened, meeting, director, member, reasons):
    page = Person(director).does("decline", screened, note="建议转社情民意", **reasons)
    assert done(page, screened)
    assert fresh(screened).status == "declined"
    assert owed(screened) == {("consent", "member")}
    assert inbox(member)[0].startswith("您的提案转为意见建议")
    shown = Person(member).get(screened.get_absolute_url()).content.decode()
    assert "内容空泛，没有具体建议" in shown
    assert "建议转社情民意" in shown


def test_the_reason_must_be_told_and_what_was_chosen_is_kept(screened, meeting, director, reasons):
    page = Person(director).does("decline", screened, note="", **reasons)
    assert page.status_code == 422
    assert "请填写告知提案人" in page.content.decode()
    assert page.context["form"]["ground"].value() == str(reasons["ground"])
    assert fresh(screened).status == "screening"


def test_grounds_of_another_committee_are_none(screened, meeting, director, elsewhere, reasons):
    theirs = factories.entry(elsewhere.body, Entry.Book.GROUND, "vague")
    foreign = reasons | {"ground": theirs.pk}
    page = Person(director).insists("decline", screened, note="不予立案", **foreign)
    assert page.status_code == 422
    assert fresh(screened).status == "screening"


def test_it_takes_a_meeting_to_decline(screened, director, reasons):
    page = Person(director).insists("decline", screened, note="不予立案", **reasons)
    assert page.status_code == 422
    assert "尚未列入审查会议议程" in page.content.decode()


def test_nobody_else_declines(request, screened, meeting, reasons):
    for who, status in [("office", 403), ("member", 403), ("other_member", 404)]:
        person = Person(request.getfixturevalue(who))
        page = person.insists("decline", screened, note="不予立案", **reasons)
        assert page.status_code == status
