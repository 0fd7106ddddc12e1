"""On the desk: where what is owed many times is done together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from django.urls import reverse

from deadlines.defaults import Kind as Duty
from members.models import Role, Seat


class Way(NamedTuple):
    """A page for many: what to do there, for whom, where."""

    duty: str
    role: str
    words: str
    name: str
    action: str = ""

    def url(self) -> str:
        return reverse(f"proposals:{self.name}", args=[self.action] if self.action else [])


WAYS = (
    Way(Duty.SCREEN, Role.OFFICE, "连续初审", "queue", "screen"),
    Way(Duty.SCREEN, Role.OFFICE, "成批初审", "many", "screen"),
    Way(Duty.DECIDE, Role.OFFICE, "审查会议", "meetings"),
    Way(Duty.NUMBER, Role.OFFICE, "编号", "numbering"),
    Way(Duty.TRANSFER, Role.OFFICE, "成批移交", "many", "transfer"),
    Way(Duty.HAND_OVER, Role.DISPATCHER, "交办会", "handing"),
    Way(Duty.SIGN_FOR, Role.LIAISON, "成批签收", "many", "sign_for"),
)
SEVERAL = 2


def ways_for_many(seat: Seat, owed: Mapping[str, int]) -> list[dict[str, str]]:
    """Offered as soon as the same is owed twice."""
    return [
        {"label": f"{way.words}（{owed[way.duty]}件）", "url": way.url()}
        for way in WAYS
        if way.role == seat.role and owed[way.duty] >= SEVERAL
    ]
