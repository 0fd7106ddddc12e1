"""Which cases a seat may see, by kind, and what it may not know of what others owe there."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db.models import Q

from deadlines.seeing import vouch
from members.models import Role, Seat
from proposals.models import FollowUp, OfflineMatter, Proposal, ReviewMeeting
from proposals.turns import INSIDE, WEIGHED, debtor_of, outside


def vouch_for_debts() -> None:
    vouch(Proposal.kind(), "proposal", partial(cases, Proposal), unknown_to, debtor_of)
    vouch(ReviewMeeting.kind(), "review_meeting", partial(cases, ReviewMeeting))
    vouch(OfflineMatter.kind(), "offline_matter", partial(cases, OfflineMatter))
    vouch(FollowUp.kind(), "follow_up", partial(cases, FollowUp), not_own)


def cases(model: Any, seat: Seat) -> Any:
    return model.objects.visible_to(seat).values("pk")


def not_own(seat: Seat) -> Q:
    """Outside the committee one knows of one's own debts only: of campaigns and key proposals."""
    return Q(pk__in=()) if seat.is_staff_of_committee else ~Q(scope_key=seat.scope_key)


def unknown_to(seat: Seat) -> Q:
    """Outside nobody sees into a unit; what is weighed is for the committee and dispatchers."""
    hidden = Q(kind__in=INSIDE) if outside(seat) else Q(pk__in=())
    if not (seat.is_staff_of_committee or seat.role == Role.DISPATCHER):
        hidden |= ~Q(scope_key=seat.scope_key) & Q(kind__in=WEIGHED)
    return hidden
