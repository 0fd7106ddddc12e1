"""The poster of a place: who prints it, and where its code leads."""

from __future__ import annotations

import pytest
import segno
from django.test import Client
from django.urls import reverse

from consultations import services
from members.models import Role
from tests import factories
from tests.consultations.browsing import Person
from tests.factories import hand


@pytest.fixture
def venue(town, studio):
    words = {"name": "鱼塘村议事室", "kind_of_place": "room", "village": "鱼塘村"}
    return services.enter_venue(town, by=hand(studio), **words)


def poster(venue):
    return reverse("consultations:poster", args=[venue.pk])


def test_the_township_prints_a_code_that_leads_to_its_form(venue, studio, settings):
    settings.SITE_URL = "https://tiantong.example"
    assert poster(venue) in Person(studio).get(reverse("consultations:venues")).content.decode()
    page = Person(studio).get(poster(venue))
    text = page.content.decode()
    url = f"https://tiantong.example/w/{venue.token}/"
    assert (
        segno.make(url, error="q").svg_inline(omitsize=True, border=4).split("<path")[1][:200]
        in text
    )
    assert url in text
    assert "严禁反映涉密内容" in text
    assert "SITE_URL" not in text
    assert " style=" not in text
    assert Client().get(url.removeprefix("https://tiantong.example")).status_code == 200


def test_an_address_that_no_phone_reaches_is_pointed_out(venue, studio, settings):
    settings.SITE_URL = "http://localhost:8000"
    assert "手机打不开" in Person(studio).get(poster(venue)).content.decode()


def test_each_place_has_a_code_of_its_own(venue, town, studio):
    other = services.enter_venue(town, by=hand(studio), name="另一处", kind_of_place="room")
    assert other.token != venue.token
    codes = {Person(studio).get(poster(one)).context["code"] for one in (venue, other)}
    assert len(codes) == 2


def test_a_closed_place_has_no_poster(venue, studio):
    services.close_venue(venue, by=hand(studio), note="搬迁")
    assert Person(studio).get(poster(venue)).status_code == 404


def test_who_sees_the_place_sees_its_poster(
    venue, people, county, prefecture, next_county, next_town, far_town
):
    neighbour = factories.person(county, Role.TOWNSHIP, township=next_town)
    foreign_town = factories.person(next_county, Role.TOWNSHIP, township=far_town)
    statuses = {
        200: [people.studio, people.party, people.office, people.director, prefecture.office],
        404: [neighbour, foreign_town, next_county.office],
        403: [people.member, people.power],
    }
    for status, seats in statuses.items():
        for seat in seats:
            assert Person(seat).get(poster(venue)).status_code == status, seat
    assert Client().get(poster(venue))["Location"].startswith("/login/")


def test_the_form_and_the_receipt_are_open_to_everybody(venue, people):
    """Their pages ask nobody who they are: the same answer for all."""
    pages = {reverse("villagers:wish", args=[venue.token]): (200, 422)}
    pages[reverse("villagers:receipt")] = (200, 405)
    clients = [Client(), *(Person(seat).client for seat in vars(people).values())]
    for url, expected in pages.items():
        for client in clients:
            assert (client.get(url).status_code, client.post(url).status_code) == expected
