"""Who sees a key proposal and its list, and who may press what there."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.urls import reverse

from members.models import Role
from proposals.doors_keys import KEY_DOORS, KEY_PARTS, LIST_PARTS
from tests import factories
from tests.consultations.test_permissions import refusals
from tests.keys.browsing import Person, url_of
from workflow.models import Event

STAFF = {"office", "director", "lead"}
SEES = STAFF | {"member", "liaison", "unit_head", "dispatcher"}
KEY_VERBS = {
    **dict.fromkeys(("ask_leader", "propose_item", "add_item", "plan_visit"), "office"),
    **dict.fromkeys(("issue_plan", "conclude_key", "reopen_key"), "director"),
    "instruct": "office lead",
    "record_media": "office",
}
PART_VERBS = {
    "leaders": {
        **dict.fromkeys(("consent_leader", "decline_leader"), "office lead"),
        "ask_again": "office",
        "release_leader": "office director",
    },
    "items": {
        **dict.fromkeys(("report_item", "progress_item"), "office liaison"),
        **dict.fromkeys(("confirm_item", "return_item", "change_item", "drop_item"), "office"),
        "extend_item": "office director",
        "cancel_item": "director",
    },
    "visits": {
        **dict.fromkeys(("hold_visit", "change_visit", "add_to_visit"), "office"),
        "call_off_visit": "office director",
    },
    "instructions": {
        "answer_instruction": "office liaison",
        **dict.fromkeys(("close_instruction", "return_answer"), "office lead"),
        "void_instruction": "office director",
    },
    "media": {"void_media": "office"},
}
HIDDEN = {"instructions": {"member"}}  # what a seat that sees the page does not see of it


@pytest.fixture
def everybody(cast, here, elsewhere, lead, other_liaison, other_member):
    seats = vars(cast) | {
        "lead": lead,
        "other_liaison": other_liaison,
        "other_member": other_member,
        "foreign_office": elsewhere.office,
        "foreign_lead": factories.person(elsewhere, Role.LEAD),
        "auditor": factories.person(here, Role.AUDITOR),
    }
    return {name: Person(seat) for name, seat in seats.items()}


def test_who_sees_it_and_what_they_may_press(everybody, leader, line, visit, instruction, media):
    key, before = line.root, Event.objects.count()
    answers = {name: one.get(key.get_absolute_url()).status_code for name, one in everybody.items()}
    assert {name for name, status in answers.items() if status == 200} == SEES
    assert set(answers.values()) == {200, 404}
    unseen = set(everybody) - SEES
    one_each = [
        url_of(key, "issue_plan"),
        *(url_of(row, verb) for row, verb in ((line, "report_item"), (visit, "hold_visit"))),
    ]
    assert {everybody[name].post(url).status_code for name in unseen for url in one_each} == {404}
    everybody = {name: everybody[name] for name in (*STAFF, "liaison", "member")}
    assert refusals(everybody, {url_of(key, v): m for v, m in KEY_VERBS.items()}, SEES) == []
    rows = {"leaders": leader, "items": line, "visits": visit, "media": media}
    for word, verbs in PART_VERBS.items():
        row = rows.get(word, instruction)
        urls = {url_of(row, verb): may for verb, may in verbs.items()}
        assert refusals(everybody, urls, SEES - HIDDEN.get(word, set())) == [], word
    assert Event.objects.count() == before


def test_the_list_exists_for_the_committee_only(everybody, shortlisted, candidate):
    page, verbs = shortlisted.get_absolute_url(), {"submit_key_list": "office"}
    answers = {name: one.get(page).status_code for name, one in everybody.items()}
    assert {name for name, status in answers.items() if status == 200} == STAFF
    verbs |= {"shortlist": "office", "fix_key_list": "director", "amend_key_list": "director"}
    urls = {url_of(shortlisted, verb): may for verb, may in verbs.items()}
    urls |= {url_of(candidate, verb): "office" for verb in ("score_candidate", "drop_candidate")}
    assert refusals(everybody, urls, STAFF) == []


def test_every_verb_is_in_a_table():
    assert set(KEY_VERBS) == set(KEY_DOORS)
    assert {word: set(doors) for word, (_, doors) in KEY_PARTS.items()} == {
        word: set(verbs) for word, verbs in PART_VERBS.items()
    }
    assert set(LIST_PARTS) == {"candidates", "advice"}


def test_what_is_nowhere_is_no_page(everybody, line, key):
    office, nothing = everybody["office"], UUID(int=0)
    for url in (
        reverse("keys:act", args=[nothing, "issue_plan"]),
        reverse("keys:part_act", args=[key.case.uid, "words", line.pk, "report_item"]),
        reverse("keys:part_act", args=[key.case.uid, "items", line.pk + 999, "report_item"]),
        reverse("keys:act", args=[key.case.uid, "choose_key"]),
    ):
        assert office.post(url).status_code == 404
