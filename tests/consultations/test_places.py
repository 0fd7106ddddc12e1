"""Where people talk things over: rooms and studios, fixed and mobile, kept by the township."""

from __future__ import annotations

import pytest
from django.urls import reverse

from consultations import services
from consultations.models import Venue
from tests.browsing import fresh
from tests.consultations.browsing import Person
from tests.consultations.test_campaign import filled
from tests.factories import hand

LIST, NEW = reverse("consultations:venues"), reverse("consultations:new_venue")


def act(venue, verb):
    return reverse("consultations:venue_act", args=[venue.pk, verb])


def presses(person, url, **typed):
    return person.post(url, **(filled(person.get(url)) | typed))


@pytest.fixture
def room(town, studio) -> Venue:
    words = {"name": "鱼塘村议事室", "kind_of_place": "room", "village": "鱼塘村"}
    return services.enter_venue(town, by=hand(studio), **words)


def test_a_township_enters_its_studio_and_a_room_that_moves(studio, town):
    person = Person(studio)
    place = {"name": "鱼塘乡委员工作室", "kind_of_place": "studio", "keeper": "联络组组长"}
    assert presses(person, NEW, **place).status_code == 302
    moving = {
        "name": "流动协商议事室",
        "kind_of_place": "room",
        "village": "鱼塘村",
        "mobile": "on",
    }
    assert presses(person, NEW, **moving).status_code == 302
    kinds = set(Venue.objects.values_list("kind_of_place", "mobile", "township"))
    assert kinds == {("studio", False, town.pk), ("room", True, town.pk)}
    text = person.get(LIST).content.decode()
    for told in ("委员工作室", "协商议事室", "流动", "联络组组长"):
        assert told in text


def test_a_name_that_is_taken_is_told_at_its_field(room, studio):
    person = Person(studio)
    page = presses(person, NEW, name="鱼塘村议事室", kind_of_place="room", address="村委会二楼")
    assert page.status_code == 422
    assert "本乡镇已有“鱼塘村议事室”" in page.content.decode()
    assert "村委会二楼" in page.content.decode()
    assert Venue.objects.count() == 1


def test_it_is_changed_and_no_other_place_s_name_is_taken(room, studio, town):
    other = services.enter_venue(town, by=hand(studio), name="茶坪议事室", kind_of_place="room")
    person = Person(studio)
    assert presses(person, act(other, "change"), name="鱼塘村议事室").status_code == 422
    assert presses(person, act(other, "change"), village="茶坪村").status_code == 302
    assert fresh(other).village == "茶坪村"


def test_closed_its_name_is_free_again(room, studio):
    person = Person(studio)
    assert presses(person, act(room, "end"), note=" ").status_code == 422
    assert presses(person, act(room, "end"), note="搬迁").status_code == 302
    assert presses(person, NEW, name="鱼塘村议事室", kind_of_place="room").status_code == 302
