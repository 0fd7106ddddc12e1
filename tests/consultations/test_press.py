"""A form that a broken line sends again and again bears one row."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse

from common import clock
from consultations.models import Consultation, Topic, Venue
from tests.conftest import at_once
from tests.consultations.browsing import Person


def wish(town, press):
    return {"title": "路灯不亮", "source": "people", "township": town.pk, "press": press}


def test_a_wish_sent_three_times_is_one_topic(studio, town):
    words, url = wish(town, uuid4()), reverse("consultations:new_topic")
    pages = [Person(studio).post(url, **words)["Location"] for _ in range(3)]
    assert set(pages) == {Topic.objects.get().get_absolute_url()}
    assert Person(studio).post(url, **wish(town, uuid4())).status_code == 302
    assert Topic.objects.count() == 2


def test_a_plan_sent_three_times_is_one_consultation(studio, accepted):
    words = {"topics": [accepted.pk], "title": "亮化", "planned_on": clock.today(), "chair": "甲"}
    person, press = Person(studio), uuid4()
    answers = [person.post(reverse("consultations:plan"), **words, press=press) for _ in range(3)]
    assert Consultation.objects.count() == 1
    page = Consultation.objects.get().get_absolute_url()
    assert [one["Location"] for one in answers] == [page] * 3


def test_a_place_sent_twice_is_one_place(studio, town):
    words = {"township": town.pk, "name": "议事室", "kind_of_place": "room", "press": uuid4()}
    url = reverse("consultations:new_venue")
    assert [Person(studio).post(url, **words).status_code for _ in range(2)] == [302, 302]
    assert Venue.objects.count() == 1


def test_somebody_elses_press_leads_to_nothing_of_theirs(studio, party, town):
    words, url = wish(town, uuid4()), reverse("consultations:new_topic")
    theirs = Person(studio).post(url, **words)["Location"]
    mine = Person(party).post(url, **(words | {"source": "party"}))["Location"]
    assert theirs != mine


@pytest.mark.django_db(transaction=True)
def test_the_same_press_from_four_lines_at_once_is_one_topic(studio, town):
    words, url = wish(town, uuid4()), reverse("consultations:new_topic")
    people = [Person(studio) for _ in range(4)]
    answers = at_once(4, lambda number: people[number].post(url, **words).status_code)
    assert answers == [302] * 4
    assert Topic.objects.count() == 1
