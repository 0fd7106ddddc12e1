"""Review meetings through the API: called, filled, decided by people, concluded."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from common import clock
from members.models import Receipt, Role, Session
from proposals import services
from proposals.models import Proposal, ReviewMeeting
from proposals.views.meetings import NO_SESSION
from tests.api.systems import SignedIn, system
from tests.api.test_acts import tag
from tests.api.test_problems import told
from tests.browsing import Person, fresh
from tests.factories import hand
from tests.merging import submitted_by

pytestmark = pytest.mark.django_db
URL = reverse("api:meeting-list")


@pytest.fixture
def ours(here):
    return system(here, Role.OFFICE, name="提案委系统")


@pytest.fixture
def words(screened):
    day = clock.today().isoformat()
    return {"name": "第一次会议", "held_on": day, "proposals": [str(screened.case.uid)]}


@pytest.fixture
def screened_too(here, other_member, office, education):
    """Another case that waits for a meeting."""
    case = submitted_by(here, other_member, "关于乡村路灯的提案")
    return services.screen(case, by=hand(office), recommendation="file", units=[education])


def act(row, verb):
    kind = "meeting" if isinstance(row, ReviewMeeting) else "proposal"
    return reverse(f"api:{kind}-act", args=[row.case.uid, verb])


def test_a_meeting_is_called_lists_more_and_is_concluded(
    ours, words, screened, screened_too, director
):
    """One effect for a key; what it decides is named as it is read elsewhere."""
    answers = [ours.post(URL, words, key="meeting-1") for _ in range(5)]
    assert {one.status_code for one in answers} == {201}, answers[0].content.decode()
    Receipt.objects.all().delete()  # long afterwards
    assert ours.post(URL, words, key="meeting-1").json() == answers[0].json()
    meeting = ReviewMeeting.objects.get()
    more, listing = screened_too, {"proposals": [str(screened_too.case.uid)]}
    assert ours.post(act(meeting, "list"), listing, seen=tag(meeting)).status_code == 200
    where = reverse("api:meeting-detail", args=[meeting.case.uid])
    read = ours.get(where, expand="items")
    assert (read["ETag"], [one["position"] for one in read.json()["items"]]) == (
        tag(meeting),
        [1, 2],
    )
    assert read.json()["items"][1]["proposal"] == str(more.case.uid)
    assert [one["action"] for one in read.json()["available_actions"]] == ["conclude", "list"]
    end = act(meeting, "conclude")
    told(ours.post(end, {"minutes": "同意"}, seen=tag(meeting)), 422, "not-yet")
    chair = SignedIn(director)  # 同意建议: the page's one press is so many acts of one call
    items = [{"path": act(one, "file"), "if_match": tag(one)} for one in (screened, more)]
    assert chair.post(reverse("api:bulk"), {"items": items}).json()["done"] == 2
    told(ours.post(end, {"minutes": "同意"}, seen='"old"'), 412, "precondition-failed")
    assert ours.post(end, {"minutes": "同意立案。"}, seen=tag(meeting)).status_code == 200
    [row] = ours.get(URL, status="held").json()["results"]
    assert (row["minutes"], row["occasion"]) == ("同意立案。", meeting.occasion)


def test_cases_are_numbered_one_by_one_or_all_in_one_call(
    ours, filed, screened_too, office, director
):
    more = screened_too
    services.convene(
        more.session, by=hand(office), name="二", held_on=clock.today(), proposals=[more]
    )
    services.file(more, by=hand(director))
    page = reverse("api:proposal-detail", args=[filed.case.uid])
    assert "number" in [one["action"] for one in ours.get(page).json()["available_actions"]]
    told(SignedIn(director).post(act(filed, "number"), seen=tag(filed)), 403, "forbidden")
    items = [{"path": act(one, "number"), "if_match": tag(one)} for one in (more, filed)]
    for _ in range(2):
        answer = ours.post(reverse("api:bulk"), {"atomic": True, "items": items}, key="n")
        assert answer.json()["done"] == 2, answer.content.decode()
    assert [Proposal.objects.get(pk=one.pk).number for one in (more, filed)] == [1, 2]
    told(ours.post(act(filed, "number"), seen=tag(filed)), 422, "not-yet")


def test_it_is_the_committee_s_own(here, elsewhere, education, meeting, words, director, member):
    for one in (SignedIn(director), system(here, name="只读")):
        told(one.post(URL, words), 403, "forbidden")
    narrow = system(here, Role.OFFICE, name="窄", scopes=["meetings:conclude"])
    told(narrow.post(URL, words), 403, "insufficient-scope")
    told(narrow.get(URL), 403, "insufficient-scope")
    where = reverse("api:meeting-detail", args=[meeting.case.uid])
    unit = system(here, Role.LIAISON, unit=education, name="教体局")
    for one in (unit, SignedIn(member), system(elsewhere, Role.OFFICE, name="邻州")):
        assert one.get(URL).json()["results"] == []
        told(one.get(where), 404, "not-found")
        told(one.post(act(meeting, "conclude"), {"minutes": "x"}), 404, "not-found")
    assert SignedIn(director).get(where).status_code == 200


@pytest.mark.parametrize("told_of", ["gone", "foreign", "listed"])
def test_what_cannot_be_listed_is_refused_at_its_place(
    request, here, elsewhere, words, ours, told_of
):
    if told_of == "listed":
        request.getfixturevalue("meeting")
    uid = {"gone": here.registry.case.uid, "foreign": elsewhere.registry.case.uid}
    sent = words | ({"proposals": [str(uid[told_of])]} if told_of in uid else {})
    problem = told(ours.post(URL, sent), 422, "invalid-content")
    assert [fault["pointer"] for fault in problem["errors"]] == ["/proposals"]
    assert fresh(here.registry)


def test_before_the_first_session_that_is_what_is_said(ours, here, office):
    Session.objects.update(opens_on=clock.today() + timedelta(days=1))
    words = {"name": "第一次会议", "held_on": clock.today().isoformat()}
    for more in ({}, {"proposals": [str(uuid4())]}):
        problem = told(ours.post(URL, words | more), 422, "invalid-content")
        assert problem["errors"] == [{"pointer": "/proposals", "detail": NO_SESSION}]
    page = Person(office).post(reverse("proposals:convene"), **words)
    assert (page.status_code, NO_SESSION in page.content.decode()) == (422, True)
