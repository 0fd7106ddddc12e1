"""What a seat that sees a key proposal, or a year's list, knows of the rows inside."""

from __future__ import annotations

from django.db.models import Q

from members.models import Role, Seat
from proposals.querysets_keys import BODIES, meant

ALL = Q()


def leaders_known(seat: Seat) -> Q:
    """Who was asked, and what became of it, is the committee's; who agreed is everybody's."""
    return ALL if seat.is_staff_of_committee else Q(status="consented")


def items_known(seat: Seat) -> Q:
    """What is only proposed is the committee's."""
    return ALL if seat.is_staff_of_committee else ~Q(status__in=("proposed", "dropped"))


def instructions_known(seat: Seat) -> Q:
    """What leaders wrote: for the committee, dispatchers, and whom it is meant for."""
    if seat.is_staff_of_committee:
        return ALL
    valid = ~Q(status="void")
    return valid if seat.role == Role.DISPATCHER else valid & meant(seat)


def media_known(seat: Seat) -> Q:
    return Q(status="recorded")


def candidates_known(seat: Seat) -> Q:
    """What was dropped again is the committee's."""
    return ALL if seat.is_staff_of_committee else ~Q(status="dropped")


def advice_known(seat: Seat) -> Q:
    """A body knows what it said itself, and nothing of others."""
    return Q(organisation=seat.organisation_id) if seat.role in BODIES else ALL


__all__ = [
    *("advice_known", "candidates_known", "instructions_known", "items_known"),
    *("leaders_known", "media_known"),
]
