"""Lists, figures, the API, and the same number of questions for ten rows as for two hundred."""

from __future__ import annotations

import pytest
from django.urls import reverse

from common import clock
from opinions.models import Opinion
from tests.browsing import owed
from tests.opinions.browsing import Person
from tests.opinions.conftest import answer, forward, instruct, issue, sent_in
from tests.test_queries import copies, questions

LIST, DETAIL = 10, 18
URL = reverse("opinions:list")
FIGURES = reverse("opinions:figures")
LAST = reverse("api:obligation-list")


@pytest.mark.parametrize("who", ["office", "member", "police"])
def test_two_hundred_rows_cost_no_more_questions_than_ten(given, people, who):
    person = Person(vars(people)[who])
    copies(given.opinion, 9, issue_number=None)
    few = questions(person, URL)
    copies(given.opinion, 190, issue_number=None)
    assert questions(person, URL) == few <= LIST


def test_figures_ask_no_more_for_many(submitted, office):
    few = questions(Person(office), FIGURES)
    copies(submitted, 190)
    assert questions(Person(office), FIGURES) == few <= LIST


@pytest.mark.parametrize("who", ["office", "member", "police"])
def test_the_page_of_one_asks_no_more_for_two_units_and_leaders(
    given, people, who, office, schools, schools_liaison
):
    person, url = Person(vars(people)[who]), given.opinion.get_absolute_url()
    few = questions(person, url)
    forward(given.opinion, office, schools)
    instruct(given.opinion, office, "县委书记 王某")
    assert questions(person, url) == few <= DETAIL


def test_the_list_is_narrowed(submitted, others, office):
    person = Person(office)

    def titles(**query):
        return {str(line) for line in person.get(URL, **query).context["lines"]}

    assert titles(q="路口") == {str(submitted)}
    assert titles(status="submitted") == {str(submitted)}
    assert titles(shape="combined") == set()
    assert titles(year=clock.today().year) == {str(submitted), *map(str, others)}
    assert person.get(URL, year="abc").status_code == 200


def test_a_unit_does_not_read_in_the_list_who_wrote_it(given, people):
    assert "委员甲" not in Person(people.police).get(URL).content.decode()
    assert "委员甲" in Person(people.office).get(URL).content.decode()


def test_a_source_counts_as_what_it_went_into(combined, office, police, police_liaison, people):
    sent_in(people.other_member, "只提交的")
    issue(combined, office)
    instruct(combined, office)
    row = forward(combined, office, police)
    answer(row.forwardings.get(), police_liaison)
    page = Person(office).get(FIGURES)
    assert page.context["total"] == {
        "submitted": 4,
        "adopted": 3,
        "issued": 3,
        "instructed": 3,
        "outcome": 3,
    }
    sectors, writers = (
        {one["label"]: (one["submitted"], one["issued"]) for one in table.rows}
        for table in page.context["tables"]
    )
    assert sectors == {"农业界": (2, 1), "集体": (1, 1), "乡镇委员工作室": (1, 1)}
    assert writers["委员甲"] == (1, 1)
    assert writers["委员乙"] == (1, 0)


def test_duties_ask_for_one_member(answered, member):
    mine = Opinion.objects.filter(member=member.member)
    [found] = mine.submitted_in(clock.today().year).counted_by("member")
    assert {name: found[name] for name in ("submitted", "adopted", "issued")} == {
        "submitted": 1,
        "adopted": 1,
        "issued": 1,
    }
    assert (found["instructed"], found["outcome"]) == (1, 1)


def test_the_api_tells_each_what_they_may_know_of_what_is_owed(
    given, people, office, schools, schools_liaison, prefecture
):
    row = forward(given.opinion, office, schools)
    assert owed(row) == {("opinion_outcome", "liaison")}

    def lines(seat):
        return Person(seat).get(LAST, state="open").json()["results"]

    assert {one["debtor"] for one in lines(office)} == {"县公安局", "县教育体育局"}
    [mine] = lines(people.police)
    assert mine["debtor"] == "县公安局"
    assert mine["case"]["kind"] == "opinion"
    assert mine["case"]["url"].endswith(row.get_absolute_url())
    assert lines(prefecture.office) == []
