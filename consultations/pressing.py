"""The same press is one act, also of what is only being born: a line that breaks sends it again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction

from common.locks import alone
from consultations.models import CivicVillage, Consultation, Gathering, Topic
from workflow.hand import Hand
from workflow.models import Event

BORN: dict[str, Any] = {one.kind(): one for one in (Topic, Consultation, Gathering, CivicVillage)}


@transaction.atomic
def once(by: Hand, bear: Callable[[], str]) -> str:
    """Bear it, or find what this very press of this seat has borne: the address of its page."""
    alone(f"press:{by.press}")  # the same press waits elsewhere
    return borne(by) or bear()


def borne(by: Hand) -> str:
    """Where the row that this press bore is shown; nothing if it bore none."""
    if by.press is None:
        return ""
    seat = by.seat.pk if by.seat else None
    found = Event.objects.filter(press=by.press, seat=seat, source="", case__kind__in=BORN)
    event = found.select_related("case").first()
    if event is None:
        return ""
    row = BORN[event.case.kind].objects.select_related("case").get(pk=event.case_id)
    url: str = row.get_absolute_url()
    return url
