"""跟踪检查 through the API: an office's system runs it, and who visits reads their own visits."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from common import clock
from members.models import Receipt, Role, Seat
from members.tasks import run_job
from proposals.models import FollowUp, Regrading, Visit
from proposals.services import follow_up
from proposals.services.regrading import regrade
from tests.api.systems import SignedIn, system
from tests.api.test_acts import tag
from tests.api.test_problems import told
from tests.api.writing import compare
from tests.browsing import fresh
from tests.factories import entry, hand
from tests.merging import another
from tests.promising import delivered_with, kept_of, planned

pytestmark = pytest.mark.django_db
URL = reverse("api:follow-up-list")
VISITS = reverse("api:follow-up-visit-list")
DAY = timedelta(days=1)
KINDS = ("follow-ups", "follow-up-visits")


@pytest.fixture
def answered(contacted, cast, grade):
    share = delivered_with(contacted, cast, grade, planned())
    return kept_of(share, cast)


@pytest.fixture
def words(answered, here, grade, member):
    """What a campaign of checks is begun with."""
    told = {"session": here.session.pk, "manner": "oversight", "name": "A类提案专项民主监督"}
    told |= {"grades": [grade.pk], "members": [member.member_id], "experts": False}
    return told | {"due_on": (clock.today() + 30 * DAY).isoformat()}


@pytest.fixture
def visit(words, here, office, member, grade):
    asked = words | {"grades": [grade], "members": [member.member], "size": 1}
    asked |= {"due_on": clock.today() + 30 * DAY}
    del asked["session"]
    started = follow_up.start_follow_up(here.session, by=hand(office), **asked)
    return started.visits.select_related("follow_up__case", "proposal__case").get()


@pytest.fixture
def theirs(visit, here, office, other_member):
    """Another member's visit of the same campaign."""
    case = another(here, other_member, office, "关于乡村路灯的提案")
    case.grade_now = visit.grade.code
    follow_up.deal(visit.follow_up, [case], [other_member.member], hand(office))
    return visit.follow_up.visits.get(proposal=case)


@pytest.fixture
def ours(here):
    return system(here, Role.OFFICE, name="提案委系统")


def act(row, verb):
    if isinstance(row, FollowUp):
        return reverse("api:follow-up-act", args=[row.case.uid, verb])
    return reverse("api:follow-up-visit-act", args=[row.case.uid, row.pk, verb])


def saw(**more):
    day = clock.today().isoformat()
    return {"visited_on": day, "finding": "partly", "words": "只装了一侧。"} | more


def test_an_office_s_system_starts_it_once_for_a_key_and_its_visits_are_dealt_out(ours, words):
    answers = [ours.post(URL, words, key="check-1") for _ in range(5)]
    assert {one.status_code for one in answers} == {201}, answers[0].content.decode()
    Receipt.objects.all().delete()  # long afterwards
    assert ours.post(URL, words, key="check-1").json() == answers[0].json()
    started = FollowUp.objects.get()
    assert (answers[0].json()["label"], answers[0]["ETag"]) == ("开展跟踪检查", tag(started))
    [row] = ours.get(URL, expand="visits").json()["results"]
    assert (row["name"], row["status"], row["population"]) == (started.name, "open", 1)
    [line] = row["visits"]
    visit = Visit.objects.get()
    assert (line["proposal"], line["visitor"]) == (str(visit.proposal.case.uid), str(visit.member))
    assert (line["number"], line["grade"]["code"], line["outcomes"]) == (1, "A", [])


def test_it_runs_from_its_visits_to_its_end_by_what_is_told_to_be_open(ours, visit, member):
    """The member fills in, the office settles and ends: each as their available_actions say."""
    where = reverse("api:follow-up-visit-detail", args=[visit.pk])
    me = SignedIn(member)
    assert [one["action"] for one in me.get(where).json()["available_actions"]] == ["fill_in_visit"]
    assert me.post(act(visit, "fill_in_visit"), saw()).status_code == 200
    read = ours.get(where)
    assert (read["ETag"], read.json()["finding_label"]) == (tag(visit.follow_up), "部分相符")
    assert ours.get(where, headers={"If-None-Match": read["ETag"]}).status_code == 304
    whole = ours.get(reverse("api:follow-up-detail", args=[visit.case.uid])).json()
    [first, *_] = whole["available_actions"]
    assert (first["action"], bool(first["hindrance"])) == ("end_follow_up", True)
    end, good = act(visit.follow_up, "end_follow_up"), {"conclusion": "好"}
    told(ours.post(end, good, seen=tag(visit)), 422, "not-yet")
    assert ours.post(act(visit, "settle_visit"), {"note": "已补装"}).status_code == 200
    stale = ours.post(
        act(visit.follow_up, "end_follow_up"), {"conclusion": "好"}, seen=read["ETag"]
    )
    told(stale, 412, "precondition-failed")
    done = ours.post(act(visit.follow_up, "end_follow_up"), {"conclusion": "好"}, seen=tag(visit))
    assert (done.status_code, done.json()["status"]) == (200, "ended")
    [row] = ours.get(URL, status="ended").json()["results"]
    assert row["conclusion"] == "好"


def test_who_visits_reads_their_own_visits_and_no_more_than_on_the_page(
    visit, theirs, member, ours
):
    [row] = SignedIn(member).get(URL, expand="visits").json()["results"]
    assert [one["id"] for one in row["visits"]] == [visit.pk]
    assert (row["seed"], row["visits"][0]["proposal"]) == (None, None)
    assert [one["id"] for one in SignedIn(member).get(VISITS).json()["results"]] == [visit.pk]
    foreign = reverse("api:follow-up-visit-detail", args=[theirs.pk])
    told(SignedIn(member).get(foreign), 404, "not-found")
    told(SignedIn(member).post(act(theirs, "fill_in_visit"), saw()), 404, "not-found")
    assert len(ours.get(VISITS, follow_up=visit.case.uid).json()["results"]) == 2
    assert ours.get(URL).json()["results"][0]["seed"] == visit.follow_up.seed != ""


