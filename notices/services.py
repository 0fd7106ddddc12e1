"""Telling people: what is written into whose inbox."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from common import clock
from members.models import Job, Seat
from notices.addressing import send_out
from notices.models import Notice, Weight
from workflow.models import Event
from workflow.outbox import pass_on

CONSUMER = "notices"


class Message(NamedTuple):
    """What one seat is told about an event, and where it leads; duty: the debt it calls for."""

    seat: Seat
    text: str
    url: str
    weight: Weight = Weight.USUAL
    duty: int | None = None


Announcer = Callable[[Event], Iterable[Message]]
ANNOUNCERS: dict[str, Announcer] = {}  # by kind of case
SETTLERS: list[Callable[[Event], object]] = []  # what an event leaves undone of earlier notices


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
    write(messages.values(), about=f"event:{event.pk}", event=event)
    for settle in SETTLERS:
        settle(event)


def tell(seat: Seat, text: str, url: str, *, about: str) -> None:
    """A notice about something outside the record; the same matter is told once a seat."""
    write([Message(seat, text, url)], about=about)


def tell_of_job(job: Job) -> None:
    """Who asked for long work is told that it is done, or why not."""
    left = f"，{len(job.refused)}件未办" if job.refused else ""
    words = f"{job}没有办成：{job.fault}" if job.fault else f"{job}{job.outcome or '已办完'}{left}"
    tell(job.seat, words, job.get_absolute_url(), about=f"job:{job.pk}")


def write(messages: Iterable[Message], *, about: str, event: Event | None = None) -> None:
    """Into the inboxes, and on their ways out of the house, each once."""
    notices = [
        Notice(
            seat=message.seat,
            user_id=message.seat.user_id,
            event=event,
            about=about,
            text=message.text[:200],
            url=message.url,
            weight=message.weight,
            duty=message.duty,
        )
        for message in messages
    ]
    Notice.objects.bulk_create(notices, ignore_conflicts=True)
    send_out(notices)


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
