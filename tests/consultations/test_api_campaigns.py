"""专项行动 through the API: entered, broken down, ended; each area reads its own targets."""

from __future__ import annotations

import pytest
from django.urls import reverse

from consultations.models import Campaign
from members.models import Receipt, Role, Seat
from tests.api.systems import SignedIn, system
from tests.api.test_acts import tag
from tests.api.test_problems import told
from tests.api.writing import compare
from tests.browsing import fresh

pytestmark = pytest.mark.django_db
URL = reverse("api:campaign-list")
WORDS = {"name": "百村协商行动", "first_on": "2026-01-01", "last_on": "2027-12-31", "meetings": 100}


def act(campaign, verb):
    return reverse("api:campaign-act", args=[campaign.pk, verb])


@pytest.fixture
def ours(prefecture):
    return system(prefecture, Role.OFFICE, name="州系统")


@pytest.fixture
def campaign(ours):
    assert ours.post(URL, WORDS, key="c").status_code == 201
    return Campaign.objects.get()


def test_it_is_entered_once_for_a_key_changed_broken_down_and_ended(
    ours, campaign, county, next_county, town, next_town
):
    again = [ours.post(URL, WORDS, key="c") for _ in range(4)]
    Receipt.objects.all().delete()  # long afterwards
    again.append(ours.post(URL, WORDS, key="c"))
    assert {(one.status_code, one.json()["id"]) for one in again} == {(201, campaign.pk)}
    words = WORDS | {"name": "千村协商行动", "meetings": 120}
    told(ours.post(act(campaign, "change"), words, seen='"old"'), 412, "precondition-failed")
    assert ours.post(act(campaign, "change"), words, seen=tag(campaign)).status_code == 200
    counties = {f"c{county.body.pk}-meetings": 70, f"c{next_county.body.pk}-meetings": 50}
    done = ours.post(act(campaign, "target"), counties, seen=tag(campaign))
    assert done.status_code == 200, done.content.decode()
    towns = {f"t{town.pk}-meetings": 40}
    url = f"{act(campaign, 'target')}?county={county.body.pk}"
    assert ours.post(url, towns, seen=tag(campaign)).status_code == 200
    where = reverse("api:campaign-detail", args=[campaign.pk])
    read = ours.get(where)
    assert (read["ETag"], read.json()["name"]) == (tag(campaign), "千村协商行动")
    told_of = [(one["county_name"], one["township_name"], one["number"])
               for one in read.json()["targets"]]  # fmt: skip
    assert set(told_of) == {(None, None, 120), ("青山县", None, 70), ("绿水县", None, 50),
                            (None, "鱼塘乡", 40)}  # fmt: skip
    verbs = [one["action"] for one in read.json()["available_actions"]]
    assert verbs == ["change", "target", "end"]
    assert ours.post(act(campaign, "end"), {"note": "到期"}, seen=tag(campaign)).status_code == 200
    assert fresh(campaign).status == "ended"
    assert [one["status"] for one in ours.get(URL, status="ended").json()["results"]] == ["ended"]
    told(ours.post(act(campaign, "change"), words, seen=tag(campaign)), 409, "wrong-state")


def test_a_county_reads_its_own_targets_and_those_of_the_whole(
    ours, campaign, county, next_county, studio, town, next_town, far_town
):
    words = {f"c{county.body.pk}-meetings": 70, f"c{next_county.body.pk}-meetings": 50}
    ours.post(act(campaign, "target"), words, seen=tag(campaign))
    for towns, where in (((town, next_town), county), ((far_town,), next_county)):
        url = f"{act(campaign, 'target')}?county={where.body.pk}"
        ours.post(url, {f"t{one.pk}-meetings": 9 for one in towns}, seen=tag(campaign))

    def read(who):
        [row] = who.get(URL).json()["results"]
        return {one["county_name"] or one["township_name"] or "" for one in row["targets"]}

    assert read(ours) == {"", "青山县", "绿水县", "鱼塘乡", "茶山镇", "临江镇"}
    assert read(system(county, Role.OFFICE, name="县")) == {"", "青山县", "鱼塘乡", "茶山镇"}
    assert read(SignedIn(studio)) == {"", "青山县", "鱼塘乡"}
    kinds = ("campaigns",)
    assert compare(Seat.objects.select_related("user", "committee"), kinds=kinds).campaigns > 2


def test_of_which_county_the_targets_are_belongs_to_the_press(
    ours, campaign, county, next_county, town
):
    """The same key for another county is another press; an act of a batch is asked for none."""
    url, words = act(campaign, "target"), {f"t{town.pk}-meetings": 40}
    seen, places = tag(campaign), [f"{url}?county={one.body.pk}" for one in (county, next_county)]
    assert ours.post(places[0], words, key="t", seen=seen).status_code == 200
    assert "Idempotency-Replayed" in ours.post(places[0], words, key="t", seen=seen)
    told(ours.post(places[1], words, key="t", seen=seen), 422, "idempotency-key-reused")
    item = {"path": url, "if_match": tag(campaign), "content": {f"c{county.body.pk}-meetings": 70}}
    bulk = f"{reverse('api:bulk')}?county={county.body.pk}"
    assert ours.post(bulk, {"items": [item]}).json()["done"] == 1
    assert {one.number for one in campaign.targets.all()} == {100, 40, 70}


def test_who_does_not_run_it_changes_nothing(
    prefecture, county, elsewhere, campaign, power_liaison, power
):
    below = system(county, Role.OFFICE, name="县")
    told(below.post(act(campaign, "end"), {"note": "x"}, seen=tag(campaign)), 403, "forbidden")
    told(system(prefecture, name="只读").post(URL, WORDS), 403, "forbidden")
    narrow = system(prefecture, Role.OFFICE, name="窄", scopes=["campaigns:read"])
    told(narrow.post(URL, WORDS), 403, "insufficient-scope")
    told(narrow.post(act(campaign, "end"), {"note": "x"}), 403, "insufficient-scope")
    unit = system(county, Role.LIAISON, unit=power, name="供电局")
    for one in (unit, system(elsewhere, Role.OFFICE, name="邻州")):
        assert one.get(URL).json()["results"] == []
        told(one.get(reverse("api:campaign-detail", args=[campaign.pk])), 404, "not-found")
        told(one.post(act(campaign, "end"), {"note": "x"}), 404, "not-found")
    problem = told(below.post(URL, WORDS | {"last_on": "2020-01-01"}), 422, "invalid-content")
    assert [fault["pointer"] for fault in problem["errors"]] == ["/last_on"]
    assert Campaign.objects.get() == campaign
