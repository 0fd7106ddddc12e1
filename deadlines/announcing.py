"""Telling debtors what they owe since an event."""

from __future__ import annotations

from collections.abc import Iterator

from deadlines.models import Obligation
from members.models import Seat
from notices.services import Message
from workflow.models import Event


def to_debtors(event: Event, url: str) -> Iterator[Message]:
    """Whoever owes something since this event and still does when the notice is written.

    What is new comes before what was taken over: a seat is told one thing of an event.
    """
    born = {one["id"] for one in event.data.get("owed", [])}
    moved = {one["id"] for one in event.data.get("rekeyed", [])}
    still = Obligation.objects.open().filter(pk__in=born | moved)
    for owed in sorted(still, key=lambda one: (one.pk not in born, one.due_on, one.pk)):
        due = f"{owed.due_on:%-m月%-d日}"
        due += "（暂定）" if owed.provisional else ""
        text = f"待办：{owed.get_kind_display()}，{due}前办理　《{event.case.caption}》"
        for seat in Seat.objects.held().filter(scope_key=owed.scope_key):
            yield Message(seat, text, url, duty=owed.pk)
