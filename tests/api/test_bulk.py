"""Many acts in one call: all or none, or each by itself, once for each key."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from common import clock
from members.models import Receipt, Role
from members.scopes import labels
from proposals.models import Draft, Proposal
from tests.api.systems import system
from tests.api.test_acts import tag
from tests.api.test_problems import told
from tests.browsing import Person, fresh
from tests.conftest import at_once
from tests.test_queries import copies
from workflow.models import Event

pytestmark = pytest.mark.django_db
BULK, PROPOSALS = reverse("api:bulk"), reverse("api:proposal-list")


@pytest.fixture
def office_system(here):
    return system(here, Role.OFFICE, name="提案委办公系统")


@pytest.fixture
def two(numbered):
    """Two numbered proposals."""
    return [numbered, *copies(numbered, 1, number=2)]


def moving(case, units, **words):
    path = reverse("api:proposal-act", args=[case.case.uid, "transfer"])
    return {"path": path, "if_match": tag(case), "content": {"units": units}} | words


def test_each_by_itself_tells_what_became_of_it(office_system, two, education):
    items = [moving(two[0], [education.pk]), moving(two[1], []), {"path": "/api/v1/burn/"}]
    answer = office_system.post(BULK, {"items": items})
    done = answer.json()
    assert (answer.status_code, done["done"], done["refused"]) == (200, 1, 2)
    first, second, third = done["results"]
    assert (first["answer"]["label"], first["etag"]) == ("移交", tag(fresh(two[0])))
    assert (second["status"], third["status"]) == (422, 404)
    assert second["problem"]["errors"][0]["pointer"] == "/units"
    assert second["problem"]["instance"] == items[1]["path"]
    assert [fresh(one).status for one in two] == ["transferred", "filed"]


def test_all_or_none_is_none_when_one_is_refused(office_system, two, education):
    items = [moving(two[0], [education.pk]), moving(two[1], [education.pk], if_match='"old"')]
    problem = told(office_system.post(BULK, {"atomic": True, "items": items}), 422, "bulk-refused")
    assert [one["pointer"] for one in problem["errors"]] == ["/items/1"]
    items[1] = moving(two[1], [10**9])
    problem = told(office_system.post(BULK, {"atomic": True, "items": items}), 422, "bulk-refused")
    assert [one["pointer"] for one in problem["errors"]] == ["/items/1/content/units"]
    assert [fresh(one).status for one in two] == ["filed", "filed"]


def test_all_are_done_once_for_a_key(office_system, two, education):
    items = [moving(one, [education.pk]) for one in two]
    first, again = (
        office_system.post(BULK, {"atomic": True, "items": items}, key="batch-1") for _ in "12"
    )
    assert first.json() == again.json()
    assert first.json()["done"] == 2
    assert Event.objects.filter(action="transfer").count() == 2
    other = office_system.post(BULK, {"items": [items[1], items[0]]}, key="batch-1").json()
    assert {one["problem"]["type"].split("/")[-2] for one in other["results"]} == {
        "idempotency-key-reused"
    }


def test_what_was_refused_is_tried_again_under_the_same_key(office_system, two, education):
    items = [moving(two[0], [education.pk]), moving(two[1], [])]
    office_system.post(BULK, {"items": items}, key="batch-1")
    items[1] = moving(two[1], [education.pk])
    assert office_system.post(BULK, {"items": items}, key="batch-1").json()["done"] == 2


def test_each_item_needs_its_own_scope(here, two, education):
    scopes = set(labels()) - {"proposals:transfer"}
    narrow = system(here, Role.OFFICE, scopes=scopes)
    [one] = narrow.post(BULK, {"items": [moving(two[0], [education.pk])]}).json()["results"]
    assert (one["status"], one["problem"]["title"]) == (403, "权限不足")


def test_what_is_no_batch_is_told_by_its_place(office_system):
    wrong = (
        ([7], ""), ({}, "/items"), ({"items": []}, "/items"), ({"items": {}}, "/items"),
        ({"items": [{"path": "/"}] * 201}, "/items"), ({"items": [7]}, "/items/0"),
        ({"items": [{"path": 7}]}, "/items/0/path"), ({"items": [{}], "x": 1}, "/x"),
        ({"items": [{"path": "/", "content": [1]}]}, "/items/0/content"),
        ({"items": [{"path": "/", "key": "x"}]}, "/items/0"),
        ({"items": [{"path": "/", "content": 0}]}, "/items/0/content"),
        ({"items": [{"path": "/", "if_match": ["x"]}]}, "/items/0/if_match"),
        ({"items": [{"path": "/\ud800"}]}, "/items/0/path"),
        ({"atomic": 1, "items": []}, "/atomic"),
    )  # fmt: skip
    for body, pointer in wrong:
        problem = told(office_system.post(BULK, body), 422, "invalid-content")
        assert problem["errors"][0]["pointer"] == pointer, body
    told(office_system.post(BULK, {"items": [{"path": "/", "\ud800": 1}]}), 400, "bad-request")
    for path in ("", "x", "/", "/proposals/", PROPOSALS + "?x=1", BULK, "/api/v1/token/", "//["):
        [one] = office_system.post(BULK, {"items": [{"path": path}]}).json()["results"]
        assert one["status"] == 404, path
    answer = office_system.browser.post(BULK, "{}", content_type="application/json")
    told(answer, 400, "idempotency-key-required")


@pytest.mark.django_db(transaction=True)
def test_two_batches_in_opposite_order_do_not_hold_each_other_up(
    here, office_system, two, education
):
    items = [moving(one, [education.pk]) for one in two]

    def send(number):
        return office_system.post(BULK, {"atomic": True, "items": items[:: 1 - 2 * number]})

    answers = at_once(2, send)
    assert sorted(one.status_code for one in answers) == [200, 422]
    assert Event.objects.filter(action="transfer").count() == 2


# --- new ones ------------------------------------------------------------------------------------


@pytest.fixture
def sheet(member, category):
    return {"title": "关于完善站点的提案", "category": category.pk, "body": "【建议】设站。",
            "publication": "full", "member": member.member_id}  # fmt: skip


def test_the_office_brings_proposals_in_by_its_system(office_system, sheet, member):
    key = "oa-2026-17"
    first, again = (office_system.post(PROPOSALS, sheet, key=key) for _ in "12")
    assert (first.status_code, again.json()) == (201, first.json())
    [proposal] = Proposal.objects.all()
    assert (proposal.title, proposal.member_id) == (sheet["title"], member.member_id)
    event = Event.objects.get(action="submit")
    assert event.on_behalf_of == f"member:{member.member_id}"
    assert event.user.name == "提案委办公系统"


def test_without_its_receipt_a_new_one_is_still_no_second_one(office_system, sheet):
    office_system.post(PROPOSALS, sheet, key="k")
    Receipt.objects.all().delete()
    assert office_system.post(PROPOSALS, sheet, key="k").status_code == 201
    assert Proposal.objects.count() == 1


def test_many_new_ones_are_all_or_none(office_system, sheet):
    items = [{"path": PROPOSALS, "content": sheet | {"title": f"{n}"}} for n in range(3)]
    answer = office_system.post(BULK, {"atomic": True, "items": items})
    assert answer.json()["done"] == 3, answer.content.decode()
    items.append({"path": PROPOSALS, "content": sheet | {"title": ""}})
    problem = told(office_system.post(BULK, {"atomic": True, "items": items}), 422, "bulk-refused")
    assert [one["pointer"] for one in problem["errors"]] == ["/items/3/content/title"]
    assert (Proposal.objects.count(), Draft.objects.count()) == (3, 3)


def test_a_new_one_is_refused_by_its_fields(office_system, sheet):
    wrong = ({"category": None}, "/category"), ({"member": 10**9}, "/member"), ({"x": 1}, "/x"), (
        {"publication": "all"}, "/publication"), ({"member": None}, "")  # fmt: skip
    for words, pointer in wrong:
        problem = told(office_system.post(PROPOSALS, sheet | words), 422, "invalid-content")
        assert problem["errors"][0]["pointer"] == pointer
    assert not Draft.objects.exists()


def test_nobody_else_brings_any_in(here, elsewhere, sheet, education, liaison):
    for who in (system(here), system(here, Role.LIAISON, name="局", unit=education)):
        told(who.post(PROPOSALS, sheet), 403, "forbidden")
    foreign = system(elsewhere, Role.OFFICE, name="邻州")
    told(foreign.post(PROPOSALS, sheet), 422, "invalid-content")
    headers = {"Idempotency-Key": "k"}
    answer = Person(liaison).client.post(
        PROPOSALS, sheet, content_type="application/json", headers=headers
    )
    told(answer, 403, "forbidden")


def test_each_item_counts_as_a_call(here, two, education):
    slow = system(here, Role.OFFICE, rate=5)
    items = [{"path": "/api/v1/burn/"}] * 3
    with clock.frozen(clock.now().replace(second=0)):
        assert slow.post(BULK, {"items": items}).status_code == 200
        late = slow.post(BULK, {"items": items})
        told(late, 429, "too-many-requests")
        assert late["Retry-After"] == "60"
        assert slow.post(BULK, {"items": items[:1]}).status_code == 200  # it cost what it was
        told(slow.get(PROPOSALS), 429, "too-many-requests")
    with clock.frozen(clock.now() + timedelta(minutes=2)):
        [fault] = told(slow.post(BULK, {"items": items * 2}), 422, "invalid-content")["errors"]
        assert fault["pointer"] == "/items"
