"""Form, service and table of each verb agree, as CONTRIBUTING says of proposals."""

from __future__ import annotations

import inspect

import pytest

from consultations import services
from consultations.doors import CONSULTATION_DOORS, PART_DOORS, TOPIC_DOORS, VENUE_DOORS
from consultations.workflow import (
    ATTENDEE,
    CONSENSUS,
    CONSULTATION,
    OVERSIGHT,
    PARTNER,
    PROGRESS,
    RATING,
    SPEECH,
    TASK,
    TOPIC,
    VISIT,
)

DOORS = [
    *TOPIC_DOORS.values(),
    *CONSULTATION_DOORS.values(),
    *(door for _, doors in PART_DOORS.values() for door in doors.values()),
    *VENUE_DOORS.values(),
]
TABLES = [
    *(TOPIC, CONSULTATION, TASK, PROGRESS, VISIT, ATTENDEE, SPEECH, CONSENSUS),
    *(RATING, OVERSIGHT, PARTNER),
]
# Verbs with a page of their own, and those that happen inside another verb.
ELSEWHERE = {
    "raise": "the topic's page",
    "plan": "the plan's page",
    "arrange": "inside plan",
    "release_topic": "inside call_off",
    "give": "inside file",
    "replace": "inside reassign",
    "follow": "nobody's hand",
    **dict.fromkeys(("back_received", "back_accepted"), "inside drop_draft"),
    **dict.fromkeys(("back_waiting", "back_handling", "back_asked"), "inside drop_draft"),
    "carry_task": "inside split_unit",
    "answer_rating": "inside reopen_task",
}


def name(door):
    return f"{door.action.value}"


@pytest.mark.parametrize("door", DOORS, ids=name)
def test_a_form_asks_what_its_service_wants(door):
    wanted = list(inspect.signature(door.service).parameters.values())[1:]
    given = set(door.form.base_fields) - {"press", "version"}
    named = {one.name for one in wanted if one.kind is not one.VAR_KEYWORD}
    named -= {"by", "way"}  # how a phone signs in is not asked of a list
    if any(one.kind is one.VAR_KEYWORD for one in wanted):
        assert named <= given
    else:
        assert given == named


@pytest.mark.parametrize("door", DOORS, ids=name)
def test_every_service_behind_a_door_is_exported(door):
    assert getattr(services, door.service.__name__) is door.service


@pytest.mark.parametrize("table", TABLES, ids=lambda one: one.model.__name__)
def test_every_verb_of_a_person_has_a_door(table):
    behind_doors = {door.action for door in DOORS}
    for action, move in table.moves.items():
        if not move.follows and action.value not in ELSEWHERE:
            assert action in behind_doors, f"{action.label} has no door"
