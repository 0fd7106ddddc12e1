"""Reckoning the day of what is owed anew, from what was kept with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date

from deadlines import arithmetic
from deadlines.arithmetic import Calendar, Due, Pause, Unit
from deadlines.models import Obligation


@dataclass(frozen=True)
class Basis:
    """On what a due day rests; obligations with the same basis are due on the same day."""

    counted_from: date
    count: int
    measure: str
    fixed_on: date | None
    extended_to: date | None

    def due(self, calendar: Calendar, pauses: Sequence[Pause] = ()) -> Due:
        """An extension's own date first, then a fixed one, else the limit is counted."""
        if fixed := self.extended_to or self.fixed_on:
            return arithmetic.fixed_date(fixed, calendar)
        unit = Unit(self.measure)
        return arithmetic.due(self.counted_from, self.count, unit, calendar, pauses)


COLUMNS = tuple(field.name for field in fields(Basis))


def basis_of(owed: Obligation) -> Basis:
    return Basis(**{name: getattr(owed, name) for name in COLUMNS})


def pauses_of(owed: Obligation) -> list[Pause]:
    """The days on which it did not run; a pause still open has no end to be reckoned with."""
    return [Pause(one.first, one.last) for one in owed.pauses.all()]


def reckon(owed: Obligation, calendar: Calendar) -> Due:
    """Its due day by this calendar."""
    return basis_of(owed).due(calendar, pauses_of(owed))
