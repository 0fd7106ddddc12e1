"""The cast: who sits where in the invented prefecture, and in the neighbour beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import count, cycle
from typing import Any

from deadlines.keeping import seed_calendar
from members.models import Committee, Organisation, Role, Seat, Sector, System, Unit, User
from members.services import appoint, enter_member, serve
from members.services.setup import (
    Founded,
    Plan,
    enter_organisation,
    enter_sectors,
    enter_township,
    found,
)
from members.spelling import pinyin
from proposals.demo import names
from proposals.demo.almanac import Almanac
from proposals.demo.roll import Roll, entering
from workflow.hand import SYSTEM, Hand

MEMBERS = 400


@dataclass
class Cast:
    """Seats by what they do in the story."""

    place: Founded
    password: str  # hashed
    names: Iterator[str]
    office: Seat = field(init=False)
    director: Seat = field(init=False)
    dispatchers: dict[int, Seat] = field(default_factory=dict)  # by system
    units: dict[str, Unit] = field(default_factory=dict)
    liaisons: dict[str, Seat] = field(default_factory=dict)
    heads: dict[str, Seat] = field(default_factory=dict)
    members: list[Seat] = field(default_factory=list)
    organisations: list[Organisation] = field(default_factory=list)
    contacts: dict[int, Seat] = field(default_factory=dict)  # by organisation

    @property
    def by(self) -> Hand:
        return Hand(self.office)

    def person(self, username: str, role: str, *, by: Hand | None = None, **scope: Any) -> Seat:
        """A new person in a seat; the office enters everybody but its own first one."""
        name = scope.pop("name", "") or next(self.names)
        user = User.objects.create(
            username=username, name=name, pinyin=pinyin(name), password=self.password
        )
        return appoint(self.place.registry, by=by or self.by, user=user, role=role, **scope)


def plan(almanac: Almanac, code: str, name: str, level: str, parent: str = "") -> Plan:
    return Plan(
        code=code,
        name=f"政协{name}委员会",
        short_name=name,
        level=level,
        parent=parent,
        term=almanac.term,
        term_starts=almanac.term_starts,
        session=almanac.session,
        session_name=almanac.session_name,
        opens_on=almanac.opens_on,
        plenary_from=almanac.plenary,
        plenary_to=almanac.plenary_to,
        cutoff=almanac.cutoff,
    )


def settle(almanac: Almanac, code: str, name: str, level: str, parent: str = "") -> Founded:
    place = found(plan(almanac, code, name, level, parent))
    seed_calendar(place.committee)
    return place


def prefecture(almanac: Almanac, password: str) -> Cast:
    """政协彩云州委员会 with everybody in it, and its counties below."""
    cast = Cast(settle(almanac, names.PREFECTURE, "彩云州", "prefecture"), password, names.people())
    townships = names.townships()
    for code, (name, _) in names.COUNTIES.items():
        county: Committee = settle(almanac, code, name, "county", names.PREFECTURE).committee
        for number, township in townships[code].items():
            enter_township(county, number, township)
    staff(cast)
    seats = entering(cast.place.registry, cast.by, password, partial(enrol, cast))
    bodies(cast, seats)
    return cast


def staff(cast: Cast) -> None:
    cast.office = cast.person("office", Role.OFFICE, by=SYSTEM)
    cast.person("office2", Role.OFFICE)
    cast.director = cast.person("director", Role.DIRECTOR)
    for keeper in (Role.SYSADMIN, Role.AUDITOR, Role.SECADMIN):  # the last gives all later ones
        cast.person(keeper.value, keeper, by=SYSTEM)
    party, government = cast.place.systems
    name, office = names.CPPCC_SYSTEM
    own = System.objects.create(committee=cast.place.committee, name=name, office=office)
    cast.place.systems.append(own)
    for username, system in (
        ("dispatcher", government),
        ("party_dispatcher", party),
        ("cppcc_dispatcher", own),
    ):
        cast.dispatchers[system.pk] = cast.person(username, Role.DISPATCHER, system=system)


def enrol(cast: Cast, roll: Roll) -> None:
    """The units with a liaison and a head each, and the members of the term."""
    party, government, own = cast.place.systems
    homes: list[tuple[System, tuple[str, ...]]] = [
        (government, names.GOVERNMENT_UNITS),
        (party, names.PARTY_UNITS),
        (government, names.MORE_GOVERNMENT_UNITS),
        (party, names.MORE_PARTY_UNITS),
        (own, names.CPPCC_UNITS),
    ]
    for system, called in homes:
        for name in called:
            answering(cast, roll, name, system)
    sectors = enter_sectors(cast.place.term, list(names.SECTORS))
    for place, sector in zip(range(1, MEMBERS + 1), cycle(sectors), strict=False):
        enrolled(cast, roll, place, sector)


def answering(cast: Cast, roll: Roll, name: str, system: System) -> None:
    unit = cast.units[name] = roll.unit(name, system)
    place = len(cast.units)
    roll.sits(numbered("liaison", place), next(cast.names), Role.LIAISON, unit=unit)
    roll.sits(numbered("unit_head", place), next(cast.names), Role.UNIT_HEAD, unit=unit)


def enrolled(cast: Cast, roll: Roll, place: int, sector: Sector) -> None:
    """A member with their service in the term, and a seat to sign in to."""
    name = next(cast.names)
    member = roll.member(
        name,
        term=cast.place.term,
        card=f"{cast.place.committee.code}{place:03d}",
        place=place,
        sector=sector,
        employer=names.SECTORS[sector.name],
        gender="女" if place % 3 == 0 else "男",
    )
    roll.sits(numbered("member", place), name, Role.MEMBER, member=member)


def seated(cast: Cast, place: int) -> Seat:
    """A single member with their service and a seat, entered by hand."""
    registry, name = cast.place.registry, next(cast.names)
    member = enter_member(registry, by=cast.by, name=name)
    card = f"{cast.place.committee.code}{place:03d}"
    serve(member, by=cast.by, term=cast.place.term, card=card)
    seat = cast.person(numbered("neighbour_member", place), Role.MEMBER, member=member, name=name)
    cast.members.append(seat)
    return seat


def bodies(cast: Cast, seats: dict[str, Seat]) -> None:
    """Who sits where; organisations, of which the parties have a contact and a head."""
    cast.members = [seats[numbered("member", place)] for place in range(1, MEMBERS + 1)]
    for place, name in enumerate(cast.units, 1):
        cast.liaisons[name] = seats[numbered("liaison", place)]
        cast.heads[name] = seats[numbered("unit_head", place)]
    serial = count(1)
    for name, kind in names.ORGANISATIONS:
        body = enter_organisation(cast.place.committee, name, kind)
        cast.organisations.append(body)
        if kind == Organisation.Kind.PARTY:
            seat = cast.person(numbered("contact", next(serial)), Role.CONTACT, organisation=body)
            cast.contacts[body.pk] = seat
            account = seat.user.username.replace("contact", "org_head")
            cast.person(account, Role.ORG_HEAD, organisation=body)


def neighbour(almanac: Almanac, cast: Cast) -> Cast:
    """政协望海州委员会: an office and one member, who see nothing of the others."""
    place = settle(almanac, names.NEIGHBOUR, "望海州", "prefecture")
    beside = Cast(place, cast.password, cast.names)
    beside.office = beside.person("neighbour", Role.OFFICE, by=SYSTEM)
    seated(beside, 1)
    return beside


def numbered(prefix: str, place: int) -> str:
    """The first of a kind goes by the bare word: member, member2, member3 …"""
    return prefix if place == 1 else f"{prefix}{place}"
