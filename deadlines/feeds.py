"""日历订阅 (RFC 5545): whoever has the address reads what its owner owes, and nothing else."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.db.models import OuterRef, Q, Subquery
from icalendar import Calendar, Event

from common import clock
from deadlines.models import CalendarFeed, Obligation
from deadlines.own import debts_of, page_of
from members.models import Seat, User
from workflow.models import Event as Told

KEPT = timedelta(days=30)  # so long what is done stays in the feed, as cancelled
PRODUCT = "-//提案通//应办事项//ZH"


def open_feed(user: User) -> str:
    """The token of a new address; told this once. An earlier address ends."""
    token = secrets.token_urlsafe(32)
    now = {"digest": digest_of(token), "made_at": clock.now()}
    CalendarFeed.objects.update_or_create(user=user, defaults=now)
    return token


def close_feed(user: User) -> bool:
    """The address ends; whether there was one."""
    return bool(CalendarFeed.objects.filter(user=user).delete()[0])


def digest_of(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def seats_behind(token: str) -> list[Seat]:
    """The seats that the owner of the address holds today; none for what is no address."""
    owner = CalendarFeed.objects.filter(digest=digest_of(token)).values("user")
    return list(Seat.objects.held().with_scope().filter(user__in=owner).order_by("pk"))


def feed_of(seats: list[Seat]) -> bytes:
    """All that is owed, one event of a whole day each; done lately: cancelled."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", f"提案通：{seats[0].user}的应办事项")
    calendar.add("x-wr-timezone", settings.TIME_ZONE)
    calendar.add("refresh-interval", timedelta(hours=1), parameters={"value": "DURATION"})
    names = {seat.scope_key: str(seat) for seat in seats} if len(seats) > 1 else {}
    for owed in listed(seats):
        calendar.add_component(event_of(owed, names.get(owed.scope_key, "")))
    return bytes(calendar.to_ical())


def listed(seats: list[Seat]) -> Any:
    since = clock.now() - KEPT
    lately = Q(met_at__gte=since) | Q(cancelled_at__gte=since)
    history = Told.objects.filter(case=OuterRef("case")).order_by("-version")
    known = debts_of(seats).filter(Q(met_at=None, cancelled_at=None) | lately)
    known = known.annotate(told_at=Subquery(history.values("at")[:1]))
    return known.select_related("case").order_by("due_on", "pk")


def event_of(owed: Any, seat: str) -> Event:
    """A new due day, and an end, are a later SEQUENCE of the same UID."""
    over = bool(owed.met_at or owed.cancelled_at)
    event = Event()
    event.add("uid", f"{owed.case.uid}-{owed.pk}@tiantong")
    event.add("dtstamp", stamp_of(owed))
    event.add("dtstart", owed.due_on)
    event.add("dtend", owed.due_on + timedelta(days=1))
    event.add("summary", summary(owed))
    event.add("description", description(owed, seat))
    event.add("url", f"{settings.SITE_URL}{page_of(owed.case)}")
    event.add("sequence", owed.due_version + over)
    event.add("status", "CANCELLED" if over else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    return event


def stamp_of(owed: Any) -> datetime:
    """When what is said of it was last revised."""
    moments = (owed.told_at, owed.opened_at, owed.met_at, owed.cancelled_at)
    return max(one for one in moments if one).replace(microsecond=0)  # type: ignore[no-any-return]


def summary(owed: Obligation) -> str:
    mark = "（已暂停计时）" if owed.paused_on else "（暂定）" if owed.provisional else ""
    return f"{owed.get_kind_display()}{mark}：{owed.case.caption}"


def description(owed: Obligation, seat: str) -> str:
    later = owed.due_on != owed.first_due_on
    parts = [
        f"身份：{seat}" if seat else "",
        owed.said(owed.rule),
        f"原期限：{owed.first_due_on}" if later else "",
    ]
    return "\n".join(filter(None, parts))
