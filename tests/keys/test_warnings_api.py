"""督办函 through the API: a unit's system answers, the committee's system writes."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.urls import reverse

from common import clock
from members.api_births import Births
from members.models import Receipt, Role, Seat
from proposals.models import Attachment, WarningLetter
from proposals.services import warnings as services
from proposals.views.warnings import READERS
from tests.api.systems import SignedIn, system
from tests.api.test_acts import tag
from tests.api.test_problems import told
from tests.api.writing import compare
from tests.browsing import fresh
from tests.conftest import behind_its_back
from tests.factories import hand
from tests.keys.conftest import SOON
from tests.papers import upload
from workflow.models import Event

pytestmark = pytest.mark.django_db
LETTERS = reverse("api:warning-list")
WORDS = {"reply": "已召开专题会议，六月底前完工"}


@pytest.fixture
def letter(share, office, here, education):
    told = {"unit": education, "shares": [share], "reason": "提案办理逾期1件", "words": "请抓紧"}
    return services.issue_warning(here.body, by=hand(office), due_on=clock.today() + SOON, **told)


@pytest.fixture
def ours(liaison):
    """The unit, by whatever program it comes."""
    return SignedIn(liaison)


def one(letter):
    return reverse("api:warning-detail", args=[letter.case.uid])


def act(letter, verb="reply_warning"):
    return reverse("api:warning-act", args=[letter.case.uid, verb])


def test_a_units_system_reads_its_letter_and_answers_it_once(letter, here, education):
    ours = system(here, Role.LIAISON, unit=education, name="教体局公文系统")
    [row] = ours.get(LETTERS, expand="items").json()["results"]
    assert (row["label"], row["unit"]) == (letter.label, letter.unit.name)
    about = letter.items.get().assignment
    assert row["items"] == [{"proposal": str(about.case.uid), "assignment": about.pk}]
    read = ours.get(one(letter))
    offered = [line["action"] for line in read.json()["available_actions"]]
    assert (offered, read["ETag"]) == (["reply_warning"], tag(letter))
    unchanged = ours.get(one(letter), headers={"If-None-Match": read["ETag"]})
    assert (unchanged.status_code, unchanged.content) == (304, b"")
    came = [ours.post(act(letter), WORDS, key="r-1", seen=read["ETag"]) for _ in range(5)]
    assert {answer.status_code for answer in came} == {200}
    assert {answer.content for answer in came} == {came[0].content}
    assert (came[0].json()["label"], came[0]["ETag"]) == ("答复督办函", tag(letter))
    event = Event.objects.get(action="reply_warning")
    assert (event.seat, fresh(letter).reply) == (ours.client.seat, WORDS["reply"])
    assert ours.get(one(letter), fields="status,reply").json() == {"status": "replied", **WORDS}


def test_others_do_not_find_it_and_nobody_may_more_than_on_its_page(
    letter, ours, here, education, dispatcher, other_liaison
):
    seen, theirs = tag(letter), SignedIn(other_liaison)
    told(theirs.get(one(letter)), 404, "not-found")
    told(theirs.post(act(letter), WORDS, seen=seen), 404, "not-found")
    for stranger in (theirs, system(here)):  # a 政府系统 reads no letters
        assert stranger.get(LETTERS).json()["results"] == []
    above = SignedIn(dispatcher)
    assert above.get(one(letter)).json()["available_actions"] == []
    told(above.post(act(letter), WORDS, seen=seen), 403, "forbidden")
    told(ours.post(act(letter, "close_warning"), seen=seen), 403, "forbidden")
    told(ours.post(act(letter, "lapse_warning"), seen=seen), 404, "not-found")
    scopes = ["warnings:read", "warnings:submit", "key-items:report_item"]
    less = system(here, Role.LIAISON, unit=education, name="只读", scopes=scopes)
    told(less.post(act(letter), WORDS, seen=seen), 403, "insufficient-scope")
    assert less.get(one(letter)).json()["available_actions"] == []
    told(less.get(reverse("api:key-proposal-list")), 403, "insufficient-scope")
    assert not Event.objects.filter(action="reply_warning").exists()


def test_who_has_not_read_the_present_version_is_told_it(letter, ours, office):
    seen = tag(letter)
    assert told(ours.post(act(letter), WORDS), 428, "precondition-required")
    until = clock.today() + SOON + timedelta(days=9)
    services.extend_warning(letter, by=hand(office), until=until, note="雨季")
    stale = ours.post(act(letter), WORDS, seen=seen)
    told(stale, 412, "precondition-failed")
    assert stale["ETag"] == tag(letter) != seen
    told(ours.post(act(letter), {"reply": " "}, seen=stale["ETag"]), 422, "invalid-content")
    assert ours.post(act(letter), WORDS, seen=stale["ETag"]).status_code == 200
    told(ours.post(act(letter), WORDS, seen=tag(letter)), 409, "wrong-state")


def test_its_file_comes_with_the_answer(letter, ours, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    headers = {"Idempotency-Key": "f-1", "If-Match": tag(letter)}
    words = WORDS | {"files": upload(name="复函.pdf")}
    assert ours.browser.post(act(letter), words, headers=headers).status_code == 200
    assert Attachment.objects.get(affair=letter.pk).name == "复函.pdf"


def test_letters_are_looked_up_as_on_their_page(letter, office):
    me = SignedIn(office)
    for query, count in (
        ({"unit": letter.unit.name, "year": letter.year, "status": "issued"}, 1),
        ({"unit": "没有的单位"}, 0),
        ({"status": "void"}, 0),
    ):
        assert len(me.get(LETTERS, **query).json()["results"]) == count
    told(me.get(LETTERS, status="x"), 400, "invalid-parameters")


def test_the_list_is_exported(letter, ours):
    url = reverse("api:exports")
    asked = {"kind": "warnings", "query": {"status": "issued", "expand": "items"}}
    assert ours.post(url, asked).json()["total"] == 1
    told(ours.post(url, {"kind": "warnings", "query": {"burn": "1"}}), 422, "invalid-content")
    assert ours.post(url, {"kind": "warnings", "query": {"unit": "张"}}).json()["total"] == 0
    kept = Event.objects.filter(action="export").latest("pk").data["exported"]
    assert kept == [{"query": {"unit": "（有检索词）"}}]  # typed


def test_the_database_writes_what_serializers_tell(letter, office, director, unit_head, member):
    services.reply_warning(letter, by=hand(office), reply="正在研究")
    seats = Seat.objects.filter(role__in=READERS).select_related("user", "committee")
    assert compare(seats, kinds=["warnings"]).warnings >= 4
    assert SignedIn(member).get(LETTERS).json()["results"] == []


# --- 发督办函 ------------------------------------------------------------------------------------


def words(share, **more):
    due = (clock.today() + SOON).isoformat()
    usual = {"unit": share.unit_id, "shares": [share.pk], "reason": "逾期", "words": "请抓紧"}
    return usual | {"due_on": due} | more


def test_a_letter_goes_out_once_for_a_key(share, office, ours):
    me = SignedIn(office)
    first, again = (me.post(LETTERS, words(share), key="w-1") for _ in "12")
    assert (first.status_code, first.json()) == (201, again.json()), first.content.decode()
    letter = WarningLetter.objects.get()
    assert (first.json()["case"], first["ETag"]) == (str(letter.case.uid), tag(letter))
    assert (letter.label, first.json()["label"]) == (f"督办函〔{letter.year}〕1号", "发督办函")
    Receipt.objects.all().delete()  # long afterwards, when the share is off their hands
    behind_its_back("UPDATE proposals_assignment SET status = 'stopped'")
    assert me.post(LETTERS, words(share), key="w-1").json() == first.json()
    assert WarningLetter.objects.count() == 1
    assert len(ours.get(LETTERS).json()["results"]) == 1


def test_the_same_press_at_the_same_moment_is_one_letter(share, office, monkeypatch):
    """It was looked for before the other one had borne it."""
    me, found = SignedIn(office), Births.borne
    first = me.post(LETTERS, words(share), key="w-1")
    Receipt.objects.all().delete()
    looks = iter([lambda one, by: None])
    monkeypatch.setattr(Births, "borne", lambda one, by: next(looks, found)(one, by))
    assert me.post(LETTERS, words(share), key="w-1").json() == first.json()
    assert WarningLetter.objects.count() == 1


def test_what_is_wrong_with_it_is_told_by_its_place(share, office, police):
    me = SignedIn(office)
    for wrong, pointer in (
        ({"due_on": clock.today().isoformat()}, "/due_on"),
        ({"unit": police.pk}, "/shares"),
        ({"unit": "x"}, "/unit"),
        ({"burn": 1}, "/burn"),
    ):
        problem = told(me.post(LETTERS, words(share, **wrong)), 422, "invalid-content")
        assert pointer in {fault["pointer"] for fault in problem["errors"]}, wrong
    assert not WarningLetter.objects.exists()


def test_only_the_committee_writes(share, office, ours, here, elsewhere):
    told(ours.post(LETTERS, words(share)), 403, "forbidden")
    reader = system(here, Role.OFFICE, name="只读", scopes=["warnings:read"])
    told(reader.post(LETTERS, words(share)), 403, "insufficient-scope")
    stranger = SignedIn(elsewhere.office)
    told(stranger.post(LETTERS, words(share)), 422, "invalid-content")  # no unit of theirs
    assert not WarningLetter.objects.exists()


def test_many_are_written_and_answered_in_one_call(share, office, ours):
    me, bulk = SignedIn(office), reverse("api:bulk")
    items = [{"path": LETTERS, "content": words(share, reason=f"第{n}次")} for n in (1, 2)]
    done = me.post(bulk, {"atomic": True, "items": items})
    assert done.json()["done"] == 2, done.content.decode()
    letters = list(WarningLetter.objects.select_related("case"))
    items = [{"path": act(one), "if_match": tag(one), "content": WORDS} for one in letters]
    assert ours.post(bulk, {"items": items}).json()["done"] == 2
    nothing = {"path": reverse("api:warning-act", args=[UUID(int=0), "reply_warning"])}
    assert ours.post(bulk, {"items": [nothing]}).json()["results"][0]["status"] == 404
