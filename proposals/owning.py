"""Which cases a seat may see, by kind, and what it may not know of what others owe there."""

from __future__ import annotations

from django.db.models import Q

from deadlines.defaults import Kind
from deadlines.seeing import UNKNOWN, vouch
from members.models import Role, Seat
from proposals.models import OfflineMatter, Proposal, ReviewMeeting
from proposals.turns import INSIDE, outside

CASES = {"proposal": Proposal, "review_meeting": ReviewMeeting, "offline_matter": OfflineMatter}


def vouch_for_debts() -> None:
    for name, model in CASES.items():
        seen = model.objects.visible_to  # type: ignore[attr-defined]
        vouch(model.kind(), name, lambda seat, seen=seen: seen(seat).values("pk"))
    UNKNOWN.append(unknown_to)


def unknown_to(seat: Seat) -> Q:
    """Outside nobody sees into a unit; who else was asked is for the committee and dispatchers."""
    hidden = Q(kind__in=INSIDE) if outside(seat) else Q(pk__in=())
    if not (seat.is_staff_of_committee or seat.role == Role.DISPATCHER):
        hidden |= ~Q(scope_key=seat.scope_key) & Q(kind=Kind.CONSULT)
    return hidden
