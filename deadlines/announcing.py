"""Telling debtors what they owe since an event."""

from __future__ import annotations

from collections.abc import Iterator

from deadlines.models import Obligation
from members.models import Seat
from notices.services import Message
from workflow.models import Event


def to_debtors(event: Event, url: str) -> Iterator[Message]:
    """Whoever owes something new by this event and still does when the notice is written."""
    new = [told["id"] for told in event.data.get("owed", [])]
    for owed in Obligation.objects.open().filter(pk__in=new):
        due = f"{owed.due_on:%-m月%-d日}"
        text = f"待办：{owed.get_kind_display()}，{due}前办理　《{event.case.caption}》"
        for seat in Seat.objects.held().filter(scope_key=owed.scope_key):
            yield Message(seat, text, url)
