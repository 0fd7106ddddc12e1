"""The buttons of a proposal's page: what a seat may press now, and what must come first."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from members.doors import Door
from members.models import Seat
from proposals.doors import PROPOSAL_DOORS, SHARE_DOORS
from proposals.models import Assignment, Proposal
from proposals.turns import elsewhere


def buttons(proposal: Proposal, shares: list[Assignment], seat: Seat) -> dict[str, Any]:
    """Exactly what this seat may press now, and what must come first."""
    actions, held = [], []
    for row, doors in [(proposal, PROPOSAL_DOORS), *((share, SHARE_DOORS) for share in shares)]:
        for door in doors.values():
            if not door.offered(seat, row):
                continue
            if why := door.hindrance(row, seat):
                held += [{"label": door.label(row), "why": why}] if door.tells else []
            else:
                actions.append(button(door, row))
    return {"actions": in_order([*elsewhere(proposal, seat), *actions]), "held": held}


def in_order(buttons: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The expected press first, the grave ones last: also for whoever tabs or listens."""
    return sorted(buttons, key=lambda one: 2 if one["danger"] else not one["main"])


def button(door: Door, row: Any) -> dict[str, Any]:
    return {
        "label": door.label(row),
        "url": action_url(row, str(door.action.value)),
        "main": door.main,
        "danger": door.danger,
    }


def action_url(row: Any, action: str) -> str:
    if isinstance(row, Proposal):
        return reverse("proposals:act", args=[row.case.uid, action])
    return reverse("proposals:share_act", args=[row.case.uid, row.pk, action])
