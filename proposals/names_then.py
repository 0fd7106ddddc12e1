"""The timeline: each event under the name that the unit had then."""

from __future__ import annotations

from collections.abc import Sequence

from proposals.models import Assignment
from proposals.workflow import ShareAction
from workflow.models import Event
from workflow.telling import Entry, entry

Key = tuple[str, int]


def timeline(events: Sequence[Event], shares: Sequence[Assignment]) -> list[Entry]:
    """What happened, newest first; before a split a share was the former unit's."""
    known = {share.key(): share for share in shares}
    carried = {key_of(event): event.version for event in events if event.action == CARRY}
    return [entry(event, name_then(event, known, carried)) for event in events]


CARRY = ShareAction.CARRY


def key_of(event: Event) -> Key:
    return (event.subject_type, event.subject_id)


def name_then(event: Event, known: dict[Key, Assignment], carried: dict[Key, int]) -> str:
    share = known.get(key_of(event))
    if share is None:
        return ""
    before = event.version <= carried.get(key_of(event), 0)
    return str(share.formerly if before and share.formerly else share.unit)


__all__ = ["timeline"]
