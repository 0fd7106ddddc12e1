"""Changing calendars and policies: looked at first, then made, told and carried through."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from django.core.exceptions import PermissionDenied
from django.db import transaction

from deadlines.forecasting import Forecast, forecast
from deadlines.models import Recomputation
from deadlines.recomputing import Scope, begin
from deadlines.workdays import restamp
from members.models import Committee, Seat
from members.services.registry import registry_of
from members.workflow import REGISTRY, RegistryAction
from workflow.hand import Hand


class Change(Protocol):
    """One change that can move due days."""

    @property
    def committee(self) -> Committee:
        """Whose calendar or policy it is."""
        ...

    def allowed(self, seat: Seat) -> bool: ...

    def check(self) -> None:
        """ValidationError where it cannot be."""
        ...

    def apply(self) -> Scope | None:
        """Write the rows; which obligations that can touch, None where none."""
        ...

    def words(self) -> str:
        """For the register and for whoever asks why a day has moved."""
        ...

    def facts(self) -> dict[str, Any]:
        """For the record, as JSON."""
        ...


def foresee(*changes: Change) -> Forecast:
    """What they would move: they are made, looked at and undone."""
    for change in changes:
        change.check()
    with transaction.atomic():
        seen = Forecast()
        for scope in applied(changes):
            forecast(scope, seen)
        transaction.set_rollback(True)
    return seen


def applied(changes: Sequence[Change]) -> list[Scope]:
    """All are applied before any is looked at; one scope a duty."""
    scopes = [scope for change in changes if (scope := change.apply())]
    return list(dict.fromkeys(scopes))


@transaction.atomic
def make(*changes: Change, by: Hand, existing: bool = True) -> list[Recomputation]:
    """Make them, each with an event in the committee's register; open obligations follow soon.

    existing=False: only what is opened from now on goes by them. Raises PermissionDenied or
    ValidationError.
    """
    seat = by.seat
    if not isinstance(seat, Seat) or not all(change.allowed(seat) for change in changes):
        raise PermissionDenied("您无权作此设置")
    restamp()
    registry, works = registry_of(changes[0].committee), dict[Scope, Recomputation]()
    for number, change in enumerate(changes):
        change.check()
        hand, words = by if number == 0 else by.blind(), change.words()
        with REGISTRY.moving(registry, RegistryAction.NOTE, by=hand, note=words) as registry:
            registry.case.tell("deadlines", change.facts())
            scope = change.apply()
        if scope and existing and scope not in works:
            works[scope] = begin(scope, words)
    return list(works.values())
