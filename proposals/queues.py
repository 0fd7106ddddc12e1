"""One after the other: which case comes next when the same verb is done to many, one by one."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from members.models import Seat
from proposals.batches import to_screen, to_transfer
from proposals.models import Proposal
from proposals.workflow import Action

QUEUES = {str(Action.SCREEN.value): to_screen, str(Action.TRANSFER.value): to_transfer}


def queue(action: str, seat: Seat) -> QuerySet[Proposal]:
    return QUEUES[action](seat).select_related("case").order_by("pk")


def next_page(action: str, seat: Seat, after: int = 0) -> str:
    """The form of the next case behind that one; when there is none, what was passed over."""
    following = queue(action, seat).filter(pk__gt=after).first()
    if following is None:
        return reverse("proposals:many", args=[action])
    return f"{reverse('proposals:act', args=[following.case.uid, action])}?queue=1"


def queue_of(action: str, seat: Seat, row: Any) -> dict[str, Any]:
    """How many wait, this one included, and the way past it."""
    waiting = queue(action, seat)
    return {
        "left": waiting.count(),
        "behind": waiting.filter(pk__gt=row.pk).count(),
        "skip_url": next_page(action, seat, row.pk),
    }
