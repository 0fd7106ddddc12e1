"""观摩会等活动 and 文明村寨 through the API, as their pages show them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from common import clock
from consultations.models import Gathering, Guidance, Posting, Topic, Venue
from members.models import Receipt, Role, Seat
from tests.api.systems import SignedIn, system
from tests.api.test_acts import tag
from tests.api.test_problems import told
from tests.api.writing import compare
from tests.browsing import Person, fresh
from tests.papers import upload

pytestmark = pytest.mark.django_db
KINDS = ("consultations", "tasks", "gatherings", "villages")


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


def test_the_database_writes_what_serializers_tell(handling, proposed, announced):
    """Letter for letter, to whoever is here and in the prefecture."""
    told = compare(Seat.objects.select_related("user", "committee"), kinds=KINDS)
    assert min(vars(told).values()) > 1, told


# --- what begins ---------------------------------------------------------------------------------

GATHERINGS = reverse("api:gathering-list")


@pytest.fixture
def words(announced, town):
    """What a gathering is called for."""
    day = clock.today() + timedelta(days=9)
    told = {"sort": announced.sort_id, "title": "院坝协商推进会", "planned_on": day.isoformat()}
    return told | {"place": "州政协", "townships": [town.pk], "body": "请按时到会"}


def test_a_gathering_is_announced_once_for_a_key(prefecture, words):
    ours = system(prefecture, Role.OFFICE)
    first, again = (ours.post(GATHERINGS, words, key="meeting-1") for _ in "12")
    assert (first.status_code, again.status_code) == (201, 201), first.content.decode()
    assert first.json() == again.json()
    row = Gathering.objects.get(case__uid=first.json()["case"])
    assert (row.title, row.status, first["ETag"]) == ("院坝协商推进会", "announced", tag(row))
    Receipt.objects.all().delete()  # long afterwards
    assert ours.post(GATHERINGS, words, key="meeting-1").json() == first.json()
    assert Gathering.objects.filter(title=row.title).count() == 1


def test_what_is_wrong_with_it_is_told_by_its_place(prefecture, words):
    ours = system(prefecture, Role.OFFICE)
    for wrong, pointer in (({"planned_on": "x"}, "/planned_on"), ({"burn": 1}, "/burn")):
        problem = told(ours.post(GATHERINGS, words | wrong), 422, "invalid-content")
        assert [fault["pointer"] for fault in problem["errors"]] == [pointer]
    assert Gathering.objects.count() == 1


def test_nothing_begins_without_scope_and_seat(prefecture, elsewhere, words, announced, liaison):
    scopes = ["gatherings:read", "gatherings:call_off_gathering"]
    reader = system(prefecture, Role.OFFICE, scopes=scopes)
    told(reader.post(GATHERINGS, words), 403, "insufficient-scope")
    told(system(prefecture, name="只读").post(GATHERINGS, words), 403, "forbidden")
    stranger = system(elsewhere, Role.OFFICE, name="邻州系统")
    told(stranger.post(GATHERINGS, words), 422, "invalid-content")  # our townships are not theirs
    assert list(Gathering.objects.all()) == [announced]


def test_topics_and_places_begin_where_they_are_kept(county, town, liaison):
    ours = system(county, Role.OFFICE)
    asked = {"title": "鱼塘村路灯", "township": town.pk, "source": "people", "body": "夜里看不见"}
    answer = ours.post(reverse("api:topic-births"), asked)
    assert (answer.status_code, answer.json()["label"]) == (201, "登记议题"), (
        answer.content.decode()
    )
    assert Topic.objects.get(case__uid=answer.json()["case"]).title == "鱼塘村路灯"
    place = {"township": town.pk, "name": "鱼塘院坝", "kind_of_place": Venue.Kind.values[0]}
    url = reverse("api:venue-births")
    born = [ours.post(url, place, key="place-1").json() for _ in "12"]
    assert born[0] == born[1]
    assert Venue.objects.get(name="鱼塘院坝").pk == born[0]["id"]


def test_villages_and_plans_have_the_same_door(county, town):
    ours = system(county, Role.OFFICE)
    for name in ("village", "consultation"):
        url = reverse(f"api:{name}-list")
        told(ours.post(url, {"title": ""}), 422, "invalid-content")
        told(system(county, name=f"只读{name}").post(url, {}), 403, "forbidden")


def test_many_begin_in_one_call(prefecture, words):
    ours = system(prefecture, Role.OFFICE)
    items = [{"path": GATHERINGS, "content": words | {"title": f"第{n}次"}} for n in (1, 2)]
    done = ours.post(reverse("api:bulk"), {"atomic": True, "items": items})
    assert done.json()["done"] == 2, done.content.decode()
    assert Gathering.objects.filter(title__startswith="第").count() == 2


def test_lines_of_the_register_begin_and_end_through_it_too(prefecture, county, studio):
    """挂联 and 指导文件, the paper with its form."""
    ours = system(prefecture, Role.OFFICE)
    day = clock.today().isoformat()
    asked = {"seat": prefecture.office.pk, "county": county.body.pk, "first_on": day}
    born = [ours.post(reverse("api:posting-births"), asked, key="p").json() for _ in range(5)]
    assert [one["id"] for one in born] == [Posting.objects.get().pk] * 5
    end = reverse("api:posting-act", args=[born[0]["id"], "end"])
    told(ours.post(end, {"note": "轮换"}, seen='"old"'), 412, "precondition-failed")
    assert ours.post(end, {"note": "轮换"}, seen=tag(Posting.objects.get())).status_code == 200
    paper = {"title": "通知", "issued_by": "州政协", "issued_on": day, "files": upload()}
    url = reverse("api:guidance-births")
    answer = ours.browser.post(url, paper, headers={"Idempotency-Key": "g"})
    assert answer.status_code == 201, answer.content.decode()
    void = reverse("api:guidance-act", args=[answer.json()["id"], "end"])
    told(SignedIn(studio).post(void, {"note": "x"}, seen='"x"'), 403, "forbidden")
    told(SignedIn(studio).post(url, {}), 403, "forbidden")
    done = ours.post(void, {"note": "已有新文件"}, seen=answer["ETag"])
    assert (done.status_code, Guidance.objects.get().status) == (200, "void")
