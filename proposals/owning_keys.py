"""What the apps below are told of key proposals: who sees them, and where reminders lead."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.urls import reverse

from deadlines.models import Recipient
from deadlines.planning import UID, reminds
from deadlines.seeing import vouch
from members.models import Seat
from members.services.following import FOLLOWERS
from notices.services import announces
from proposals.announcing_keys import about_key, about_key_list, about_warning
from proposals.models import (
    Advice,
    KeyInstruction,
    KeyLeader,
    KeyList,
    KeyProposal,
    KeyVisit,
    PlanItem,
    WarningLetter,
)
from proposals.owning import not_own
from proposals.services.keys import follow_key_debtors

ANY = UUID(int=0)
LEADERS = {Recipient.OFFICE, Recipient.DIRECTOR, Recipient.LEAD}
ROOTS: tuple[tuple[Any, str, str, tuple[Any, ...]], ...] = (
    (KeyList, "key_list", "key_list", (KeyList, Advice)),
    (WarningLetter, "warning_letter", "warning", (WarningLetter,)),
    (KeyProposal, "key_proposal", "detail", (KeyProposal, KeyLeader, KeyVisit)),
)
OF_UNITS = (PlanItem, KeyInstruction)


def answer_for_keys() -> None:
    """Called when the app is ready."""
    FOLLOWERS.append(follow_key_debtors)
    announces(KeyList.kind(), about_key_list)
    announces(KeyProposal.kind(), about_key)
    announces(WarningLetter.kind(), about_warning)
    for model, name, page, rows in ROOTS:
        vouch(model.kind(), name, partial(cases, model), not_own)
        sees = {one.kind(): LEADERS for one in rows}
        if model is WarningLetter:
            sees = {model.kind(): LEADERS | {Recipient.HEAD, Recipient.DISPATCHER}}
        if model is KeyProposal:
            sees |= {one.kind(): LEADERS | {Recipient.HEAD} for one in OF_UNITS}
        reminds(model.kind(), partial(page_of, page), sees)


def cases(model: Any, seat: Seat) -> Any:
    return model.objects.visible_to(seat).values("pk")


def page_of(name: str) -> str:
    return reverse(f"keys:{name}", args=[ANY]).replace(str(ANY), UID)
