"""Other systems carry verbs out: once for each key, on what they have read, by the same rules."""

from __future__ import annotations

import json
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from common import clock
from members import receipts
from members.models import Receipt, Role
from members.scopes import labels
from proposals import services
from proposals.models import Assignment, Reply
from tests.api.systems import system
from tests.api.test_problems import told
from tests.browsing import Person, fresh
from tests.conftest import at_once
from tests.factories import hand
from workflow.models import Event

pytestmark = pytest.mark.django_db


def tag(row):
    case = fresh(row.case)
    return f'"{case.uid}.{case.version}"'


def act(share, verb):
    return reverse("api:assignments-act", args=[share.case.uid, share.pk, verb])


@pytest.fixture
def ours(here, education):
    """The unit's own system."""
    return system(here, Role.LIAISON, unit=education, name="教体局公文系统")


def test_a_share_is_signed_for_under_the_name_of_the_system(ours, share):
    answer = ours.post(act(share, "sign_for"), seen=tag(share))
    done = answer.json()
    assert (answer.status_code, done["label"], done["status"]) == (200, "签收", "handling")
    assert answer["ETag"] == tag(share) == f'"{done["case"]}.{done["version"]}"'
    event = Event.objects.get(action="sign_for")
    assert (event.seat, event.user.name) == (ours.client.seat, "教体局公文系统")


# --- the key -------------------------------------------------------------------------------------


def test_the_same_key_is_one_act_and_gets_the_same_answer(ours, share):
    key, seen = uuid4(), tag(share)
    first = ours.post(act(share, "sign_for"), key=key, seen=seen)
    again = ours.post(act(share, "sign_for"), key=key, seen=seen)
    assert again.json() == first.json()
    assert (first.get("Idempotency-Replayed"), again["Idempotency-Replayed"]) == (None, "true")
    assert Event.objects.filter(action="sign_for").count() == 1


def test_a_key_means_one_thing_only(ours, share):
    key, seen = uuid4(), tag(share)
    ours.post(act(share, "sign_for"), key=key, seen=seen)
    other = ours.post(act(share, "sign_for"), {"note": "已收"}, key=key, seen=seen)
    told(other, 422, "idempotency-key-reused")


def test_without_its_receipt_a_key_is_still_no_second_act(ours, signed_for):
    key = uuid4()
    for _ in "12":
        answer = ours.post(act(signed_for, "contact"), contact(), key=key, seen=tag(signed_for))
        assert (answer.status_code, answer.get("Idempotency-Replayed")) == (200, None)
        Receipt.objects.all().delete()
    assert signed_for.contacts.count() == 1


def test_a_refusal_uses_up_no_key(ours, share):
    key = uuid4()
    told(ours.post(act(share, "draft"), key=key, seen=tag(share)), 422, "invalid-content")
    assert not Receipt.objects.exists()


def test_a_press_without_a_proper_key_is_refused(ours, share):
    url = act(share, "sign_for")
    for key in ("", " ", "键", "x" * 256):
        headers = {"Idempotency-Key": key, "If-Match": tag(share)}
        answer = ours.browser.post(url, "{}", content_type="application/json", headers=headers)
        told(answer, 400, "idempotency-key-required")


def test_receipts_are_forgotten_after_a_week(ours, share):
    ours.post(act(share, "sign_for"), seen=tag(share))
    assert receipts.forget_receipts() == 0
    with clock.frozen(clock.now() + receipts.timedelta(days=Receipt.KEPT, seconds=9)):
        assert receipts.forget_receipts() == 1


@pytest.mark.django_db(transaction=True)
def test_five_at_once_under_one_key_are_one_act(ours, share):
    key, seen = uuid4(), tag(share)

    def send(number):
        client = Client(headers={"Authorization": f"Bearer {ours.token}"})
        headers = {"Idempotency-Key": str(key), "If-Match": seen}
        url = act(share, "sign_for")
        return client.post(url, "{}", content_type="application/json", headers=headers).status_code

    assert set(at_once(5, send)) <= {200, 409}
    assert ours.post(act(share, "sign_for"), key=key, seen=seen).status_code == 200
    assert Event.objects.filter(action="sign_for").count() == 1


# --- the version ---------------------------------------------------------------------------------


def test_a_version_that_came_packed_is_the_same(ours, share):
    """Else it would be a weak one, which no act is carried out on."""
    url = reverse("api:proposal-detail", args=[share.case.uid])
    read = ours.browser.get(url, headers={"Accept-Encoding": "gzip"})
    seen = read["ETag"]
    assert (read["Content-Encoding"], seen) == ("gzip", tag(share))
    assert ours.browser.get(url, headers={"If-None-Match": seen}).status_code == 304
    assert ours.post(act(share, "sign_for"), seen=seen).status_code == 200


def test_who_says_no_version_is_told_the_present_one(ours, share):
    answer = ours.post(act(share, "sign_for"))
    told(answer, 428, "precondition-required")
    assert answer["ETag"] == tag(share)


def test_what_is_not_the_present_version_is_refused(ours, share):
    case = fresh(share.case)
    for wrong in ("*", 'W/"x"', '"x"', '"{uid}.999"', 'W/"{uid}.{version}"'):
        given = wrong.format(uid=case.uid, version=case.version)
        answer = ours.post(act(share, "sign_for"), seen=given)
        told(answer, 412, "precondition-failed")
        assert answer["ETag"] == tag(share)
    assert fresh(share).status == "waiting"


def test_what_others_changed_meanwhile_is_not_overwritten(ours, share, liaison):
    seen = tag(share)
    services.sign_for(share, by=hand(liaison))
    told(ours.post(act(share, "sign_for"), seen=seen), 412, "precondition-failed")


