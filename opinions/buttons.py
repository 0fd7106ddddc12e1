"""The buttons of a page: exactly what a seat may press now, and what must come first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Q
from django.urls import reverse

from deadlines.services import Debtor
from members.buttons import offered
from members.doors import Door
from members.models import Role, Seat
from opinions.doors import OPINION_DOORS
from opinions.models import Forwarding, Opinion
from opinions.rules import liaison_of, office


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
    pressed = buttons(row, OPINION_DOORS, seat, "act")
    for one in pressed["actions"]:
        if one["url"].endswith(f"/{EXPECTED.get(row.status)}/"):
            one["main"] = True
    pressed["actions"] = in_order(pressed["actions"])
    if row.status == Opinion.Status.EDITING and office(seat, row):
        url = f"{reverse('opinions:combine')}?sources={row.pk}"
        beside = {"label": "综合编写", "main": False, "danger": False, "url": url}
        pressed["actions"] = in_order([*pressed["actions"], beside])
    return pressed


def in_order(actions: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The expected press first, the grave ones last."""
    return sorted(actions, key=lambda one: 2 if one["danger"] else not one["main"])


def who_is_there(row: Opinion, given: Iterable[Forwarding]) -> None:
    """Ask once which units have somebody who can sign in, instead of once a button."""
    wanted = {liaison_of(one) for one in given}
    known = dict.fromkeys(wanted, False)
    units = Q(unit__in=[one.unit_id for one in wanted])
    for seat in Seat.objects.held().filter(units, role=Role.LIAISON) if wanted else ():
        debtor = Debtor(**seat.scope())
        if debtor in known:
            known[debtor] = True
    row.__dict__["who_is_there"] = known
