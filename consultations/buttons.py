"""The buttons of a page: exactly what a seat may press now, and what must come first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Q

from consultations.models import Consultation, Task
from consultations.rules import at_township, liaison_of
from deadlines.services import Debtor
from members.buttons import offered
from members.doors import Door
from members.models import Role, Seat


def buttons(row: Any, doors: Mapping[str, Door], seat: Seat, name: str, *args: Any) -> Any:
    """For one row: actions, and what is held up with its reason."""
    actions, held = offered(row, doors, seat, f"consultations:{name}", *args)
    return {"actions": in_order(actions), "held": held}


def in_order(actions: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The expected press first, the grave ones last; only one stands out."""
    ordered = sorted(actions, key=lambda one: 2 if one["danger"] else not one["main"])
    return ordered[:1] + [one | {"main": False} for one in ordered[1:]]


def who_is_there(row: Consultation, tasks: Iterable[Task]) -> None:
    """Ask once which of those who have to act can sign in, instead of once a button."""
    wanted = {at_township(Role.TOWNSHIP, row), at_township(Role.PARTY, row)}
    wanted |= {liaison_of(task) for task in tasks}
    known = dict.fromkeys(wanted, False)
    named = Q(township=row.township_id) | Q(unit__in=[one.unit_id for one in wanted])
    for seat in Seat.objects.held().filter(named, role__in=[one.role for one in wanted]):
        debtor = Debtor(**seat.scope())
        if debtor in known:
            known[debtor] = True
    row.__dict__["who_is_there"] = known