def test_more_visits_cost_no_more_questions(request, visit, ours):
    """In the list, and in one with all that are seen of it."""
    places = [reverse("api:follow-up-detail", args=[visit.case.uid]), URL]
    asked = []
    for more in ((), ("theirs",)):
        for name in more:
            request.getfixturevalue(name)
        for url in places:
            ours.get(url, expand="visits")
            with CaptureQueriesContext(connection) as questions:
                assert ours.get(url, expand="visits").status_code == 200
            asked.append(len(questions))
    assert asked[:2] == asked[2:]
    assert max(asked) <= 18


def test_that_a_grade_is_asked_for_stays_with_the_committee_while_a_promise_is_owed_again(
    visit, answered, here, member, director, ours
):
    follow_up.fill_in_visit(visit, by=hand(member), **saw(visited_on=clock.today()))
    until = (clock.today() + 90 * DAY).isoformat()
    owed = {"promise": answered.pk, "until": until, "note": "一侧没有装"}
    opened = SignedIn(director).post(act(visit, "reopen_by_visit"), owed)
    assert opened.status_code == 200, opened.content.decode()
    letter = answered.assignment.replies.get(delivered_on__isnull=False)
    asked = {"letter": letter.pk, "grade": entry(here.body, "grade", "B").pk, "note": "没有办好"}
    assert ours.post(act(visit, "ask_grade_by_visit"), asked).status_code == 200
    assert Regrading.objects.exists()
    where = reverse("api:follow-up-visit-detail", args=[visit.pk])
    assert ours.get(where).json()["outcomes"] == ["promise", "grade"]
    assert SignedIn(member).get(where).json()["outcomes"] == ["promise"]
    regrade(Regrading.objects.get(), by=hand(director))  # in another case, which tells it
    assert SignedIn(member).get(where).json()["outcomes"] == ["promise"]
    told_to_all = compare(Seat.objects.select_related("user", "committee"), kinds=KINDS)
    assert min(vars(told_to_all).values()) > 1


def test_nobody_else_begins_or_touches_it(here, elsewhere, education, visit, words, director):
    for seat in (SignedIn(director), system(here, name="只读")):
        told(seat.post(URL, words), 403, "forbidden")
    scopes = ["follow-ups:read", "follow-ups:end_follow_up"]
    narrow = system(here, Role.OFFICE, name="窄", scopes=scopes)
    told(narrow.post(URL, words), 403, "insufficient-scope")
    told(narrow.get(URL, expand="visits"), 403, "insufficient-scope")
    told(narrow.post(act(visit, "settle_visit"), {"note": "x"}), 403, "insufficient-scope")
    assert narrow.get(URL).status_code == 200
    unit = system(here, Role.LIAISON, unit=education, name="教体局")
    for one in (unit, system(elsewhere, Role.OFFICE, name="邻州")):
        assert one.get(URL).json()["results"] == one.get(VISITS).json()["results"] == []
        told(one.get(reverse("api:follow-up-detail", args=[visit.case.uid])), 404, "not-found")
        told(one.post(act(visit.follow_up, "end_follow_up"), {"conclusion": "x"}), 404, "not-found")
        told(one.post(act(visit, "settle_visit"), {"note": "x"}), 404, "not-found")
    assert FollowUp.objects.count() == 1


def test_what_is_wrong_is_told_by_its_place_and_many_acts_come_in_one_call(
    ours, words, visit, theirs
):
    for wrong, pointer in (({"due_on": "2020-01-01"}, "/due_on"), ({"burn": 1}, "/burn")):
        problem = told(ours.post(URL, words | wrong), 422, "invalid-content")
        assert [fault["pointer"] for fault in problem["errors"]] == [pointer]
    items = [{"path": act(one, "fill_in_visit"), "content": saw()} for one in (visit, theirs)]
    assert ours.post(reverse("api:bulk"), {"atomic": True, "items": items}).json()["done"] == 2
    assert {fresh(one).status for one in (visit, theirs)} == {"reported"}


def test_a_session_and_its_grades_are_named_as_they_are_read(ours, words, here, grade):
    named = words | {"session": here.session.name, "grades": [grade.code]}
    answer = ours.post(URL, named)
    assert answer.status_code == 201, answer.content.decode()
    assert len(ours.get(URL, session=here.session.name).json()["results"]) == 1
    for wrong, pointer in (
        ({"session": "没有的会议"}, "/session"),
        ({"session": "\x00"}, "/session"),
        ({"grades": ["无"]}, "/grades"),
    ):
        problem = told(ours.post(URL, named | wrong), 422, "invalid-content")
        assert [fault["pointer"] for fault in problem["errors"]] == [pointer]
    told(ours.get(URL, session="没有的会议"), 400, "invalid-parameters")


def test_the_lists_are_exported(ours, visit, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    asked = {"follow-ups": {"expand": "visits"}, "follow-up-visits": {"status": "assigned"}}
    for kind, query in asked.items():
        export = ours.post(reverse("api:exports"), {"kind": kind, "query": query})
        assert (export.status_code, export.json()["kind"]) == (202, kind)
        assert run_job()
        [line] = b"".join(ours.get(f"{export['Location']}file/").streaming_content).splitlines()
        row = json.loads(line)
        assert row == ours.get(reverse(f"api:{kind[:-1]}-list"), **query).json()["results"][0]
        told_of = row["visits"] if kind == "follow-ups" else [row]
        assert [one["id"] for one in told_of] == [visit.pk]
