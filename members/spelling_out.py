"""How the database writes a kind of rows for a seat: found out once, then known."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import F, Model
from rest_framework.request import Request

from common.written import Pieces, Statement, row, statement
from members.api import seat_of
from members.models import Seat

MOST = 500  # of them are kept
KNOWN: dict[tuple[Any, ...], Statement] = {}
UPSERT = '"id":"', F("case__uid"), '","op":"upsert","version":', F("case__version"), ',"data":'


def spelt(serializer: Any, model: type[Model], request: Request, change: str = "") -> Statement:
    """change: what the feed calls it; then each line is a change."""
    facts = facts_of(seat_of(request))
    key = (type(serializer), *serializer.wanted(), change, settings.SITE_URL, *facts)
    known = KNOWN.get(key)
    if known is None:
        pieces: Pieces = row(serializer, model)
        whole = [f'{{"type":"{change}",', *UPSERT, *pieces, "}"]
        known = statement(model, whole if change else pieces)
        if len(KNOWN) >= MOST:
            KNOWN.clear()
        KNOWN[key] = known
    return known


def facts_of(seat: Seat) -> tuple[Any, ...]:
    """All that what is told can depend on: of another seat, or of this one when it changes, the
    statement is another."""
    columns = (getattr(seat, field.attname) for field in Seat._meta.concrete_fields)
    return (seat.committee.parent_id, *columns)
