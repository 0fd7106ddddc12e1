"""重点提案遴选 through the API: opened, shortlisted, scored, advised on, fixed."""

from __future__ import annotations

import json

import pytest
from django.urls import reverse

from common import clock
from members.models import Organisation, Receipt, Role, Seat
from members.tasks import run_job
from proposals.models import Advice, KeyList, KeyProposal
from proposals.services import keys as services
from tests import factories
from tests.api.systems import SignedIn, system
from tests.api.test_acts import tag
from tests.api.test_problems import told
from tests.api.writing import compare
from tests.browsing import Person, fresh
from tests.factories import hand
from tests.keys.conftest import SOON
from tests.test_queries import copies

pytestmark = pytest.mark.django_db
LISTS = reverse("api:key-list-list")
PARTS = "candidates,advice"


@pytest.fixture
def me(office):
    """The committee, by whatever program it comes."""
    return SignedIn(office)


@pytest.fixture
def bodies(here):
    """Two bodies, by the people who answer for them."""
    names = ("民盟彩云州委", "民建彩云州委")
    rows = [factories.organisation(here, name, Organisation.Kind.PARTY) for name in names]
    return [factories.person(here, Role.CONTACT, organisation=row) for row in rows]


@pytest.fixture
def asked(shortlisted, bodies, office):
    """The list, of which two bodies are asked what they think."""
    them = [seat.organisation for seat in bodies]
    due = clock.today() + SOON
    return services.ask_advice(shortlisted, by=hand(office), organisations=them, due_on=due)


def one(row):
    return reverse("api:key-list-detail", args=[row.case.uid])


def act(row, verb):
    return reverse("api:key-list-act", args=[row.case.uid, verb])


def on(row, part, verb):
    return reverse("api:key-list-part-act", args=[row.root.case.uid, part, row.pk, verb])


def test_a_list_goes_from_its_opening_to_its_decision(handed_over, me, here, criterion, director):
    words = {"session": here.session.pk, "name": "十一届五次会议重点提案", "wanted": 10}
    first, again = (me.post(LISTS, words, key="l-1") for _ in "12")
    assert (first.status_code, again.json()) == (201, first.json()), first.content.decode()
    assert first.json()["label"] == "启动遴选"
    Receipt.objects.all().delete()  # long afterwards
    assert me.post(LISTS, words, key="l-1").json() == first.json()
    row = KeyList.objects.get()
    named = {"proposals": str(handed_over.number), "reasons": "事关民生"}
    assert me.post(act(row, "shortlist"), named, seen=tag(row)).status_code == 200
    candidate = row.candidates.get()
    scored = {f"c{criterion.pk}": 8, "reasons": "涉及三个县"}
    url = on(candidate, "candidates", "score_candidate")
    wrong = me.post(url, scored | {f"c{criterion.pk}": 11}, seen=tag(row))
    [fault] = told(wrong, 422, "invalid-content")["errors"]
    assert fault["pointer"] == f"/c{criterion.pk}"
    assert me.post(url, scored, seen=tag(row)).status_code == 200
    told_of = me.get(one(row), expand=PARTS).json()["candidates"]
    assert [(line["points"], line["reasons"]) for line in told_of] == [(8, "涉及三个县")]
    assert me.post(act(row, "submit_key_list"), seen=tag(row)).status_code == 200
    told(me.post(act(row, "fix_key_list"), seen=tag(row)), 403, "forbidden")  # never a machine's
    decided = {"chosen": [candidate.pk], "fixed_by": "第二十次主席会议"}
    decided |= {"minutes_number": "彩协纪〔2026〕3号", "fixed_on": clock.today().isoformat()}
    fixed = SignedIn(director).post(act(row, "fix_key_list"), decided, seen=tag(row))
    assert fixed.json()["status"] == "fixed", fixed.content.decode()
    assert KeyProposal.objects.get().proposal == handed_over
    assert me.get(one(row), fields="status,fixed_by").json() == {
        "status": "fixed",
        "fixed_by": "第二十次主席会议",
    }


def test_what_is_wrong_with_it_is_told_by_its_place(key_list, me, here, dispatcher):
    words = {"session": here.session.pk, "name": "再来一份", "wanted": 10}
    for wrong, pointer in (({}, "/name"), ({"wanted": 0}, "/wanted"), ({"burn": 1}, "/burn")):
        [fault] = told(me.post(LISTS, words | wrong), 422, "invalid-content")["errors"]
        assert fault["pointer"] == pointer
    told(SignedIn(dispatcher).post(LISTS, words), 403, "forbidden")
    assert KeyList.objects.count() == 1


