"""Proposals, shares, answers, promises and tasks, as other systems read them."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from common import clock
from members.models import Role
from proposals import services
from proposals.models import Proposal
from tests.api.systems import system
from tests.api.test_problems import told
from tests.browsing import Person, fresh
from tests.factories import hand
from tests.promising import stood_always
from tests.test_queries import copies

pytestmark = pytest.mark.django_db
ALL = reverse("api:proposal-list")
PARTS = ("assignments", "replies", "commitments")


def one(row):
    return reverse("api:proposal-detail", args=[row.case.uid])


def part(name, row):
    return reverse(f"api:{name}-detail", args=[row.pk])


def titles(answer):
    assert answer.status_code == 200, answer.content.decode()
    return [line["title"] for line in answer.json()["results"]]


@pytest.fixture
def promise(delivered):
    return stood_always(delivered)


# --- who sees what -------------------------------------------------------------------------------


def test_a_system_reads_what_was_handed_over_and_nothing_before(here, numbered, office, education):
    one_system = system(here)
    assert titles(one_system.get(ALL)) == []
    told(one_system.get(one(numbered)), 404, "not-found")
    services.transfer(numbered, by=hand(office), units=[education])
    assert titles(one_system.get(ALL)) == [numbered.title]


def test_a_system_of_another_committee_sees_nothing(elsewhere, handed_over):
    stranger = system(elsewhere)
    assert titles(stranger.get(ALL)) == []
    told(stranger.get(one(handed_over)), 404, "not-found")


def test_a_system_that_stands_for_a_unit_sees_what_the_unit_sees(here, share, education, police):
    ours = system(here, Role.LIAISON, unit=education)
    theirs = system(here, Role.LIAISON, name="公安系统", unit=police)
    assert titles(ours.get(ALL)) == [share.proposal.title]
    assert titles(theirs.get(ALL)) == []
    told(theirs.get(part("assignment", share)), 404, "not-found")


def test_what_passes_inside_a_unit_is_not_told_to_the_proposer(drafted, member, liaison):
    inside = Person(liaison).get(part("assignment", drafted)).json()
    outside = Person(member).get(part("assignment", drafted)).json()
    assert (inside["status"], inside["status_label"]) == ("drafting", "拟稿")
    assert (outside["status"], outside["status_label"]) == ("handling", "办理中")


@pytest.mark.parametrize(
    ("status", "inside", "outside"), [("drafting", 1, 0), ("handling", 0, 1), ("waiting", 0, 0)]
)
def test_nor_can_the_proposer_find_it_by_looking_for_it(
    drafted, member, liaison, status, inside, outside
):
    url = reverse("api:assignment-list")
    for seat, found in ((liaison, inside), (member, outside)):
        assert len(Person(seat).get(url, status=status).json()["results"]) == found


def test_an_answer_is_read_once_it_is_delivered(here, signed, liaison):
    url = reverse("api:reply-list")
    dispatcher = system(here, Role.DISPATCHER, system=here.government)
    assert dispatcher.get(url).json()["results"] == []
    services.deliver(signed, by=hand(liaison), delivered_on=clock.today())
    [line] = dispatcher.get(url, expand="body").json()["results"]
    assert (line["letter_number"], line["own_grade"]["code"]) == ("彩教函〔2026〕5号", "A")
    assert line["body"].startswith("您提出的提案收悉")


# --- the shape -----------------------------------------------------------------------------------


def test_fields_narrows_a_row_and_expand_brings_what_hangs_on_it(here, promise):
    reader = system(here)
    [line] = reader.get(ALL, fields="uid,title", expand=",".join(PARTS)).json()["results"]
    assert set(line) == {"uid", "title", *PARTS}
    [share], [reply], [kept] = (line[name] for name in PARTS)
    assert share["unit"] == reply["unit"] == kept["unit"] == "州教育体育局"
    assert "body" not in reply
    body = reader.get(one(promise.proposal), expand="body").json()["body"]
    assert "加装护栏" in body


@pytest.mark.parametrize(("name", "word"), [("fields", "salary"), ("expand", "title"),
                                            ("fields", "body"), ("expand", "\x00")])  # fmt: skip
def test_a_name_that_a_row_does_not_have_is_told(here, name, word):
    [fault] = told(system(here).get(ALL, **{name: word}), 400, "invalid-parameters")["errors"]
    assert fault["parameter"] == name


def test_what_hangs_on_a_row_needs_its_own_scope(here, handed_over):
    reader = system(here, scopes=["proposals:read"])
    assert titles(reader.get(ALL)) == [handed_over.title]
    assert reader.get(ALL, expand="body").status_code == 200
    told(reader.get(ALL, expand="assignments"), 403, "insufficient-scope")


def test_lists_are_narrowed_as_on_the_page(here, handed_over, education, police):
    reader = system(here)
    assert titles(reader.get(ALL, q="乡村公路", unit=education.pk)) == [handed_over.title]
    assert titles(reader.get(ALL, unit=police.pk)) == []
    assert titles(reader.get(ALL, status="closed")) == []
    told(reader.get(ALL, status="lost"), 400, "invalid-parameters")


@pytest.mark.parametrize("kind", ["assignment", "reply", "commitment"])
def test_parts_are_narrowed_by_their_proposal_and_unit(here, promise, police, kind):
    reader, url = system(here), reverse(f"api:{kind}-list")
    assert len(reader.get(url, proposal=promise.proposal.case.uid).json()["results"]) == 1
    assert reader.get(url, unit=police.pk).json()["results"] == []
    told(reader.get(url, proposal="x"), 400, "invalid-parameters")


def test_pages_follow_each_other_and_miss_nobody(here, handed_over):
    copies(handed_over, 5)
    reader, url, seen = system(here), f"{ALL}?limit=2", []
    while url:
        page = reader.get(url).json()
        seen += [line["uid"] for line in page["results"]]
        url = page["next"]
    there = Proposal.objects.order_by("pk").values_list("case__uid", flat=True)
    assert seen == [str(uid) for uid in there]


def test_two_hundred_rows_cost_no_more_questions_than_ten(here, handed_over):
    reader, asked = system(here), []
    for count in (10, 200):
        copies(handed_over, count)
        query = {"limit": count, "expand": ",".join((*PARTS, "body"))}
        reader.get(ALL, **query)
        with CaptureQueriesContext(connection) as questions:
            assert len(reader.get(ALL, **query).json()["results"]) == count
        asked.append(len(questions))
    assert asked[0] == asked[1] <= 9


# --- one row -------------------------------------------------------------------------------------


def test_a_row_tells_what_may_be_done_to_it_now(here, share, education):
    ours = system(here, Role.LIAISON, unit=education)
    line = ours.get(part("assignment", share)).json()
    offered = {one["action"] for one in line["available_actions"]}
    assert "sign_for" in offered
    assert "draft" not in offered  # not before it is signed for
    assert "accept_change" not in offered  # the dispatcher's


def test_what_the_client_was_not_allowed_is_not_offered(here, share, education):
    scopes = ["assignments:read", "assignments:ask_change"]
    ours = system(here, Role.LIAISON, unit=education, scopes=scopes)
    [offered] = ours.get(part("assignment", share)).json()["available_actions"]
    assert offered == {"action": "ask_change", "label": "申请调整承办单位", "hindrance": ""}


def test_a_reading_system_is_offered_nothing(here, share):
    reader = system(here)
    for url in (one(share.proposal), part("assignment", share)):
        assert reader.get(url).json()["available_actions"] == []


def test_an_unchanged_row_is_not_sent_again(here, share, liaison):
    reader = system(here)
    first = reader.get(one(share.proposal))
    tag = first["ETag"]
    assert tag == f'"{share.case.uid}.{fresh(share.case).version}"'
    again = reader.get(one(share.proposal), headers={"If-None-Match": tag})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", tag)
    services.sign_for(share, by=hand(liaison))
    later = reader.get(one(share.proposal), headers={"If-None-Match": tag})
    assert later.status_code == 200
    assert later["ETag"] != tag


def test_people_who_are_signed_in_read_the_same(handed_over, office):
    line = Person(office).get(one(handed_over)).json()
    assert line["status_label"] == "已交办"
    assert "add_unit" not in {action["action"] for action in line["available_actions"]}