# --- the order of refusals -----------------------------------------------------------------------


def test_what_is_not_seen_is_not_there(here, police, share):
    theirs = system(here, Role.LIAISON, unit=police)
    told(theirs.post(act(share, "sign_for")), 404, "not-found")


def test_an_unknown_verb_is_not_there(ours, share):
    told(ours.post(act(share, "burn")), 404, "not-found")


def test_what_is_seen_and_not_theirs_is_forbidden(here, ours, share):
    problem = told(ours.post(act(share, "grant_extension")), 403, "forbidden")
    assert problem["detail"] == "您无权同意延期"
    told(system(here).post(act(share, "sign_for")), 403, "forbidden")


def test_a_verb_that_was_not_allowed_to_the_client_is_forbidden(here, share, education):
    scopes = set(labels()) - {"assignments:sign_for"}
    ours = system(here, Role.LIAISON, unit=education, scopes=scopes)
    told(ours.post(act(share, "sign_for"), seen=tag(share)), 403, "insufficient-scope")


def test_what_the_state_forbids_is_a_conflict(ours, signed_for):
    problem = told(ours.post(act(signed_for, "sign_for"), seen=tag(signed_for)), 409, "wrong-state")
    assert "办理中" in problem["detail"]


def test_what_must_come_first_is_told(ours, signed_for, grade):
    ours.post(act(signed_for, "draft"), letter(grade), seen=tag(signed_for))
    early = ours.post(act(signed_for, "send_to_review"), seen=tag(signed_for))
    problem = told(early, 422, "not-yet")
    assert "面商" in problem["detail"]


def contact(**words):
    held = clock.today().isoformat()
    usual = {"way": "meeting", "held_on": held, "people": "提案人", "minutes": "已沟通。"}
    return usual | words


def letter(grade, **words):
    items = [{"kind": "planned", "matter": "加装护栏", "quantity": 3.5, "measure": "公里",
              "due_on": "2027-06-30", "reason": None}]  # fmt: skip
    usual = {"body": "您的提案收悉。", "own_grade": grade.pk, "items": items}
    return usual | {"contact_name": "经办人", "contact_phone": "0878-1234567"} | words


# --- the content ---------------------------------------------------------------------------------


def test_a_table_is_sent_as_a_list_of_its_rows(ours, contacted, grade):
    answer = ours.post(act(contacted, "draft"), letter(grade), seen=tag(contacted))
    assert answer.status_code == 200, answer.content.decode()
    [item] = Reply.objects.get().items.all()
    assert (item.matter, item.amount, str(item.due_on)) == ("加装护栏", "3.5公里", "2027-06-30")


WRONG = (
    ({"body": ""}, "/body"),
    ({"body": None}, "/body"),
    ({"body": "\x00"}, "/body"),
    ({"body": "\ud800"}, "/body"),
    ({"body": {"a": 1}}, "/body"),
    ({"body": [[]]}, "/body"),
    ({"items": [{"kind": "planned", "matter": "x", "due_on": "13月"}]}, "/items"),
    ({"items": [{"kind": ["planned"]}]}, "/items"),
    ({"own_grade": "10" * 50}, "/own_grade"),
    ({"salary/~": 1}, "/salary~1~0"),
    ({"press": "x"}, "/press"),
    ({"version": 3}, "/version"),
)


def test_what_is_wrong_is_told_by_its_place(ours, contacted, grade):
    for words, pointer in WRONG:
        answer = ours.post(act(contacted, "draft"), letter(grade, **words), seen=tag(contacted))
        problem = told(answer, 422, "invalid-content")
        assert [fault["pointer"] for fault in problem["errors"]] == [pointer]
    assert not Reply.objects.exists()


def test_what_is_no_object_is_refused(ours, share):
    url = act(share, "sign_for")
    headers = {"Idempotency-Key": "k", "If-Match": tag(share)}
    for body in ("[]", '"x"', "{", "[" * 100_000, '{"a": 1e999}', "9" * 5000, "\x00"):
        answer = ours.browser.post(url, body, content_type="application/json", headers=headers)
        assert answer.status_code in (400, 422)
        assert answer["Content-Type"] == "application/problem+json"


def test_files_come_as_a_form_with_parts(ours, contacted, grade, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    words = letter(grade) | {"files": SimpleUploadedFile("附件.txt", "说明".encode())}
    del words["items"]
    headers = {"Idempotency-Key": "with-files", "If-Match": tag(contacted)}
    first, again = (
        ours.browser.post(act(contacted, "draft"), rewound(words), headers=headers) for _ in "12"
    )
    assert first.status_code == again.status_code == 200, first.content.decode()
    assert Reply.objects.count() == 1


def rewound(words):
    words["files"].seek(0)
    return words


# --- people --------------------------------------------------------------------------------------


def test_people_press_through_the_api_as_on_the_page(share, liaison):
    headers = {"Idempotency-Key": "a", "If-Match": tag(share)}
    browser = Person(liaison).client
    answer = browser.post(
        act(share, "sign_for"), json.dumps({}), content_type="application/json", headers=headers
    )
    assert answer.status_code == 200
    assert fresh(share).status == Assignment.Status.HANDLING


def test_the_office_acts_by_its_system_and_the_director_by_nobody(here, numbered, education):
    """What a person in charge decides is never a machine's."""
    office = system(here, Role.OFFICE)
    url = reverse("api:proposal-act", args=[numbered.case.uid, "transfer"])
    assert office.post(url, {"units": [education.pk]}, seen=tag(numbered)).status_code == 200
    url = reverse("api:proposal-act", args=[numbered.case.uid, "correct"])
    told(office.post(url, seen=tag(numbered)), 403, "forbidden")
