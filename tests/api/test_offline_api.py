"""线下登记 through the API: a neutral title and who handles it, never what it says."""

from __future__ import annotations

import pytest
from django.urls import reverse

from common import clock
from members.models import Receipt, Role
from proposals.models import OfflineMatter
from tests.api.systems import SignedIn, system
from tests.api.test_acts import tag
from tests.api.test_problems import told

pytestmark = pytest.mark.django_db
URL = reverse("api:offline-list")
TITLE = "线下提案第3号"


@pytest.fixture
def ours(here):
    return system(here, Role.OFFICE, name="提案委系统")


@pytest.fixture
def words():
    day = clock.today().isoformat()
    return {"title": TITLE, "registered_on": day, "handled_by": "机要室", "note": "三号柜"}


def act(matter):
    return reverse("api:offline-act", args=[matter.case.uid, "close_offline"])


def test_a_matter_is_registered_once_for_a_key_and_closed(ours, words):
    answers = [ours.post(URL, words, key="paper-3") for _ in range(5)]
    assert {one.status_code for one in answers} == {201}, answers[0].content.decode()
    Receipt.objects.all().delete()  # long afterwards
    assert ours.post(URL, words, key="paper-3").json() == answers[0].json()
    matter = OfflineMatter.objects.get()
    [row] = ours.get(URL, status="registered").json()["results"]
    assert (row["title"], row["handled_by"], row["note"]) == (TITLE, "机要室", "三号柜")
    where = reverse("api:offline-detail", args=[matter.case.uid])
    assert [one["action"] for one in ours.get(where).json()["available_actions"]] == [
        "close_offline"
    ]
    day = {"closed_on": clock.today().isoformat()}
    told(ours.post(act(matter), day), 428, "precondition-required")
    told(ours.post(act(matter), day, seen='"old"'), 412, "precondition-failed")
    done = ours.post(act(matter), day, seen=tag(matter))
    assert (done.status_code, done.json()["status"]) == (200, "closed")
    assert ours.get(where, headers={"If-None-Match": done["ETag"]}).status_code == 304


def test_there_is_no_place_for_what_it_says(ours, words):
    """What has no field cannot be entered, neither when it begins nor in what is read."""
    for extra in ({"body": "内容"}, {"content": "内容"}, {"files": "x"}):
        problem = told(ours.post(URL, words | extra), 422, "invalid-content")
        assert [fault["pointer"] for fault in problem["errors"]] == [f"/{next(iter(extra))}"]
    long = told(ours.post(URL, words | {"title": "题" * 81}), 422, "invalid-content")
    assert [fault["pointer"] for fault in long["errors"]] == ["/title"]
    assert not OfflineMatter.objects.exists()


def test_several_are_registered_in_one_call_or_none(ours, words):
    def sent(*titles):
        items = [{"path": URL, "content": words | {"title": title}} for title in titles]
        return ours.post(reverse("api:bulk"), {"atomic": True, "items": items})

    assert sent("线下提案第1号", "题" * 81).status_code == 422
    assert not OfflineMatter.objects.exists()
    assert sent("线下提案第1号", "线下提案第2号").json()["done"] == 2
    assert OfflineMatter.objects.count() == 2


def test_it_is_the_committee_s_own(here, elsewhere, education, ours, words, director, member):
    ours.post(URL, words)
    matter = OfflineMatter.objects.get()
    told(SignedIn(director).post(URL, words), 403, "forbidden")
    told(SignedIn(director).post(act(matter), {}), 403, "forbidden")
    narrow = system(here, Role.OFFICE, name="窄", scopes=["offline:read"])
    told(narrow.post(URL, words), 403, "insufficient-scope")
    told(narrow.post(act(matter), {}), 403, "insufficient-scope")
    where = reverse("api:offline-detail", args=[matter.case.uid])
    unit = system(here, Role.LIAISON, unit=education, name="教体局")
    for one in (unit, SignedIn(member), system(elsewhere, Role.OFFICE, name="邻州")):
        assert one.get(URL).json()["results"] == []
        told(one.get(where), 404, "not-found")
        told(one.post(act(matter), {}), 404, "not-found")
