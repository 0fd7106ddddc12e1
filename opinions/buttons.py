"""The buttons of a page: exactly what a seat may press now, and what must come first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from members.buttons import in_order, offered
from members.doors import Door
from members.models import Seat
from opinions.doors import OPINION_DOORS
from opinions.models import Opinion
from opinions.rules import office


def buttons(row: Any, doors: Mapping[str, Door], seat: Seat, name: str, *args: Any) -> Any:
    """For one row: actions, and what is held up with its reason."""
    actions, held = offered(row, doors, seat, f"opinions:{name}", *args)
    return {"actions": in_order(actions), "held": held}


EXPECTED: dict[str, str] = {  # the press that an issue waits for, by where it stands
    Opinion.Status.ISSUED: "record_instruction",
    Opinion.Status.INSTRUCTED: "forward",
    Opinion.Status.ANSWERED: "close",
}


def buttons_of(row: Opinion, seat: Seat) -> Any:
    """Those of the table, and the way to combine it with others."""
    actions, held = offered(row, OPINION_DOORS, seat, "opinions:act")
    for one in actions:
        if one["url"].endswith(f"/{EXPECTED.get(row.status)}/"):
            one["main"] = True
    if row.status == Opinion.Status.EDITING and office(seat, row):
        url = f"{reverse('opinions:combine')}?sources={row.pk}"
        actions.append({"label": "综合编写", "main": False, "danger": False, "url": url})
    return {"actions": in_order(actions), "held": held}
