"""Who and what a county's meetings need, looked up once a batch."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cached_property

from common import clock
from consultations.models import Venue
from members.models import Committee, Entry, Role, Seat, Township, Unit
from proposals.demo.almanac import at
from proposals.demo.year.house import workdays
from workflow.hand import Hand

REACH = timedelta(days=430)  # further back than anything is told


class County:
    """One county with its seats; `days` are working days, the last of them yesterday."""

    def __init__(self, committee: Committee) -> None:
        self.committee = committee
        yesterday = clock.today() - timedelta(days=1)
        self.days = workdays(yesterday - REACH, yesterday)

    def has(self, day: int) -> bool:
        """Whether that working day has come and gone."""
        return day < len(self.days)

    def day(self, ago: int) -> int:
        """The working day so many before yesterday."""
        return len(self.days) - 1 - ago

    def moment(self, day: int, minute: int) -> datetime:
        return at(self.days[day], minute)

    def date(self, day: int) -> date:
        """That working day; one that lies ahead is counted on the calendar."""
        ahead = day - len(self.days) + 1
        return self.days[day] if ahead <= 0 else self.days[-1] + timedelta(days=ahead)

    @cached_property
    def seats(self) -> list[Seat]:
        held = Seat.objects.held().filter(committee=self.committee)
        return list(held.with_scope().order_by("pk"))

    def hand(self, role: Role, **scope: int) -> Hand:
        found = (
            seat
            for seat in self.seats
            if seat.role == role and all(getattr(seat, k) == v for k, v in scope.items())
        )
        return Hand(next(found))

    @cached_property
    def office(self) -> Hand:
        return self.hand(Role.OFFICE)

    @cached_property
    def townships(self) -> list[Township]:
        return list(Township.objects.filter(committee=self.committee).order_by("code"))

    @cached_property
    def units(self) -> dict[str, Unit]:
        """By the name without the county before it."""
        ours = Unit.objects.filter(committee=self.committee).select_related("successor")
        return {unit.name[1:]: unit for unit in ours}

    @cached_property
    def venues(self) -> dict[int, Venue]:
        return {one.township_id: one for one in Venue.objects.filter(township__in=self.townships)}

    @cached_property
    def entries(self) -> dict[tuple[str, str], Entry]:
        found = Entry.objects.filter(committee=self.committee, term=None)
        return {(entry.book, entry.code): entry for entry in found}
