"""重点提案 through the API: no more than its page tells, and the same verbs."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from common import clock
from members.models import Role, Seat
from members.scopes import labels
from proposals.api.keys import KeySerializer
from proposals.doors_keys import KEY_PARTS
from proposals.models import KeyProposal
from proposals.services import keys as services
from proposals.showing_keys import part_of
from tests.api.systems import SignedIn, system
from tests.api.test_acts import tag
from tests.api.test_problems import told
from tests.api.writing import compare
from tests.browsing import fresh
from tests.factories import hand
from tests.keys.conftest import SOON
from tests.keys.test_feed_of_keys import renamed
from workflow.models import Event

pytestmark = pytest.mark.django_db
KEYS = reverse("api:key-proposal-list")
ALL = ",".join(KeySerializer.EXPANDS)


@pytest.fixture
def ours(liaison):
    """The unit, by whatever program it comes."""
    return SignedIn(liaison)


@pytest.fixture
def full(under_way, line, visit, instruction, media, office):
    """A key proposal with something of each kind, and a leader who has not answered."""
    words = {"content": "再加一项", "due_on": clock.today() + SOON}
    services.ask_leader(line.root, by=hand(office), duty="special", name="未答", post="主席")
    services.add_item(line.root, by=hand(office), **words | {"unit": line.unit})
    return SimpleNamespace(key=line.root, line=line, visit=visit, said=instruction, media=media)


def one(key):
    return reverse("api:key-proposal-detail", args=[key.case.uid])


def act(key, verb):
    return reverse("api:key-proposal-act", args=[key.case.uid, verb])


def on(row, part, verb):
    return reverse("api:key-proposal-part-act", args=[row.root.case.uid, part, row.pk, verb])


def ids(told):
    return {word: {row["id"] for row in told[word]} for word in KEY_PARTS}


def test_a_seat_is_told_of_the_rows_that_its_page_shows(full, cast, other_liaison):
    for seat in (cast.office, cast.member, cast.liaison, cast.dispatcher):
        read = SignedIn(seat).get(one(full.key), expand=ALL)
        key = KeyProposal.objects.visible_to(seat).for_page().get()
        shown = {word: {row.pk for row in part_of(word, key, seat)} for word in KEY_PARTS}
        assert ids(read.json()) == shown, seat
    told(SignedIn(other_liaison).get(one(full.key)), 404, "not-found")


def test_what_is_inside_is_null_to_others(full, office, member, liaison):
    read = {seat.role: SignedIn(seat).get(one(full.key), expand=ALL).json()
            for seat in (office, member, liaison)}  # fmt: skip
    key = full.key
    assert read["office"]["key_list"] == str(key.keylist.case.uid)
    assert {read[role]["key_list"] for role in ("member", "liaison")} == {None}
    assert {read[role]["proposal"] for role in read} == {str(key.proposal.case.uid)}
    [inside, asked] = read["office"]["leaders"]
    [outside] = read["member"]["leaders"]
    assert (inside["answered_on"], asked["name"]) == (clock.today().isoformat(), "未答")
    assert (outside["name"], outside["answered_on"], outside["words"]) == ("田示例", None, None)
    assert [said["words"] for said in read["liaison"]["instructions"]] == [full.said.words]
    assert read["member"]["instructions"] == []
    [visit] = read["member"]["visits"]
    assert [guest["present"] for guest in visit["guests"]] == [None, None]


def test_a_unit_that_is_only_invited_is_not_led_to_the_case(full, office, police, other_liaison):
    words = {"sort": full.visit.sort, "place": "县城", "members": [], "units": [police]}
    services.plan_visit(full.key, by=hand(office), planned_on=clock.today(), **words)
    row = SignedIn(other_liaison).get(one(full.key), expand="visits").json()
    assert (row["proposal"], row["title"]) == (None, full.key.proposal.title)
    [listed] = SignedIn(other_liaison).get(KEYS, fields="proposal,title").json()["results"]
    assert listed == {"proposal": None, "title": row["title"]}


def test_what_is_not_theirs_is_refused_as_on_the_page(full, ours, here, education, other_liaison):
    key, seen = full.key, tag(full.key)
    theirs = SignedIn(other_liaison)
    told(theirs.get(one(key)), 404, "not-found")
    told(theirs.post(on(full.line, "items", "report_item"), {"note": "x"}), 404, "not-found")
    told(ours.post(on(full.line, "items", "confirm_item"), seen=seen), 403, "forbidden")
    told(ours.post(on(full.line, "leaders", "report_item"), seen=seen), 404, "not-found")
    told(ours.post(on(full.line, "words", "report_item"), seen=seen), 404, "not-found")
    told(ours.post(act(key, "issue_plan"), seen=seen), 403, "forbidden")
    told(ours.post(act(key, "choose_key"), seen=seen), 404, "not-found")
    reader = system(here, name="政府系统")
    assert ids(reader.get(one(key), expand=ALL).json())["instructions"] == set()
    told(reader.post(on(full.said, "instructions", "answer_instruction")), 404, "not-found")
    scopes = set(labels()) - {"key-items:report_item", "key-leaders:read"}
    less = system(here, Role.LIAISON, unit=education, name="少", scopes=scopes)
    told(less.post(on(full.line, "items", "report_item"), {"note": "x"}), 403, "insufficient-scope")
    told(less.get(KEYS, expand="leaders"), 403, "insufficient-scope")
    row = less.get(one(key), expand="items").json()["items"][0]
    assert [verb["action"] for verb in row["available_actions"]] == ["progress_item"]


def test_what_changes_with_its_proposal_is_told_whole(full, office, director):
    """Its own version stays when a title is put right, so an answer is never 304."""
    me, row = SignedIn(office), full.key.keylist
    urls = (one(full.key), reverse("api:key-list-detail", args=[row.case.uid]))
    tags = [me.get(url)["ETag"] for url in urls]
    assert tags == [tag(full.key), tag(row)]  # what a verb is pressed for
    renamed(fresh(full.key.proposal), director)
    told_of = [
        me.get(url, expand="candidates" if "lists" in url else "items", headers=known).json()
        for url, known in zip(urls, ({"If-None-Match": it} for it in tags), strict=True)
    ]
    assert told_of[0]["title"] == told_of[1]["candidates"][0]["title"] == "关于护栏的提案"


def test_they_are_looked_up_as_on_their_page(full, office, member):
    leader = {"leader": "副州长田示例"}
    for query, count in (({"status": "under_way"}, 1), (leader, 1), ({"figure": "done"}, 0)):
        assert len(SignedIn(office).get(KEYS, **query).json()["results"]) == count
    told(SignedIn(office).get(KEYS, figure="x"), 400, "invalid-parameters")
    wanted = {"kind": "keys", "query": leader}
    assert SignedIn(office).post(reverse("api:exports"), wanted).json()["total"] == 1
    kept = Event.objects.get(action="export").data["exported"]
    assert kept == [{"query": {"leader": "（有检索词）"}}]  # somebody's name
    problem = told(SignedIn(member).post(reverse("api:exports"), wanted), 422, "invalid-content")
    assert problem["errors"][0]["pointer"] == "/query/leader"
    assert len(SignedIn(member).get(KEYS, figure="done").json()["results"]) == 1  # not their filter


def test_one_is_read_in_as_many_questions_however_long_its_plan(full, office, liaison):
    asked = []
    for _ in "12":
        for seat in (office, liaison):
            with CaptureQueriesContext(connection) as questions:
                assert SignedIn(seat).get(one(full.key), expand=ALL).status_code == 200
            asked.append(len(questions))
        for content in ("第一项", "第二项", "第三项"):
            words = {"content": content, "unit": full.line.unit, "due_on": clock.today() + SOON}
            services.add_item(full.key, by=hand(office), **words)
            who = {"duty": "special", "name": content, "post": "委员"}
            services.ask_leader(full.key, by=hand(office), **who)
    assert asked[:2] == asked[2:]
    assert max(asked) <= 22


def test_the_database_writes_what_serializers_tell(full, office, leader):
    services.release_leader(fresh(leader), by=hand(office), note="工作变动")
    services.answer_instruction(fresh(full.said), by=hand(office), answer="已落实")
    services.void_media(fresh(full.media), by=hand(office), note="重复")
    seats = Seat.objects.exclude(role__in=(Role.SECADMIN, Role.DIRECTOR, Role.UNIT_HEAD))
    assert compare(seats.select_related("user", "committee"), kinds=["keys"]).keys >= 5


def test_who_led_a_line_is_named_only_while_they_do(under_way, line, leader, office, member):
    services.add_item(under_way, by=hand(office), content="再加一项", unit=line.unit,
                      leader=leader, due_on=clock.today() + SOON)  # fmt: skip
    named = {seat.role: [row["leader"] for row in SignedIn(seat).get(
        one(under_way), expand="items").json()["items"]] for seat in (office, member)}  # fmt: skip
    assert named == {"office": [None, "副州长田示例"], "member": [None, "副州长田示例"]}
    services.release_leader(fresh(leader), by=hand(office), note="工作变动")
    for seat, known in ((member, (None, None)), (office, ("副州长田示例", "released"))):
        [_, row] = SignedIn(seat).get(one(under_way), expand="items").json()["items"]
        assert (row["leader"], row["named_leader"], row["leader_status"]) == (None, *known)


def test_a_unit_reports_its_line_once(under_way, line, ours):
    read = ours.get(one(line.root), expand="items")
    [row] = read.json()["items"]
    offered = [verb["action"] for verb in row["available_actions"]]
    assert (row["id"], offered) == (line.pk, ["report_item", "progress_item"])
    assert read.json()["available_actions"] == []
    url, words = on(line, "items", "report_item"), {"note": "十公里全部装完"}
    came = [ours.post(url, words, key="i-1") for _ in range(5)]  # it minds nobody: no version
    assert {(answer.status_code, answer.content) for answer in came} == {(200, came[0].content)}
    assert (came[0].json()["label"], came[0].json()["status"]) == ("报告完成", "reported")
    assert Event.objects.filter(action="report_item").count() == 1
    assert fresh(line).progress == "十公里全部装完"


def test_a_plan_goes_from_asking_to_issue(key, lead, office, director, education):
    """The leader and the director answer from their own seats: that is never a machine's."""
    me, due = SignedIn(office), (clock.today() + SOON).isoformat()
    words = {"duty": "leads", "name": "田示例", "post": "副州长", "account": lead.pk}
    asked = me.post(act(key, "ask_leader"), words).json()
    assert (asked["kind"], asked["status"]) == ("proposals_keyleader", "asked")
    line = {"content": "加装护栏", "unit": education.pk, "due_on": due}
    assert me.post(act(key, "propose_item"), line).status_code == 200
    row = SignedIn(lead).get(one(key), expand="leaders").json()["leaders"][0]
    offered = {verb["action"] for verb in row["available_actions"]}
    assert offered == {"consent_leader", "decline_leader"}
    url = reverse(
        "api:key-proposal-part-act", args=[key.case.uid, "leaders", row["id"], "consent_leader"]
    )
    said = {"answered_on": clock.today().isoformat()}
    assert SignedIn(lead).post(url, said, seen=tag(key)).status_code == 200
    told(me.post(act(key, "issue_plan"), seen=tag(key)), 403, "forbidden")
    assert SignedIn(director).post(act(key, "issue_plan"), seen=tag(key)).status_code == 200
    assert fresh(key).status == "under_way"
