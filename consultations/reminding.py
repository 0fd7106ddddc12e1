"""Where a reminder of each kind of case leads, and who above the debtor may see the matter."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.urls import reverse

from consultations.models import CivicVillage, Consultation, Gathering, Task, Topic
from deadlines.models import Recipient
from deadlines.planning import UID, reminds
from deadlines.seeing import vouch
from members.models import Seat

ANY = UUID(int=0)
AROUND: tuple[tuple[Any, str], ...] = ((CivicVillage, "village"), (Gathering, "gathering"))
LEADERS = {Recipient.OFFICE, Recipient.DIRECTOR, Recipient.LEAD}


def page_of(name: str) -> str:
    """The address of such a page, with a place for the uid of the case."""
    return reverse(f"consultations:{name}", args=[ANY]).replace(str(ANY), UID)


def remind_of_debts() -> None:
    """A task is known to its unit as well."""
    reminds(Topic.kind(), partial(page_of, "topic"), {Topic.kind(): LEADERS})
    sees = {Consultation.kind(): LEADERS, Task.kind(): LEADERS | {Recipient.HEAD}}
    reminds(Consultation.kind(), partial(page_of, "detail"), sees)
    for one, name in AROUND:
        reminds(one.kind(), partial(page_of, name), {one.kind(): LEADERS})


def vouch_for_debts() -> None:
    vouch(Topic.kind(), "topic", partial(cases, Topic))
    vouch(Consultation.kind(), "consultation", partial(cases, Consultation))
    for one, name in AROUND:
        vouch(one.kind(), name, partial(cases, one))


def cases(model: Any, seat: Seat) -> Any:
    return model.objects.visible_to(seat).values("pk")
