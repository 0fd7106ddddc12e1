"""社情民意 through the API: rows, verbs and the feed, and what a reader may not know is null."""

from __future__ import annotations

import pytest
from django.urls import reverse

from members.models import Receipt, Role, Seat
from members.scopes import labels
from opinions import services
from opinions.models import Opinion
from tests.api.systems import system
from tests.api.test_acts import tag
from tests.api.test_changes import Mirror, alive, anew
from tests.api.test_problems import told
from tests.api.writing import compare
from tests.browsing import Person
from tests.factories import hand, person
from tests.opinions.conftest import fresh
from workflow.models import Event

pytestmark = pytest.mark.django_db
ALL = reverse("api:opinion-list")
WAY = ("writer", "receipt", "submitted_on")  # before it was issued


def one(row):
    return reverse("api:opinion-detail", args=[row.case.uid])


def act(row, verb):
    return reverse("api:opinion-act", args=[row.case.uid, verb])


def test_its_committee_and_its_writer_read_all_of_it(here, forwarded, member):
    office = system(here, Role.OFFICE)
    for who in (office, Person(member)):
        row = who.get(one(forwarded), expand="body,forwardings,instructions").json()
        assert row["writer"] == member.member.name
        assert row["issue"] == forwarded.label
        assert [given["unit"] for given in row["forwardings"]] == ["县公安局"]
        assert "人行横道" in row["body"]
    assert office.get(one(forwarded), expand="instructions").json()["instructions"][0]["text"]
    [line] = Person(member).get(one(forwarded), expand="instructions").json()["instructions"]
    assert (line["leader"], line["text"]) == ("县长 李某", None)


def test_what_it_was_combined_into_is_told_to_the_committee_alone(here, combined, member):
    [source] = Opinion.objects.filter(member=member.member_id)
    assert Person(member).get(one(source)).json()["combined_into"] is None
    told_here = system(here, Role.OFFICE).get(one(source)).json()["combined_into"]
    assert told_here == str(combined.case.uid)


def test_a_unit_reads_what_it_was_given_and_not_who_wrote_it(here, forwarded, police, schools):
    theirs = system(here, Role.LIAISON, unit=police)
    row = theirs.get(one(forwarded), expand="body,forwardings,instructions").json()
    assert [row[name] for name in WAY] == [None, None, None]
    assert (row["body"], row["instructions"][0]["text"]) == (forwarded.text, "请公安局研究办理")
    other = system(here, Role.LIAISON, name="教体系统", unit=schools)
    assert other.get(ALL).json()["results"] == []
    told(other.get(one(forwarded)), 404, "not-found")


def test_the_committee_above_reads_what_was_issued_to_it(prefecture, forwarded):
    above = system(prefecture, Role.OFFICE)
    assert above.get(ALL).json()["results"] == []
    Opinion.objects.filter(pk=forwarded.pk).update(sent_up=True)
    row = above.get(one(forwarded), expand="body,forwardings,instructions").json()
    assert [row[name] for name in WAY] == [None, None, None]
    assert (row["forwardings"], row["instructions"]) == ([], [])
    assert row["body"] == forwarded.text


def test_what_is_not_expanded_is_not_read(here, forwarded):
    office = system(here, Role.OFFICE)
    [row] = office.get(ALL, fields="title,writer").json()["results"]
    assert set(row) == {"title", "writer"}
    assert "body" not in office.get(one(forwarded)).json()
    narrow = set(labels()) - {"forwardings:read"}
    less = system(here, Role.OFFICE, name="另一系统", scopes=narrow)
    told(less.get(ALL, expand="forwardings"), 403, "insufficient-scope")


def test_the_verbs_are_those_of_its_page(here, submitted, police):
    office = system(here, Role.OFFICE)
    row = office.get(one(submitted)).json()
    verbs = {line["action"] for line in row["available_actions"]}
    assert {"take_up", "keep"} <= verbs
    answer = office.post(act(submitted, "take_up"), seen=tag(submitted))
    assert (answer.status_code, answer.json()["status"]) == (200, "editing")
    event = Event.objects.get(action="take_up")
    assert event.user.name == office.client.name
    told(system(here, name="外部系统").post(act(submitted, "adopt")), 404, "not-found")


