"""Sheets made from Word files that somebody has looked over; nothing is submitted."""

from __future__ import annotations

from typing import Any, cast

from django.db import transaction

from members.models import Entry, Seat, Unit
from proposals.models import Draft
from proposals.services.drafting import save_draft, start_draft, writes_for
from workflow.hand import Hand


@transaction.atomic
def draft_as_read(
    *,
    by: Hand,
    title: str,
    body: str,
    category: Entry | None = None,
    units: list[Unit] | None = None,
    **proposer: Any,
) -> Draft:
    """起草、代录 from a file: a sheet of its own; the same words sent again are the same sheet."""
    acting = cast("Seat", by.seat)
    proposer = writes_for(acting, proposer)
    seat = Seat.objects.select_for_update(of=("self",)).get(pk=acting.pk)
    text = body.replace("\r\n", "\n")
    lying = Draft.objects.unfinished().filter(seat=seat, title=title, body=text, **proposer)
    if (sheet := lying.first()) is not None:
        return sheet
    sheet = start_draft(seat, **proposer)
    words = {"title": title, "body": text, "category": category, "units": units or []}
    return save_draft(sheet, by=by, seen=sheet.revision, **words)
