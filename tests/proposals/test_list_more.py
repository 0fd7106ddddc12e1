"""列入议程: a meeting that was called takes more proposals until it is held."""

import pytest

from proposals import services
from tests.browsing import Person, done, fresh
from tests.factories import hand
from tests.merging import another


@pytest.fixture
def later(here, meeting, other_member, office):
    """Screened after the meeting was called."""
    return another(here, other_member, office, "关于发展茶产业的提案")


def test_the_office_lists_one_more(meeting, later, office):
    person = Person(office)
    shown = person.get(meeting.get_absolute_url()).content.decode()
    assert "列入更多提案" in shown
    assert done(person.does("list", meeting, proposals=[later.pk]), meeting)
    assert [item.proposal for item in meeting.items.all()][-1] == later


def test_only_what_no_coming_meeting_lists_is_offered(meeting, screened, later, office):
    page = Person(office).get(f"{meeting.get_absolute_url()}list/")
    assert list(page.context["form"].fields["proposals"].queryset) == [later]


def test_one_at_least_is_chosen(meeting, later, office):
    page = Person(office).insists("list", meeting)
    assert page.status_code == 422
    assert "请至少选择一件提案" in page.content.decode()


def test_a_meeting_that_was_held_takes_no_more(meeting, screened, later, director, office):
    services.file(screened, by=hand(director))
    services.conclude(fresh(meeting), by=hand(director), minutes="同意立案。")
    assert Person(office).insists("list", meeting, proposals=[later.pk]).status_code == 409
    assert "列入更多提案" not in Person(office).get(meeting.get_absolute_url()).content.decode()


@pytest.mark.parametrize(("who", "status"), [("director", 403), ("member", 404)])
def test_nobody_else_lists(request, meeting, later, who, status):
    person = Person(request.getfixturevalue(who))
    assert person.insists("list", meeting, proposals=[later.pk]).status_code == status
