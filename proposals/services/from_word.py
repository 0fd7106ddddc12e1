"""Sheets made from Word files that somebody has looked over; nothing is submitted."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from members.models import Entry, Seat, Unit
from proposals.models import Draft
from proposals.services.drafting import WRITERS, save_draft, start_draft
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
    if not isinstance(by.seat, Seat) or by.seat.role not in WRITERS:
        raise PermissionDenied("只有委员本人、集体提案联系人或提案委办公室可以起草提案")
    seat = Seat.objects.select_for_update(of=("self",)).get(pk=by.seat.pk)
    text = body.replace("\r\n", "\n")
    lying = Draft.objects.unfinished().filter(seat=seat, title=title, body=text, **proposer)
    if (sheet := lying.first()) is not None:
        return sheet
    sheet = start_draft(seat, **proposer)
    words = {"title": title, "body": text, "category": category, "units": units or []}
    return save_draft(sheet, by=by, seen=sheet.revision, **words)
