"""Who and what the year needs of the prefecture, looked up once a batch."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import cached_property

from deadlines.calendar import NATIONAL
from members.models import Entry, Role, Seat, Session, Unit
from proposals.demo import names
from proposals.demo.almanac import at
from workflow.hand import Hand

DAY = timedelta(days=1)


class House:
    """The invented committee with its seats, units and dictionary, and one of its sessions."""

    def __init__(self, session: Session, last: date) -> None:
        """last: the last day on which anything has happened."""
        self.session, self.committee = session, session.term.committee
        self.days = workdays(session.plenary_from, last)

    @cached_property
    def seats(self) -> list[Seat]:
        held = Seat.objects.held().filter(committee=self.committee).with_scope()
        return list(held.order_by("pk"))

    def by(self, role: Role, column: str) -> dict[int, Hand]:
        """The hand of each scope, the first to be seated where there are several."""
        seats = (seat for seat in reversed(self.seats) if seat.role == role)
        return {getattr(seat, column): Hand(seat) for seat in seats}

    @cached_property
    def office(self) -> Hand:
        return self.by(Role.OFFICE, "committee_id")[self.committee.pk]

    @cached_property
    def director(self) -> Hand:
        return self.by(Role.DIRECTOR, "committee_id")[self.committee.pk]

    @cached_property
    def dispatchers(self) -> dict[int, Hand]:
        return self.by(Role.DISPATCHER, "system_id")

    @cached_property
    def liaisons(self) -> dict[int, Hand]:
        return self.by(Role.LIAISON, "unit_id")

    @cached_property
    def heads(self) -> dict[int, Hand]:
        return self.by(Role.UNIT_HEAD, "unit_id")

    def named(self, hand: Hand) -> str:
        """The name of whoever's hand it is."""
        return next(str(seat.user) for seat in self.seats if seat is hand.seat)

    @cached_property
    def members(self) -> list[Seat]:
        return [seat for seat in self.seats if seat.role == Role.MEMBER]

    @cached_property
    def units(self) -> dict[str, Unit]:
        return {unit.name: unit for unit in Unit.objects.filter(committee=self.committee)}

    @cached_property
    def entries(self) -> dict[tuple[str, str], Entry]:
        found = Entry.objects.filter(committee=self.committee, term=None)
        return {(entry.book, entry.code): entry for entry in found}

    def has(self, day: int) -> bool:
        """Whether that working day of the session has come and gone."""
        return day < len(self.days)

    def moment(self, day: int, minute: int) -> datetime:
        return at(self.days[day], minute)

    def after(self, day: date) -> int:
        """The first working day of the session after that date."""
        return sum(one <= day for one in self.days)


def workdays(first: date, last: date) -> list[date]:
    span = (last - first).days + 1
    return [day for day in (first + n * DAY for n in range(span)) if NATIONAL.is_workday(day)]


def places() -> list[str]:
    """Townships and counties, as proposals name them."""
    found: Iterable[dict[str, str]] = names.townships().values()
    return [name for county in found for name in county.values()] + [
        name for name, _ in names.COUNTIES.values()
    ]
