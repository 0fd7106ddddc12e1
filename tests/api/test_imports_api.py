"""历年提案 through the API: sent, looked through by a worker, brought in whole and only once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from common import clock
from members.models import Job, Role
from members.tasks import forget_jobs, run_job
from proposals.models import Proposal
from tests.api.systems import SignedIn, system
from tests.api.test_problems import told
from tests.proposals.test_import import HEADER, line

pytestmark = pytest.mark.django_db
URL = reverse("api:imports")


@pytest.fixture(autouse=True)
def storage(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def ours(here):
    return system(here, Role.OFFICE, name="提案委系统")


def table(*lines, header=HEADER):
    return SimpleUploadedFile("2019.csv", "\n".join([header, *lines, ""]).encode())


def sends(who, *lines, key="i-1", **words):
    words = {"file": table(*lines)} | words
    return who.browser.post(URL, words, headers={"Idempotency-Key": key})


def looked_through(who, *lines, **words):
    answer = sends(who, *lines, **words)
    assert answer.status_code == 202, answer.content.decode()
    assert run_job()
    return who.get(answer["Location"]).json()


GOOD = (line("1"), line("2", "关于路灯的提案"))
BAD = line("3", "", at="去年")


def test_a_table_is_looked_through_and_brought_in_once(ours):
    first, again = (sends(ours, *GOOD) for _ in range(2))
    assert (first.status_code, first.json()) == (202, again.json())
    assert (first.json()["state"], first.json()["preview"]) == ("waiting", None)
    told(ours.post(f"{first['Location']}confirm/"), 409, "wrong-state")
    assert run_job()
    stand = ours.get(first["Location"]).json()
    assert (stand["state"], stand["imported"]) == ("ready", None)
    seen = stand["preview"]
    assert (seen["new"], seen["known"], seen["faulty"], seen["sessions"]) == (2, 0, 0, ["2019年度"])
    assert not Proposal.objects.exists()
    keys = ["c", "c", "another"]
    done = [ours.post(f"{stand['url']}confirm/", {"skip_bad": False}, key=key) for key in keys]
    assert {one.status_code for one in done} == {200}, done[0].content.decode()
    assert [one.json()["imported"] for one in done] == [{"added": 2, "known": 0, "skipped": 0}] * 3
    assert set(Proposal.objects.values_list("number", "status")) == {(1, "filed"), (2, "filed")}
    second = looked_through(ours, *GOOD, key="i-2")
    assert (second["preview"]["new"], second["preview"]["known"]) == (0, 2)
    last = ours.post(f"{second['url']}confirm/").json()
    assert last["imported"] == {"added": 0, "known": 2, "skipped": 0}
    assert Proposal.objects.count() == 2


def test_a_faulty_row_is_told_with_its_number_and_nothing_comes_in_unless_it_is_left_out(ours):
    stand = looked_through(ours, GOOD[0], BAD, archive="true")
    assert (stand["preview"]["new"], stand["preview"]["faulty"]) == (1, 1)
    faults = stand["preview"]["faults"]
    assert {one["row"] for one in faults} == {3}
    assert {one["field"] for one in faults} >= {"案由"}
    assert all(one["reason"] for one in faults)
    problem = told(ours.post(f"{stand['url']}confirm/"), 422, "invalid-content")
    assert "第 3 行" in problem["errors"][0]["detail"]
    assert not Proposal.objects.exists()
    done = ours.post(f"{stand['url']}confirm/", {"skip_bad": True}).json()
    assert (done["state"], done["imported"]["added"], done["imported"]["skipped"]) == (
        "imported", 1, 1)  # fmt: skip
    assert Proposal.objects.get().status == "closed"


def test_what_is_no_table_of_proposals_is_refused_when_it_is_sent(ours):
    for wrong, pointer in (
        ({"file": table("1,2", header="甲,乙")}, "/file"),
        ({"file": SimpleUploadedFile("x.xlsx", b"PK\x03\x04 no table")}, "/file"),
        ({"file": ""}, "/file"),
        ({"session": "0"}, "/session"),
        ({"burn": "1"}, "/burn"),
    ):
        problem = told(sends(ours, *GOOD, key="wrong", **wrong), 422, "invalid-content")
        assert [fault["pointer"] for fault in problem["errors"]] == [pointer]
    told(ours.post(URL, {}), 415, "unsupported-media-type")
    stand = looked_through(ours, *GOOD)
    for body in ({"skip_bad": "yes"}, {"burn": 1}, []):
        answer = ours.browser.post(
            f"{stand['url']}confirm/", body, content_type="application/json",
            headers={"Idempotency-Key": "w"},
        )  # fmt: skip
        assert answer.status_code == 422
    assert not Proposal.objects.exists()


def test_it_is_the_office_s_and_only_who_sent_it_sees_it(here, elsewhere, ours, director):
    stand = looked_through(ours, *GOOD)
    told(sends(SignedIn(director), *GOOD), 403, "forbidden")
    told(sends(system(here, name="只读"), *GOOD), 403, "forbidden")
    narrow = system(here, Role.OFFICE, name="窄", scopes=["proposals:submit"])
    told(sends(narrow, *GOOD), 403, "insufficient-scope")
    for one in (system(elsewhere, Role.OFFICE, name="邻州"), SignedIn(here.office)):
        told(one.get(stand["url"]), 404, "not-found")
        told(one.post(f"{stand['url']}confirm/"), 404, "not-found")
    assert not Proposal.objects.exists()


def test_what_was_not_confirmed_is_forgotten_with_its_table(ours):
    stand = looked_through(ours, *GOOD)
    Job.objects.update(ended_at=clock.now() - timedelta(days=8))
    forget_jobs()
    told(ours.post(f"{stand['url']}confirm/"), 404, "not-found")