def test_a_unit_answers_through_its_system(here, given, police, schools):
    ours = system(here, Role.LIAISON, unit=police)
    where = [given.opinion.case.uid, "forwardings", given.pk, "answer_forwarding"]
    url, words = reverse("api:opinion-part-act", args=where), {"result": "adopted"}
    words["outcome"] = "已施划人行横道"
    theirs = system(here, Role.LIAISON, name="教体系统", unit=schools)
    told(theirs.post(url, words), 404, "not-found")
    answer = ours.post(url, words, seen=tag(fresh(given.opinion)))
    assert answer.status_code == 200, answer.content.decode()
    assert fresh(given).outcome == "已施划人行横道"
    where[1] = "drafts"
    told(ours.post(reverse("api:opinion-part-act", args=where)), 404, "not-found")


@pytest.mark.django_db(transaction=True)
def test_a_copy_follows_and_is_told_when_it_may_not_see_it_any_more(here, given, police):
    liaison = person(here, Role.LIAISON, unit=police)
    mirror = Mirror(system(here, Role.LIAISON, unit=police))
    mirror.catch_up()
    [row] = alive(mirror).values()
    assert (row["writer"], row["forwardings"][0]["status"]) == (None, "handling")
    services.give_back(given, by=hand(liaison), note="不属本单位职责")
    mirror.catch_up()
    assert alive(mirror) == anew(mirror) == {}


@pytest.mark.parametrize("state", ["forwarded", "combined"])
def test_the_database_writes_what_serializers_tell(request, prefecture, state):
    """Letter for letter, also what a reader may not know."""
    request.getfixturevalue(state)
    person(prefecture, Role.OFFICE)
    Opinion.objects.update(sent_up=True)
    seats = Seat.objects.select_related("user", "committee")
    assert compare(seats, kinds=["opinions"]).opinions > 4


def test_the_office_brings_one_in_for_its_writer_once_for_a_key(here, member):
    ours = system(here, Role.OFFICE)
    words = {
        "title": "放学时路口拥堵",
        "body": "【现状】……\n【建议】错峰放学",
        "member": member.member_id,
    }
    first, again = (ours.post(ALL, words, key="paper-7") for _ in "12")
    assert first.status_code == again.status_code == 201, first.content.decode()
    row = Opinion.objects.get(case__uid=first.json()["case"])
    assert (row.writer, row.body, row.receipt) == (member.member, words["body"], 1)
    Receipt.objects.all().delete()  # long afterwards
    assert ours.post(ALL, words, key="paper-7").json() == first.json()
    assert Event.objects.get(action="submit", case=row.pk).on_behalf_of.startswith("member:")


def test_what_is_missing_is_told_and_nothing_is_begun(here, member, police):
    ours, nobody = system(here, Role.OFFICE), {"title": "", "body": "有事"}
    told(ours.post(ALL, nobody | {"title": "路口"}), 422, "invalid-content")
    problem = told(ours.post(ALL, nobody | {"member": member.member_id}), 422, "invalid-content")
    assert [fault["pointer"] for fault in problem["errors"]] == ["/title"]
    unit = system(here, Role.LIAISON, name="公安系统", unit=police)
    told(unit.post(ALL, nobody), 403, "forbidden")
    assert not Opinion.objects.exists()


def test_several_are_combined_once_for_a_key(here, editing, others, member):
    """综合编写: the sources are named as they are read."""
    url, sources = reverse("api:combined-opinion-births"), [editing, *others]
    words = {"title": "关于斑马线的综合反映", "body": "【现状】\n标线不清。\n【建议】\n补划。"}
    words |= {"sources": [str(row.case.uid) for row in sources]}
    office = system(here, Role.OFFICE)
    answers = [office.post(url, words, key="whole") for _ in range(4)]
    Receipt.objects.all().delete()  # long afterwards
    answers.append(office.post(url, words, key="whole"))
    assert {one.status_code for one in answers} == {201}, answers[0].content.decode()
    [whole] = {one.json()["case"] for one in answers}
    assert {str(fresh(row).combined_into.case.uid) for row in sources} == {whole}
    told(office.post(url, words), 422, "invalid-content")  # no longer on offer
    act, seen = reverse("api:opinion-act", args=[whole, "dissolve"]), answers[0]["ETag"]
    assert office.post(act, {"note": "分开办理"}, seen=seen).status_code == 200
    Receipt.objects.all().delete()
    again = office.post(url, words, key="whole").json()  # though its sources are on offer anew
    assert (again["case"], again["status"]) == (whole, "withdrawn")
    told(system(here, name="只读").post(url, words), 403, "forbidden")
    narrow = system(here, Role.OFFICE, name="窄", scopes=["opinions:submit"])
    told(narrow.post(url, words), 403, "insufficient-scope")