def test_a_body_gives_its_advice_and_knows_of_no_other(
    asked, me, candidate, criterion, bodies, office
):
    services.score_candidate(candidate, by=hand(office), scores={criterion: 8})
    mine, other = map(SignedIn, bodies)
    own, theirs = asked.advices.order_by("pk")
    row = mine.get(one(asked), expand=PARTS).json()
    [line], [advice] = row["candidates"], row["advice"]
    assert (line["points"], line["voices"], line["proposal"]) == (None, None, None)
    assert "护栏" in line["body"]  # what it is asked about it reads here alone
    assert (advice["id"], row["available_actions"]) == (own.pk, [])
    assert [verb["action"] for verb in advice["available_actions"]] == ["give_advice"]
    said = {"text": "建议列为重点", "favours": [candidate.pk]}
    told(mine.post(on(theirs, "advice", "give_advice"), said), 404, "not-found")
    told(mine.post(on(candidate, "candidates", "score_candidate")), 403, "forbidden")
    given = mine.post(on(own, "advice", "give_advice"), said)
    assert given.json()["status"] == "given", given.content.decode()
    read = mine.get(one(asked), expand=PARTS).json()
    assert [line["favours"] for line in read["advice"]] == [[candidate.pk]]
    assert [line["body"] for line in read["candidates"]] == [None]  # it is not asked any more
    [unasked] = other.get(one(asked), expand="advice").json()["advice"]
    assert (unasked["id"], unasked["text"]) == (theirs.pk, "")
    [whole] = me.get(LISTS, expand=PARTS).json()["results"]
    assert [line["status"] for line in whole["advice"]] == ["given", "asked"]
    [line] = whole["candidates"]
    assert (line["points"], line["voices"], line["body"]) == (8, 1, None)
    assert line["proposal"] == str(candidate.proposal.case.uid)


def test_what_was_moved_off_the_shortlist_is_the_committees(asked, me, candidate, bodies, office):
    services.drop_candidate(candidate, by=hand(office), note="已在办理")
    assert SignedIn(bodies[0]).get(one(asked), expand=PARTS).json()["candidates"] == []
    [line] = me.get(one(asked), expand=PARTS).json()["candidates"]
    assert (line["status"], line["available_actions"]) == ("dropped", [])


def test_it_exists_for_the_committee_and_whom_it_asks(
    asked, me, here, elsewhere, liaison, member, lead
):
    for nobody in map(SignedIn, (elsewhere.office, liaison, member)):
        assert nobody.get(LISTS).json()["results"] == []
        told(nobody.get(one(asked)), 404, "not-found")
        told(nobody.post(act(asked, "shortlist")), 404, "not-found")
    assert len(SignedIn(lead).get(LISTS, status="selecting").json()["results"]) == 1
    assert me.get(LISTS, status="fixed").json()["results"] == []
    assert me.get(LISTS, session=here.session.pk).json()["results"][0]["name"] == asked.name
    reader = system(here, Role.OFFICE, name="少", scopes=["key-lists:read", "key-lists:shortlist"])
    told(reader.get(LISTS, expand="advice"), 403, "insufficient-scope")
    told(reader.post(act(asked, "ask_advice"), seen=tag(asked)), 403, "insufficient-scope")


def test_several_advices_are_entered_in_one_call(asked, me):
    rows = list(asked.advices.order_by("pk"))
    items = [
        {"path": on(row, "advice", "give_advice"), "content": {"text": "同意", "favours": []}}
        for row in rows
    ]
    done = me.post(reverse("api:bulk"), {"atomic": True, "items": items})
    assert done.json()["done"] == 2, done.content.decode()
    assert set(Advice.objects.values_list("status", flat=True)) == {"given"}


def test_a_list_of_lists_is_taken_away_as_a_file(asked, me, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    words = {"kind": "key-lists", "query": {"expand": PARTS, "status": "selecting"}}
    stand = me.post(reverse("api:exports"), words).json()
    assert run_job()
    file = me.get(f"{stand['url']}file/")
    [row] = [json.loads(line) for line in b"".join(file.streaming_content).splitlines()]
    assert (row["name"], len(row["advice"]), len(row["candidates"])) == (asked.name, 2, 1)
    for wrong in ("key-", "-key", "key--lists", "../keys", "key-lists/"):
        told(me.post(reverse("api:exports"), {"kind": wrong}), 422, "invalid-content")


def test_the_security_administrator_allows_each_of_its_verbs(here):
    page = Person(factories.person(here, Role.SECADMIN)).get(reverse("clients:new", args=["issue"]))
    text = page.content.decode()
    for kind in ("督办函", "重点提案", "督办方案事项", "重点提案遴选", "遴选征求意见", "改定类别"):
        assert kind in text
    assert 'value="key-advice:give_advice"' in text


def test_what_a_body_favours_is_told_in_one_order(key_list, handed_over, bodies, office):
    """By when they were listed, whatever their numbers."""
    for one_more in (*copies(handed_over, 1, number=2), handed_over):
        services.shortlist(fresh(key_list), by=hand(office), proposals=[one_more])
    due, them = clock.today() + SOON, [bodies[0].organisation]
    asked = {"organisations": them, "due_on": due}
    row = services.ask_advice(fresh(key_list), by=hand(office), **asked)
    said = {"text": "都好", "favours": list(row.candidates.all())}
    services.give_advice(row.advices.get(), by=hand(bodies[0]), **said)
    assert vars(compare([office], kinds=["key-lists"]))["key-lists"] == 1


def test_the_database_writes_what_serializers_tell(asked, candidate, criterion, bodies, office):
    """For all seats, while bodies are asked and when one has answered."""
    seats = Seat.objects.select_related("user", "committee")
    assert compare(seats, kinds=["key-lists"])
    services.score_candidate(candidate, by=hand(office), scores={criterion: 8})
    said = {"text": "同意", "favours": [candidate]}
    services.give_advice(fresh(asked.advices.earliest("pk")), by=hand(bodies[0]), **said)
    assert vars(compare(seats, kinds=["key-lists"]))["key-lists"] >= 3
