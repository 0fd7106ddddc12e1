"""The buttons of a page: exactly what a seat may press now, and what must come first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from members.doors import Door
from members.models import Seat

Button = dict[str, Any]


def offered(
    row: Any, doors: Mapping[str, Door], seat: Seat, address: str, *args: Any
) -> tuple[list[Button], list[dict[str, str]]]:
    """For one row: what can be pressed, and what is held up with its reason."""
    actions, held = [], []
    for verb, door in doors.items():
        if not door.offered(seat, row):
            continue
        if why := door.hindrance(row, seat):
            held += [{"label": door.label(row), "why": why}] if door.tells else []
            continue
        url = reverse(address, args=[row.case.uid, *args, verb])
        words = {"label": door.label(row), "main": door.main, "danger": door.danger}
        actions.append(words | {"url": url, "verb": verb})
    return actions, held


def in_order(actions: list[Button]) -> list[Button]:
    """The expected press first, the grave ones last: also for whoever tabs or listens."""
    return sorted(actions, key=lambda one: 2 if one["danger"] else not one["main"])
