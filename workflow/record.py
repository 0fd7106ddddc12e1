"""A change and its record are one write."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import structlog
from django.conf import settings
from django.db import connection, transaction

from workflow.hand import Hand
from workflow.models import Case, Event, Outbox, Root, Row

if TYPE_CHECKING:
    from workflow.procedure import Move

UNBORN = ""
log = structlog.get_logger(__name__)


def facts(row: Row) -> dict[str, Any]:
    return {"status": UNBORN} if row._state.adding else row.facts()


def bear(row: Row, target: str) -> None:
    """Give a new row its number, and a new case its own; the body of the move may refer to it."""
    row.status = target
    case: Case = row.case
    if isinstance(row, Root):
        case.kind, case.caption = row.kind(), row.caption()[:200]
        case.save()
        row.case, row.committee_id = case, case.committee_id
    row.save(force_insert=True)
    case.lent[row.key()] = row


def record(
    row: Row,
    before: dict[str, Any],
    stored: dict[str, Any],
    action: str,
    move: Move,
    by: Hand,
    note: str,
) -> Event | None:
    """Save the row and its case, with the event that says what changed; None if nothing did
    and nobody pressed for it.

    before: its facts as the last event left them; stored: as they stand in the database.
    """
    row.status = stored["status"] if move.target is None else move.target
    after = row.facts()
    changes = differing(before, after)
    if not (changes or note or move.target or row.case.also or by.press):
        return None
    if unsaved := differing(stored, after):
        row.save(update_fields=list(unsaved))
    return write(row, before["status"], action, changes, move.audience, by, note)


def differing(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    return {name: [old.get(name), now] for name, now in new.items() if old.get(name) != now}


def write(
    row: Row,
    source: str,
    action: str,
    changes: dict[str, Any],
    audience: str,
    by: Hand,
    note: str,
) -> Event:
    case: Case = row.case
    refuse_savepoint(case)
    case.version += 1
    event = Event(
        case=case,
        subject_type=row.kind(),
        subject_id=row.pk,
        action=action,
        source=source,
        target=row.status,
        note=note,
        data={"v": 1, "changes": changes} | case.also,
        audience=audience,
        **signature(by),
    )
    link(event, case)
    case.also = {}
    if isinstance(row, Root):
        case.caption = row.caption()[:200]
    case.save(update_fields=["version", "head", "caption"])
    return event


def refuse_savepoint(case: Case) -> None:
    """Undoing one would leave the lent case a version ahead of the database's."""
    if len(connection.savepoint_ids) != case.depth:
        raise RuntimeError("no savepoint inside a move")


def signature(by: Hand) -> dict[str, Any]:
    """Who did it, for whom, and through which door."""
    return {
        "user_id": by.seat.user_id if by.seat else None,
        "seat_id": by.seat.pk if by.seat else None,
        "on_behalf_of": by.on_behalf_of,
        "press": by.press,
        "request_id": by.request_id,
        "address": by.address,
    }


def link(event: Event, case: Case) -> None:
    """Hang the event on the end of the case's chain, and let it be passed on."""
    event.committee_id, event.version, event.previous = case.committee_id, case.version, case.head
    event.hash = case.head = event.digest()
    event.save()
    Outbox.objects.bulk_create(
        Outbox(event=event, consumer=consumer) for consumer in settings.WORKFLOW_CONSUMERS
    )
    transaction.on_commit(partial(log.info, "move", **outline(event)))


def outline(event: Event) -> dict[str, Any]:
    """What the log says of a move: enough to find it in the record."""
    return {
        "case": str(event.case.uid),
        "version": event.version,
        "action": str(event.action),
        "subject": event.subject_type,
        "target": event.target,
        "seat": event.seat_id,
    }
