"""观摩会等活动 and 文明村寨 through the API, as their pages show them."""

from __future__ import annotations

import pytest
from django.urls import reverse

from members.models import Role
from tests.api.systems import system
from tests.api.test_acts import tag
from tests.api.test_problems import told
from tests.browsing import Person, fresh

pytestmark = pytest.mark.django_db


def read(who, kind):
    [row] = who.get(reverse(f"api:{kind}-list")).json()["results"]
    return row


def test_a_gathering_is_read_and_called_off_by_who_may(prefecture, county, elsewhere, announced):
    ours, below = system(prefecture, Role.OFFICE), system(county, Role.OFFICE, name="县系统")
    row = read(below, "gathering")
    assert (row["sort"], row["place"]) == ("观摩会", "鱼塘村")
    assert row["invitations"] == [{"township": "鱼塘乡", "county": "青山县", "present": None}]
    assert (row["host_county"], row["host"]) == ("青山县", "鱼塘乡")
    url = reverse("api:gathering-act", args=[announced.case.uid, "call_off_gathering"])
    told(below.post(url, {"note": "大雨"}, seen=tag(announced)), 403, "forbidden")
    stranger = system(elsewhere, Role.OFFICE, name="邻州系统")
    told(stranger.post(url, {"note": "大雨"}), 404, "not-found")
    assert stranger.get(reverse("api:gathering-list")).json()["results"] == []
    told(stranger.get(reverse("api:gathering-detail", args=[announced.case.uid])), 404, "not-found")
    assert ours.post(url, {"note": "大雨"}, seen=tag(announced)).status_code == 200
    assert fresh(announced).status == "called_off"


def test_a_village_is_read_and_judged_by_its_county(
    prefecture, county, elsewhere, proposed, studio
):
    ours, stranger = system(county, Role.OFFICE), system(elsewhere, Role.OFFICE, name="邻州系统")
    assert stranger.get(reverse("api:village-list")).json()["results"] == []
    told(stranger.get(reverse("api:village-detail", args=[proposed.case.uid])), 404, "not-found")
    row = read(ours, "village")
    assert (row["reasons"], row["county"]) == (proposed.reasons, "青山县")
    assert read(Person(studio), "village")["county_score"] is None
    url = reverse("api:village-act", args=[proposed.case.uid, "recommend_village"])
    answer = ours.post(url, {"score": 92, "note": "协商经常"}, seen=tag(proposed))
    assert answer.status_code == 200, answer.content.decode()
    assert read(system(prefecture, Role.OFFICE, name="州系统"), "village")["county_score"] == 92


def test_a_prefecture_narrows_its_villages_to_a_county(prefecture, county, far_town, proposed):
    above, url = system(prefecture, Role.OFFICE), reverse("api:village-list")
    [row] = above.get(url, county=county.body.pk).json()["results"]
    assert row["county"] == "青山县"
    for other in ({"county": far_town.committee_id}, {"township": far_town.pk}):
        assert above.get(url, **other).json()["results"] == []
