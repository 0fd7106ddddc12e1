"""接口导出: a whole list, made by a worker, fetched by who asked, as far as they still see it."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.urls import reverse

from common import clock
from members import exports
from members.models import Job, Role
from members.services import adjust_client, jobs, revoke_client
from members.tasks import forget_jobs, run_job
from proposals import services
from tests import factories
from tests.api.systems import system
from tests.api.test_problems import told
from tests.api.writing import KINDS
from tests.browsing import Person
from tests.conftest import at_once
from tests.factories import hand
from tests.test_queries import copies
from workflow.models import Event

pytestmark = pytest.mark.django_db
EXPORTS = reverse("api:exports")


@pytest.fixture(autouse=True)
def storage(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def reader(here):
    return system(here)


def asked(who, kind="proposals", key="e-1", **query):
    return who.post(EXPORTS, {"kind": kind, "query": query}, key=key)


def lines(answer):
    return [json.loads(line) for line in b"".join(answer.streaming_content).splitlines()]


def test_a_list_is_asked_for_made_and_fetched(reader, transferred):
    copies(transferred, 3)
    first, again = (asked(reader, fields="uid,title", limit="1") for _ in "12")
    stand = first.json()
    assert (first.status_code, first["Location"], again.json()) == (202, stand["url"], stand)
    assert (stand["state"], stand["total"], stand["file"]) == ("waiting", 4, None)
    assert run_job()
    stand = reader.get(stand["url"]).json()
    assert (stand["state"], stand["done"]) == ("done", 4)
    answer = reader.get(stand["file"])
    assert answer["Content-Type"] == "application/x-ndjson"
    rows = lines(answer)
    assert [set(row) for row in rows] == [{"uid", "title"}] * 4
    assert rows[0]["uid"] == str(transferred.case.uid)
    assert not run_job()


def test_who_took_it_away_is_on_record(reader, transferred):
    """Words that were searched for may be a name: only that there were some."""
    asked(reader, status="transferred", q="张某")
    event = Event.objects.get(action="export")
    assert (event.note, event.user.name) == ("接口导出：提案", reader.client.name)
    assert event.data["exported"] == [{"query": {"status": "transferred", "q": "（有检索词）"}}]


def test_what_is_no_longer_seen_is_not_in_it(reader, transferred, director):
    copies(transferred, 1)
    url = asked(reader).json()["url"]
    run_job()
    services.take_back(transferred, by=hand(director), note="误移交")
    rows = lines(reader.get(f"{url}file/"))
    assert [row["uid"] for row in rows] == [
        row["uid"] for row in reader.get("/api/v1/proposals/").json()["results"]
    ]
    assert len(rows) == 1


def test_who_asked_from_the_site_fetches_it_by_the_same_door(transferred, office):
    """The page of their jobs does not hand out what they may not see any more."""
    asker = Person(office)
    words = {"content_type": "application/json", "headers": {"Idempotency-Key": "k"}}
    asker.client.post(EXPORTS, {"kind": "proposals"}, **words)
    run_job()
    job = Job.objects.get()
    answer = asker.client.get(reverse("jobs:file", args=[job.uid]))
    assert answer["Location"] == reverse("api:export-file", args=[job.uid])
    assert [row["uid"] for row in lines(asker.client.get(answer["Location"]))] == [
        str(transferred.case.uid)
    ]


def test_a_scope_that_was_taken_away_closes_it(here, reader, transferred):
    """Before it is made, and after."""
    url, late = asked(reader).json()["url"], asked(reader, key="e-2").json()["url"]
    run_job()
    keeper = factories.person(here, Role.SECADMIN)
    adjust_client(reader.client, by=hand(keeper), scopes=["tasks:read"], rate=60)
    told(reader.get(f"{url}file/"), 403, "insufficient-scope")
    run_job()
    stand = reader.get(late).json()
    assert (stand["state"], stand["detail"], stand["file"]) == ("failed", exports.LOST, None)
    assert Job.objects.get(told__list="proposals", file="").refused == []
    told(reader.get(f"{late}file/"), 404, "not-found")
    told(asked(reader, key="e-3"), 403, "insufficient-scope")


def test_nobody_else_sees_it(here, elsewhere, reader, transferred):
    url = asked(reader).json()["url"]
    run_job()
    for at, name in ((here, "另一系统"), (elsewhere, "邻州系统")):
        other = system(at, name=name)
        for place in (url, f"{url}file/"):
            told(other.get(place), 404, "not-found")


def test_it_is_gone_after_a_week(reader, transferred):
    url = asked(reader).json()["url"]
    run_job()
    with clock.frozen(clock.now() + timedelta(days=7, minutes=1)):
        assert forget_jobs() == 1
    told(reader.get(url), 404, "not-found")


def test_what_is_wrong_is_told(reader, transferred):
    wrong = [({}, "/kind"), ({"kind": "a/b"}, "/kind"), ([1], ""), ({"kind": "a", "x": 1}, "")]
    wrong += [
        ({"kind": "proposals", "query": one}, "/query")
        for one in ([1], "x", {"q": []}, {"q": "\ud800"}, {"q": "\x00"})
    ]
    wrong.append(({"kind": "proposals", "query": {"stauts": "filed"}}, "/query/stauts"))
    for body, pointer in wrong:
        problem = told(reader.post(EXPORTS, body), 422, "invalid-content")
        assert problem["errors"][0]["pointer"] == pointer
    for kind in ("changes", "token", "burn", "topics"):
        told(asked(reader, kind), 404, "not-found")
    told(asked(reader, status="nonsense"), 400, "invalid-parameters")
    told(asked(reader, fields="salary"), 400, "invalid-parameters")
    assert not Job.objects.exists()


def test_one_client_does_not_fill_the_queue(reader, transferred):
    for number in range(10):
        assert asked(reader, key=f"e-{number}").status_code == 202
    refused = asked(reader, key="e-11")
    told(refused, 429, "too-many-requests")
    assert refused["Retry-After"] == "60"


def test_what_a_list_is_not_looked_up_by_is_refused(here):
    """Of every kind: a list that ignored it would be taken away whole."""
    ours = system(here, Role.OFFICE, name="提案委办公系统")
    for kind in KINDS:
        [fault] = told(asked(ours, kind, kind, burn="1"), 422, "invalid-content")["errors"]
        assert fault["pointer"] == "/query/burn", kind


@pytest.mark.django_db(transaction=True)
def test_nor_by_many_calls_at_once(reader, transferred, monkeypatch):
    monkeypatch.setattr(jobs, "MOST", 1)
    answers = at_once(3, lambda number: asked(reader, key=f"e-{number}").status_code)
    assert sorted(answers) == [202, 429, 429]


def test_of_a_revoked_client_nothing_is_made(here, reader, transferred):
    asked(reader)
    revoke_client(reader.client, by=hand(factories.person(here, Role.SECADMIN)), reason="项目终止")
    run_job()
    assert Job.objects.get().fault == jobs.LEFT
