"""What happened, in words: the label of an event's verb, and who did it."""

from __future__ import annotations

from typing import NamedTuple

from workflow.models import Event
from workflow.procedure import PROCEDURES
from workflow.upkeep import Upkeep


class Entry(NamedTuple):
    """One line of a timeline."""

    at: object
    who: str
    text: str
    note: str
    key: bool  # a change of state, not a mere edit


def verb(event: Event) -> str:
    """The Chinese name of what was done."""
    procedure = PROCEDURES.get(event.subject_type)
    moves = procedure.moves if procedure else {}
    labels: dict[str, str] = {str(action): action.label for action in (*moves, *Upkeep)}
    return labels.get(event.action, event.action)


def person(event: Event) -> str:
    """Seat and name; a member's seat is called by the name already."""
    seat, name = str(event.seat), str(event.user)
    return seat if seat.startswith(name) else f"{seat} {name}"


def entry(event: Event, subject: str = "") -> Entry:
    """The event as a line; `subject` names the part it happened to."""
    who = person(event) if event.seat else "系统"
    text = f"{subject}　{verb(event)}" if subject else verb(event)
    if event.on_behalf_of:
        text += "（代录）"
    return Entry(event.at, who, text, event.note, event.source != event.target)
