"""Every verb of a person has a door, and a form that asks what its service wants."""

from __future__ import annotations

import inspect

import pytest

from opinions import services
from opinions.doors import OPINION_DOORS, PART_DOORS
from opinions.workflow import FORWARDING, INSTRUCTION, OPINION

OF_PARTS = [door for _, doors in PART_DOORS.values() for door in doors.values()]
DOORS = [*OPINION_DOORS.values(), *OF_PARTS]
ELSEWHERE = {
    "submit": "the draft's page",
    "compile": "the page 综合编写",
    "combine": "the page 综合编写",
    "release": "inside dissolve",
    "give": "inside forward",
    "follow": "nobody's hand",
}


def name(door):
    return f"{door.action.value}"


@pytest.mark.parametrize("door", DOORS, ids=name)
def test_a_form_asks_what_its_service_wants(door):
    wanted = set(list(inspect.signature(door.service).parameters)[1:]) - {"by"}
    assert set(door.form.base_fields) - {"press", "version"} == wanted
    assert getattr(services, door.service.__name__) is door.service


@pytest.mark.parametrize("procedure", [OPINION, FORWARDING, INSTRUCTION])
def test_every_verb_of_a_person_has_a_door(procedure):
    behind_doors = {door.action for door in DOORS}
    for action, move in procedure.moves.items():
        if not move.follows and action.value not in ELSEWHERE:
            assert action in behind_doors, f"{action.label} has no door"
