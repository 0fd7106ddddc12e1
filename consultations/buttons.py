"""The buttons of a page: exactly what a seat may press now, and what must come first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from consultations.models import Consultation, Task
from consultations.rules import at_township, liaison_of
from deadlines.services import Debtor
from members.buttons import Button, in_order, offered
from members.doors import Door
from members.models import Role, Seat


def buttons(row: Any, doors: Mapping[str, Door], seat: Seat, name: str, *args: Any) -> Any:
    """For one row: actions, and what is held up with its reason."""
    actions, held = offered(row, doors, seat, f"consultations:{name}", *args)
    return {"actions": only_one_main(actions), "held": held}


def only_one_main(actions: list[Button]) -> list[Button]:
    """In their order; only the first one stands out."""
    ordered = in_order(actions)
    return ordered[:1] + [one | {"main": False} for one in ordered[1:]]


def awaited(row: Consultation, tasks: Iterable[Task]) -> set[Debtor]:
    """Who may have to act: both of the township, and whoever does a task."""
    township = {at_township(Role.TOWNSHIP, row), at_township(Role.PARTY, row)}
    return township | {liaison_of(task) for task in tasks}
