"""The tables of what is written down beside a consultation."""

from __future__ import annotations

from typing import TypeVar

from consultations.gates import (
    before_meeting,
    being_rated,
    list_open,
    material_open,
    not_over,
    open_to_notes,
    rated_task,
    without_tasks,
)
from consultations.models import (
    Attendee,
    Consensus,
    Material,
    OversightNote,
    Partner,
    Rating,
    Speech,
    Visit,
)
from consultations.models.meeting import Noted
from consultations.rules import (
    office,
    overseer,
    partner_or_scan,
    township,
    township_or_office,
    township_or_partner,
    township_or_scan,
    who_brought,
    who_brought_or_scan,
)
from consultations.workflow.actions import PartAction as Verb
from consultations.workflow.consultation import CONSULTATION
from workflow.models import Audience, Part
from workflow.procedure import UNBORN, Gate, Move, Procedure, Rule, move

R = TypeVar("R", bound=Part)
INTERNAL = Audience.INTERNAL
Here = Attendee.Status


def beside(model: type[R], moves: dict[Verb, Move]) -> Procedure[R, Verb]:
    return Procedure[R, Verb](model, moves, root=CONSULTATION, owed=False)


def noted(by: Rule, gate: Gate, audience: Audience = Audience.PARTIES) -> Move:
    return move(UNBORN, to=Noted.RECORDED, by=by, gate=gate, audience=audience)


def voided(by: Rule, gate: Gate, audience: Audience = Audience.PARTIES) -> Move:
    return move(Noted.RECORDED, to=Noted.VOID, by=by, gate=gate, audience=audience)


PARTNER = beside(
    Partner,
    {
        Verb.GRANT: move(UNBORN, to=Partner.Status.GRANTED, by=office, gate=not_over),
        Verb.END_GRANT: move(Partner.Status.GRANTED, to=Partner.Status.ENDED, by=office),
    },
)
VISIT = beside(
    Visit,
    {
        Verb.RECORD_VISIT: noted(township_or_partner, before_meeting, INTERNAL),
        Verb.VOID_VISIT: voided(who_brought, before_meeting, INTERNAL),
    },
)
ATTENDEE = beside(
    Attendee,
    {
        Verb.INVITE: move(UNBORN, to=Here.INVITED, by=township_or_partner, gate=open_to_notes),
        Verb.SIGN_IN: move(
            Here.INVITED, Here.ABSENT, to=Here.PRESENT, by=who_brought_or_scan, gate=open_to_notes
        ),
        Verb.WALK_IN: move(UNBORN, to=Here.PRESENT, by=partner_or_scan, gate=open_to_notes),
        Verb.MISS: move(
            Here.INVITED, Here.PRESENT, to=Here.ABSENT, by=who_brought, gate=open_to_notes
        ),
    },
)
MATERIAL = beside(
    Material,
    {
        Verb.SEND_MATERIAL: noted(township, material_open),
        Verb.VOID_MATERIAL: voided(township, material_open),
    },
)
SPEECH = beside(
    Speech,
    {
        Verb.RECORD_SPEECH: noted(township_or_partner, open_to_notes),
        Verb.VOID_SPEECH: voided(who_brought, open_to_notes),
    },
)
CONSENSUS = beside(
    Consensus,
    {
        Verb.RECORD_CONSENSUS: noted(township, list_open),
        Verb.CHANGE_CONSENSUS: move(Noted.RECORDED, by=township, gate=list_open),
        Verb.VOID_CONSENSUS: voided(township, without_tasks),
    },
)
RATING = beside(
    Rating,
    {
        Verb.RATE: noted(township_or_scan, rated_task),
        Verb.VOID_RATING: voided(office, being_rated),
        Verb.ANSWER: move(Rating.Status.RECORDED, to=Rating.Status.ANSWERED, by=township_or_office),
    },
)
OVERSIGHT = beside(OversightNote, {Verb.OVERSEE: noted(overseer, not_over)})
