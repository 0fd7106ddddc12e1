"""Where a reminder leads, who above the debtor may see the matter, and what a unit may know."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Q
from django.urls import reverse

from deadlines.models import Recipient
from deadlines.planning import UID, reminds
from deadlines.seeing import vouch
from members.models import Role, Seat
from opinions.models import Forwarding, Opinion

ANY = UUID(int=0)
LEADERS = {Recipient.OFFICE, Recipient.DIRECTOR, Recipient.LEAD}


def page_of() -> str:
    """The address of an opinion's page, with a place for the uid of the case."""
    return reverse("opinions:detail", args=[ANY]).replace(str(ANY), UID)


def remind_of_debts() -> None:
    sees = {Opinion.kind(): LEADERS, Forwarding.kind(): LEADERS | {Recipient.HEAD}}
    reminds(Opinion.kind(), page_of, sees)


def vouch_for_debts() -> None:
    vouch(Opinion.kind(), "opinion", cases, unknown_to)


def cases(seat: Seat) -> Any:
    return Opinion.objects.visible_to(seat).values("pk")


def unknown_to(seat: Seat) -> Q:
    """A unit knows nothing of what others owe; a committee nothing of those below it."""
    if seat.role in (Role.LIAISON, Role.UNIT_HEAD):
        return ~Q(unit=seat.unit_id)
    return ~Q(case__committee=seat.committee_id)
