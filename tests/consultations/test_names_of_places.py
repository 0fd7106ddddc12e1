"""Townships are named with their county for whoever looks at several counties."""

from __future__ import annotations

from django.urls import reverse

from consultations import services
from tests.consultations.browsing import Person
from tests.factories import hand
from tests.taking import taken

PAGES = ("consultations:list", "consultations:topics", "consultations:venues")


def test_a_prefecture_reads_the_county_with_each_township_and_a_county_does_not(
    filed, topic, studio, office, town, far_town, prefecture
):
    words = {"name": "鱼塘村议事室", "kind_of_place": "room"}
    services.enter_venue(town, by=hand(studio), **words)
    pages = [*map(reverse, PAGES), filed.get_absolute_url(), topic.get_absolute_url()]
    for url in pages:
        assert "青山县·鱼塘乡" in Person(prefecture.office).get(url).content.decode(), url
        assert "青山县·鱼塘乡" not in Person(office).get(url).content.decode(), url
    for seat, name in ((prefecture.office, "青山县·鱼塘乡"), (office, "鱼塘乡")):
        for sheet in ("consultations", "topics", "tasks"):
            assert {row["乡镇"] for row in taken(seat, sheet)} == {name}, sheet


def test_the_filter_of_a_prefecture_tells_townships_of_one_name_apart(
    filed, prefecture, office, far_town
):
    url = reverse("consultations:list")
    page = Person(prefecture.office).get(url).content.decode()
    assert "绿水县·临江镇" in page
    narrowed = Person(prefecture.office).get(url, township=far_town.pk).content.decode()
    assert filed.get_absolute_url() not in narrowed
    assert "绿水县" not in Person(office).get(url).content.decode()


def test_who_waits_is_told_in_the_words_of_the_duty(rating, office):
    shown = Person(office).get(rating.get_absolute_url()).content.decode()
    assert "等待乡镇委员工作室组织群众评议" in shown
