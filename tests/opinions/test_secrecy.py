"""What a unit and the committee above may not know is not told by lists, sheets or searches."""

from __future__ import annotations

import pytest
from django.urls import reverse

from common import clock
from members.models import Role
from opinions.models import Opinion
from tests.api.systems import system
from tests.opinions.browsing import Person
from tests.taking import is_written, taken

URL = reverse("opinions:list")
API = reverse("api:opinion-list")


@pytest.fixture
def retitled(given) -> Opinion:
    """Issued under other words than its writer's, and sent up."""
    Opinion.objects.filter(pk=given.opinion_id).update(edited_title="建议完善护学", sent_up=True)
    return given.opinion


@pytest.fixture
def outside(retitled, people, prefecture):
    return (people.police, people.head, prefecture.office)


@pytest.fixture
def inside(retitled, people):
    return (people.office, people.member)


def titles(seat, **query):
    return [str(line) for line in Person(seat).get(URL, **query).context["lines"]]


def test_when_and_under_which_number_it_came_in_is_not_in_list_or_sheet(outside, inside):
    for seat in outside:
        [line] = Person(seat).get(URL).context["lines"]
        assert not line.cells["receipt"], seat.role
        assert not line.cells["submitted"], seat.role
        [row] = taken(seat, "opinions")
        assert (row["标题"], row["来稿号"], row["提交"]) == ("建议完善护学", "", ""), seat.role
    for seat in inside:
        assert is_written("opinions", [seat])
        [row] = taken(seat, "opinions")
        assert row["来稿号"] == f"{clock.today().year}-0001"
        assert row["提交"] == clock.today()


def test_the_year_it_came_in_is_not_found_out_by_looking_for_it(outside, inside, prefecture):
    year = clock.today().year
    unit = Person(outside[0]).get(URL, year=year)
    assert "您的身份不能按此筛选" in unit.content.decode()
    assert "year" not in unit.context["filters"].form.fields
    assert titles(prefecture.office, year=year) == titles(prefecture.office, year=year - 1) == []
    for seat in inside:
        assert (len(titles(seat, year=year)), titles(seat, year=year - 1)) == (1, [])


def test_words_that_were_struck_out_of_its_title_are_not_found(
    here, prefecture, police, outside, inside
):
    for seat in outside:
        assert titles(seat, q="人行横道") == [], seat.role
        assert titles(seat, q="护学") == ["建议完善护学"]
    for seat in inside:
        assert titles(seat, q="人行横道") == titles(seat, q="护学") == ["建议完善护学"]
    theirs = system(here, Role.LIAISON, unit=police)
    for who in (theirs, system(prefecture, Role.OFFICE, name="州系统")):
        assert who.get(API, q="人行横道").json()["results"] == []
        assert len(who.get(API, q="护学").json()["results"]) == 1


def test_a_title_that_nobody_changed_is_found_by_all(given, people):
    for seat in (people.police, people.office):
        assert len(titles(seat, q="人行横道")) == 1
