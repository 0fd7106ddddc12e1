"""CONTRIBUTING says where a verb lives; these tests hold the places together."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import pytest

from proposals import services
from proposals.doors import (
    CONSULT_DOORS,
    CONTACT_DOORS,
    MEETING_DOORS,
    OFFLINE_DOORS,
    PROPOSAL_DOORS,
    REFERRAL_DOORS,
    SHARE_DOORS,
)
from proposals.doors_follow_up import FOLLOW_UP_DOORS, VISIT_DOORS
from proposals.doors_promises import PROMISE_DOORS, REGRADE_DOORS
from proposals.services import follow_up
from proposals.workflow import (
    ASSIGNMENT,
    COMMITMENT,
    CONFIRMATION,
    CONSULTATION,
    CONTACT,
    FEEDBACK,
    FOLLOW_UP,
    MEETING,
    OFFLINE,
    OPINION,
    PROPOSAL,
    REFERRAL,
    REGRADING,
    VISIT,
)

ROOT = Path(__file__).resolve().parent.parent
DOORS = [
    *PROPOSAL_DOORS.values(),
    *SHARE_DOORS.values(),
    *MEETING_DOORS.values(),
    *CONTACT_DOORS.values(),
    *REFERRAL_DOORS.values(),
    *CONSULT_DOORS.values(),
    *OFFLINE_DOORS.values(),
    *PROMISE_DOORS.values(),
    *REGRADE_DOORS.values(),
    *FOLLOW_UP_DOORS.values(),
    *VISIT_DOORS.values(),
]
# Verbs with a page of their own, and those that happen inside another verb.
ELSEWHERE = {
    "submit": "the draft's page",
    "import": "the import's page",
    "archive": "the import's page",
    "number": "the numbering page",
    "convene": "the meeting's page",
    "absorb": "inside merge",
    "part": "inside unmerge",
    "ask": "inside consult",
    "lapse": "inside the decision",
    "register": "the offline page",
    "start_follow_up": "the page that starts one",
    "assign_visit": "inside start_follow_up",
    "follow_visitor": "nobody's hand",
    "give": "inside hand_over",
    "receive": "inside take_referral",
    "follow": "nobody's hand",
    "lapse_consent": "nobody's hand",
    "carry": "inside split_unit",
    "reopen": "inside rehandle",
    "given": "inside give_opinion",
    "stop": "inside withdraw",
    "call_in": "inside recall",
    "promise": "inside deliver",
    "call_off": "inside withdraw",
    "dispute": "inside contest",
    "silence": "nobody's hand",
    "enrol": "a command of the machine room",
    "propose": "inside keep_promise",
    **dict.fromkeys(("claim", "drop"), "inside a letter that speaks of it again"),
}


def name(door):
    return f"{door.action.value}"


@pytest.mark.parametrize("door", DOORS, ids=name)
def test_a_form_asks_what_its_service_wants(door):
    wanted = list(inspect.signature(door.service).parameters.values())[1:]
    given = set(door.form.base_fields) - {"press", "version"}
    if any(one.kind is one.VAR_KEYWORD for one in wanted):
        assert given
        return
    assert given == {one.name for one in wanted} - {"by"}


PROCEDURES = [
    *(PROPOSAL, ASSIGNMENT, CONTACT, FEEDBACK, MEETING, OPINION, CONSULTATION, OFFLINE, REFERRAL),
    *(COMMITMENT, CONFIRMATION, REGRADING, FOLLOW_UP, VISIT),
]


@pytest.mark.parametrize("procedure", PROCEDURES)
def test_every_verb_of_a_person_has_a_door(procedure):
    behind_doors = {door.action for door in DOORS}
    for action, move in procedure.moves.items():
        if move.follows or action.value in ELSEWHERE:
            continue
        assert action in behind_doors, f"{action.label} has no door"


@pytest.mark.parametrize("door", DOORS, ids=name)
def test_every_service_behind_a_door_is_exported(door):
    apart = (*FOLLOW_UP_DOORS.values(), *VISIT_DOORS.values())
    home = follow_up if door in apart else services
    assert getattr(home, door.service.__name__) is door.service


@pytest.mark.parametrize("door", DOORS, ids=name)
def test_every_verb_is_tested(door):
    texts = [path.read_text() for path in (ROOT / "tests" / "proposals").glob("test_*.py")]
    said = re.compile(rf"\b{door.service.__name__}\b|/{door.action.value}/|\"{door.action.value}\"")
    assert any(said.search(text) for text in texts)


def test_the_places_named_in_contributing_exist():
    section = (ROOT / "CONTRIBUTING.md").read_text().split("## To add a verb")[1]
    places = re.findall(r"^\d+\. `([^`]+)`", section, re.M)
    assert len(places) == 8
    assert [place for place in places if not (ROOT / place).exists()] == []
