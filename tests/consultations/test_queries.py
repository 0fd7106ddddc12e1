"""Pages ask the database the same number of questions for few rows as for many."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from common import clock
from consultations import services
from tests.consultations.browsing import Person
from tests.consultations.conftest import agree, entry, fresh, put_on_list, visit
from tests.factories import hand
from tests.test_queries import questions

LIST, DETAIL, TOPIC = 9, 26, 16


def test_lists_ask_no_more_for_many_than_for_few(filed, topic, office, studio, town, county):
    pages = [reverse("consultations:list"), reverse("consultations:topics")]
    few = [questions(Person(office), url) for url in pages]
    ground = entry(county, "discussed", "people")
    for number in range(12):
        words = {"source": "people", "title": f"第{number}件"}
        one = services.raise_topic(town, by=hand(studio), **words)
        one = services.accept(one, by=hand(studio), ground=ground)
        plan = {"title": one.title, "planned_on": clock.today(), "chair": "甲"}
        services.plan(town, by=hand(studio), topics=[one], **plan)
    many = [questions(Person(office), url) for url in pages]
    assert few == many
    assert max(many) <= LIST


@pytest.mark.parametrize("seat", ["office", "studio", "power", "member"])
def test_a_page_of_eighteen_tasks_keeps_to_its_ceiling(held, people, seat):
    who, studio, party = vars(people)[seat], people.studio, people.party
    eighteen_tasks(held, studio, people)
    assert filed_page(held, studio, party, people.office, who) <= DETAIL
    assert held.tasks.count() == 18


def eighteen_tasks(held, studio, people):
    """Five consensuses, eighteen tasks, as in the first meeting of the campaign."""
    units = [people.power.unit, people.roads.unit, None]
    for number in range(5):
        consensus = agree(held, studio, f"共识{number}")
        for place in range(4 if number < 3 else 3):
            unit = units[place % 3]
            put_on_list(consensus, studio, f"任务{number}-{place}", unit)


def filed_page(held, studio, party, office, who) -> int:
    services.ask_list(fresh(held), by=hand(studio))
    services.approve_list(fresh(held), by=hand(party))
    row = services.file_list(fresh(held), by=hand(office))
    return questions(Person(who), row.get_absolute_url())


def test_two_tasks_cost_as_many_questions_as_eighteen(listed, people, county):
    few = filed_page(listed, people.studio, people.party, people.office, people.office)
    other = another(listed, people, county)
    eighteen_tasks(other, people.studio, people)
    many = filed_page(other, people.studio, people.party, people.office, people.office)
    assert many == few


def another(listed, people, county):
    words = {"source": "people", "title": "另一件"}
    topic = services.raise_topic(listed.township, by=hand(people.studio), **words)
    ground = entry(county, "discussed", "people")
    topic = services.accept(topic, by=hand(people.studio), ground=ground)
    words = {"title": "另一次", "planned_on": clock.today() + timedelta(days=1), "chair": "甲"}
    row = services.plan(
        listed.township, by=hand(people.studio), topics=[topic], plan="方案", **words
    )
    visit(row, people.studio)
    services.ask_plan(fresh(row), by=hand(people.studio))
    services.approve_plan(fresh(row), by=hand(people.party))
    words = {"held_on": clock.today(), "held_at": "院坝", "chair": "甲", "minutes": "同意"}
    return services.hold(fresh(row), by=hand(people.studio), **words)


def test_the_page_of_a_topic_asks_little(accepted, office):
    assert questions(Person(office), accepted.get_absolute_url()) <= TOPIC
