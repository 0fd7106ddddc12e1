"""The rolls of the invented prefecture, entered at once: the same lines and events as ever."""

from __future__ import annotations

from typing import Any, NamedTuple

from common import clock
from members.models import Member, Membership, Registry, Role, Seat, Unit, User
from members.spelling import initials, pinyin
from members.workflow import MEMBER, MEMBERSHIP, SEAT, UNIT, LineAction
from workflow.chronicle import Chronicle
from workflow.hand import Hand
from workflow.holding import holding, lend

STANDING = 7  # every seventh member stands for the others between the meetings (常委)


class Sitting(NamedTuple):
    """Somebody with an account who sits for one unit or is one member."""

    username: str
    name: str
    role: Role
    scope: dict[str, Any]


class Roll:
    """Units, members and their seats, told in memory under the lock of the register."""

    def __init__(self, registry: Registry, by: Hand, password: str) -> None:
        self.registry, self.by, self.password = registry, by, password
        self.book = Chronicle()
        self.sittings: list[Sitting] = []

    def enter(self, procedure: Any, line: Any) -> None:
        self.book.move(procedure, line, LineAction.ENTER, by=self.by, at=clock.now())

    def unit(self, name: str, system: Any) -> Unit:
        unit = Unit(
            registry=self.registry,
            committee=self.registry.case.committee,
            name=name,
            short_name=name,
            initials=initials(name),
            system=system,
        )
        self.enter(UNIT, unit)
        return unit

    def member(
        self, name: str, *, term: Any, card: str, place: int, sector: Any, **who: Any
    ) -> Member:
        member = Member(registry=self.registry, name=name, initials=initials(name), **who)
        self.enter(MEMBER, member)
        service = Membership(
            registry=self.registry,
            member=member,
            term=term,
            sector=sector,
            card=card,
            standing=place % STANDING == 0,
        )
        self.enter(MEMBERSHIP, service)
        return member

    def sits(self, username: str, name: str, role: Role, **scope: Any) -> None:
        self.sittings.append(Sitting(username, name, role, scope))

    def seats(self) -> dict[str, Seat]:
        """Everybody's account and seat, by user name."""
        home = self.registry.case.committee
        users = User.objects.bulk_create(
            User(
                username=one.username,
                name=one.name,
                pinyin=pinyin(one.name),
                password=self.password,
                committee=home,
            )
            for one in self.sittings
        )
        pairs = zip(self.sittings, users, strict=True)
        return {user.username: self.seat(one, user) for one, user in pairs}

    def seat(self, one: Sitting, user: User) -> Seat:
        seat = Seat(
            registry=self.registry,
            committee=self.registry.case.committee,
            user=user,
            role=one.role,
            valid_from=clock.today(),
            **one.scope,
        )
        self.enter(SEAT, seat)
        return seat


def entering(registry: Registry, by: Hand, password: str, tell: Any) -> dict[str, Seat]:
    """Lock the register, let `tell(roll)` enter its lines, write them; the seats by user name."""
    with holding(registry.case) as case:
        roll = Roll(lend(registry, case), by, password)
        roll.book.go_on(case)
        tell(roll)
        seats = roll.seats()
        roll.book.write()
    return seats
