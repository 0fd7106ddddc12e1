"""A page that brings in something new, sent twice, brings in one."""

from __future__ import annotations

from typing import Any

from workflow.hand import Hand
from workflow.models import Event


def borne(model: Any, by: Hand) -> Any:
    """What this very press of this seat has borne already; None where it is the first time."""
    if by.press is None or by.seat is None:
        return None
    told = Event.objects.filter(press=by.press, seat=by.seat.pk, case__kind=model.kind()).first()
    return told and model.objects.select_related("case").get(pk=told.case_id)
