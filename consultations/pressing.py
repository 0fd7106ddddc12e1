"""The same press is one act, also of what is only being born: a line that breaks sends it again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction

from common.locks import alone
from consultations.models import (
    Campaign,
    CivicVillage,
    Consultation,
    Gathering,
    Guidance,
    Posting,
    Topic,
    Venue,
)
from workflow.hand import Hand
from workflow.models import Event, Root, Row

KINDS: tuple[Any, ...] = (
    *(Topic, Consultation, Gathering, CivicVillage),
    *(Venue, Campaign, Posting, Guidance),
)
BORN: dict[str, Any] = {one.kind(): one for one in KINDS}


@transaction.atomic
def once(by: Hand, bear: Callable[[], str]) -> str:
    """Bear it, or find what this very press of this seat has borne: the address of its page."""
    alone(f"press:{by.press}")  # the same press waits elsewhere
    return borne(by) or bear()


def borne(by: Hand) -> str:
    """Where the row that this press bore is shown; nothing if it bore none."""
    row = row_borne(by)
    root: Any = row if isinstance(row, Root) else None  # a line has no page of its own
    return str(root.get_absolute_url()) if root else ""


def row_borne(by: Hand) -> Row | None:
    """What this press of this seat has borne."""
    if by.press is None:
        return None
    seat = by.seat.pk if by.seat else None
    born = {"source": "", "subject_type__in": BORN}
    event = Event.objects.filter(press=by.press, seat=seat, **born).first()
    if event is None:
        return None
    row: Row = BORN[event.subject_type]._base_manager.get(pk=event.subject_id)
    return row
