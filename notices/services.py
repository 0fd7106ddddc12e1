"""Telling people: what is written into whose inbox."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from common import clock
from members.models import Seat
from notices.models import Notice
from workflow.models import Event
from workflow.outbox import pass_on

CONSUMER = "notices"


class Message(NamedTuple):
    """What one seat is told about an event, and where it leads."""

    seat: Seat
    text: str
    url: str


Announcer = Callable[[Event], Iterable[Message]]
ANNOUNCERS: dict[str, Announcer] = {}  # by kind of case


def announces(kind: str, announcer: Announcer) -> None:
    """Say who is told what about the events of one kind of case; called when the app is ready."""
    ANNOUNCERS[kind] = announcer


def announce(event: Event) -> None:
    """Write the notices of one event; nobody is told of what they did themselves."""
    announcer = ANNOUNCERS.get(event.case.kind)
    if announcer is None:
        return
    messages: dict[int, Message] = {}  # one a seat: what is said first says most
    for message in announcer(event):
        if message.seat.user_id != event.user_id:
            messages.setdefault(message.seat.pk, message)
    Notice.objects.bulk_create(
        (
            Notice(
                seat=message.seat,
                user_id=message.seat.user_id,
                event=event,
                about=f"event:{event.pk}",
                text=message.text[:200],
                url=message.url,
            )
            for message in messages.values()
        ),
        ignore_conflicts=True,
    )


def tell(seat: Seat, text: str, url: str, *, about: str) -> None:
    """A notice about something outside the record; the same matter is told once a seat."""
    Notice.objects.bulk_create(
        [Notice(seat=seat, user_id=seat.user_id, about=about, text=text[:200], url=url)],
        ignore_conflicts=True,
    )


def drain(limit: int = 500) -> int:
    """Pass waiting events on to inboxes; how many were passed on."""
    told = 0
    while told < limit and pass_on(CONSUMER, announce):
        told += 1
    return told


def mark_read(seat: Seat, notices: Iterable[int] | None = None) -> int:
    """Mark these notices of the seat as read, or all of them; how many were unread."""
    unread = Notice.objects.visible_to(seat).unread()
    if notices is not None:
        unread = unread.filter(pk__in=notices)
    return unread.update(read_at=clock.now())
