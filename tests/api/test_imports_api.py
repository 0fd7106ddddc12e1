"""历年提案 through the API: sent, looked through by a worker, brought in whole and only once."""

from __future__ import annotations

import os
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from common import clock
from members.models import Job, Receipt, Role
from members.tasks import forget_jobs, run_job
from notices.models import Notice
from proposals import import_jobs
from proposals.models import Proposal
from tests.api.systems import SignedIn, system
from tests.api.test_problems import told
from tests.browsing import Person
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
    assert (done[0].json()["preview"], second["preview"]["sessions"]) == (None, [])
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
    for body, pointer in (({"skip_bad": "yes"}, "/skip_bad"), ({"burn": 1}, "/burn"), ([], "")):
        answer = ours.browser.post(
            f"{stand['url']}confirm/", body, content_type="application/json",
            headers={"Idempotency-Key": "w"},
        )  # fmt: skip
        problem = told(answer, 422, "invalid-content")
        assert [fault["pointer"] for fault in problem["errors"]] == [pointer]
    assert not Proposal.objects.exists()


def test_it_is_the_office_s_and_only_who_sent_it_sees_it(here, elsewhere, ours, director):
    stand = looked_through(ours, *GOOD, session=here.session.name)
    assert stand["preview"]["sessions"] == [here.session.name]
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


def test_an_answer_that_was_lost_is_given_again_when_the_import_is_forgotten(ours):
    stand = looked_through(ours, *GOOD)
    where = f"{stand['url']}confirm/"
    told(ours.browser.post(where), 400, "idempotency-key-required")
    first = ours.post(where, key="c")
    Job.objects.all().delete()
    again = ours.post(where, key="c")
    assert (again.status_code, again.json()) == (200, first.json())


def test_until_it_is_confirmed_nobody_reads_that_it_was_done(here):
    """Neither in the inbox nor on the page of who sends it from their own seat."""
    me, page = SignedIn(here.office), Person(here.office)
    where = sends(me, *GOOD, BAD)["Location"]
    job = Job.objects.get()

    def read():
        both = (reverse("jobs:list"), job.get_absolute_url())
        return " ".join(page.get(one).content.decode() for one in both)

    assert ("共 0 件" in read(), read().count("排队中")) == (False, 2)
    assert run_job()
    said = "已核对，将导入2件，1行有误；尚未导入"
    told_of_it = Notice.objects.get(about=f"job:{job.pk}").text
    assert (said in told_of_it, "已办完" in told_of_it) == (True, False)
    assert (read().count(said), "已办" in read()) == (2, False)
    assert me.post(f"{where}confirm/", {"skip_bad": True}).status_code == 200
    assert (read().count("已导入2件"), Job.objects.get().done) == (2, 2)


def test_its_table_goes_when_it_has_come_in_and_stays_gone(
    ours, django_capture_on_commit_callbacks
):
    stand, job = looked_through(ours, *GOOD), Job.objects.get()
    assert default_storage.exists(job.place)
    with django_capture_on_commit_callbacks(execute=True):
        ours.post(f"{stand['url']}confirm/")
    assert not default_storage.exists(job.place)
    Receipt.objects.all().delete()  # long afterwards
    assert sends(ours, *GOOD).json()["state"] == "imported"
    assert not default_storage.exists(job.place)


def test_a_key_is_for_one_table_also_when_its_receipt_is_gone(ours):
    """And for an import or an export, not both."""
    assert sends(ours, *GOOD).status_code == 202
    export = {"kind": "proposals"}
    assert ours.post(reverse("api:exports"), export, key="x").status_code == 202
    Receipt.objects.all().delete()
    assert sends(ours, *GOOD).status_code == 202
    for answer in (
        sends(ours, GOOD[0]),
        sends(ours, *GOOD, archive="true"),
        sends(ours, *GOOD, key="x"),
        ours.post(reverse("api:exports"), export, key="i-1"),
    ):
        told(answer, 422, "idempotency-key-reused")
    assert Job.objects.count() == 2


def test_of_those_that_nobody_confirms_the_oldest_make_room(
    ours, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(import_jobs, "READY", 1)
    old, late = (looked_through(ours, *GOOD, key=key) for key in "ab")
    place = Job.objects.earliest("pk").place
    with django_capture_on_commit_callbacks(execute=True):
        sends(ours, *GOOD, key="c")
    told(ours.post(f"{old['url']}confirm/"), 404, "not-found")
    assert not default_storage.exists(place)
    assert ours.get(late["url"]).json()["state"] == "ready"


def test_a_table_without_its_job_is_swept_away_when_it_is_old(ours, tmp_path):
    """As when the call that brought it broke off before it was written down."""
    sends(ours, *GOOD)
    kept, fresh, lost = Job.objects.get().place, "jobs/fresh", "jobs/lost"
    for name in (fresh, lost):
        default_storage.save(name, ContentFile(b"1"))
    long_ago = (clock.now() - timedelta(days=8)).timestamp()
    for name in (kept, lost):
        os.utime(tmp_path / name, (long_ago, long_ago))
    forget_jobs()
    assert [default_storage.exists(one) for one in (kept, fresh, lost)] == [True, True, False]


def test_why_it_cannot_be_confirmed_is_said_apart_from_that_it_is_early(ours):
    where = f"{sends(ours, *GOOD)['Location']}confirm/"
    assert "正在核对" in told(ours.post(where), 409, "wrong-state")["detail"]
    default_storage.delete(Job.objects.get().place)
    assert run_job()
    assert "此表不能导入：文件已不在" in told(ours.post(where), 409, "wrong-state")["detail"]
