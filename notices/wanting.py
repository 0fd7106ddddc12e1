"""Asked a second before sending: is it still wanted, and is this the hour?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from members.models import Seat
from notices.models import Delivery, Notice, StoppedAddress, Weight

# Given by the apps above when they are ready.
NEEDLESS: list[Callable[[Notice], str]] = []  # why this need not be told any more, or nothing
OPENING: list[Callable[[int, datetime], datetime]] = []  # (committee, now) → when one may send


def needless(notice: Notice) -> str:
    """Why the notice need not be sent any more; empty when it is still wanted."""
    if not Seat.objects.held().filter(pk=notice.seat_id).exists():
        return "接收人已不在任"
    return next(filter(None, (why(notice) for why in NEEDLESS)), "")


def opening(committee: int, now: datetime) -> datetime:
    """The first moment from now on at which that committee's people may be written to."""
    return max((opens(committee, now) for opens in OPENING), default=now)


def may_go_at(delivery: Delivery, now: datetime) -> datetime:
    """When this one may go: some do not wait for office hours."""
    if delivery.notice.weight == Weight.NOW:
        return now
    return opening(delivery.committee_id, now)


def is_stopped(address: str) -> bool:
    return StoppedAddress.objects.filter(address=address.lower()).exists()
