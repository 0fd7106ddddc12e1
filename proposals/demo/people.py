"""The cast: who sits where in the invented prefecture, and in the neighbour beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count, cycle
from typing import Any

from members.models import Committee, Organisation, Role, Seat, System, Unit, User
from members.services import appoint, enter_member, enter_unit, serve
from members.services.setup import (
    Founded,
    Plan,
    enter_organisation,
    enter_sectors,
    enter_township,
    found,
)
from proposals.demo import names
from proposals.demo.almanac import Almanac
from proposals.services.setup import adopt_limits
from workflow.hand import SYSTEM, Hand

MEMBERS = 30


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
        user = User.objects.create(
            username=username,
            name=scope.pop("name", "") or next(self.names),
            password=self.password,
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
    adopt_limits(place.committee)
    return place


def prefecture(almanac: Almanac, password: str) -> Cast:
    """政协彩云州委员会 with everybody in it, and its counties below."""
    cast = Cast(settle(almanac, names.PREFECTURE, "彩云州", "prefecture"), password, names.people())
    for code, (name, townships) in names.COUNTIES.items():
        county: Committee = settle(almanac, code, name, "county", names.PREFECTURE).committee
        for number, township in townships.items():
            enter_township(county, number, township)
    staff(cast)
    answering(cast)
    membership(cast)
    bodies(cast)
    return cast


def staff(cast: Cast) -> None:
    cast.office = cast.person("office", Role.OFFICE, by=SYSTEM)
    cast.person("office2", Role.OFFICE)
    cast.director = cast.person("director", Role.DIRECTOR)
    cast.person("sysadmin", Role.SYSADMIN, by=SYSTEM)
    party, government = cast.place.systems
    for username, system in (("dispatcher", government), ("party_dispatcher", party)):
        cast.dispatchers[system.pk] = cast.person(username, Role.DISPATCHER, system=system)


def answering(cast: Cast) -> None:
    """Every unit has a liaison and a head."""
    party, government = cast.place.systems
    homes: list[tuple[str, System]] = [
        *((name, government) for name in names.GOVERNMENT_UNITS),
        *((name, party) for name in names.PARTY_UNITS),
    ]
    for place, (name, system) in enumerate(homes, 1):
        unit = enter_unit(cast.place.registry, by=cast.by, name=name, system=system)
        cast.units[name] = unit
        cast.liaisons[name] = cast.person(numbered("liaison", place), Role.LIAISON, unit=unit)
        cast.heads[name] = cast.person(numbered("unit_head", place), Role.UNIT_HEAD, unit=unit)


def membership(cast: Cast) -> None:
    sectors = enter_sectors(cast.place.term, list(names.SECTORS))
    for place, sector in zip(range(1, MEMBERS + 1), cycle(sectors), strict=False):
        seated(cast, place, sector=sector, employer=names.SECTORS[sector.name])


def seated(cast: Cast, place: int, *, sector: Any = None, employer: str = "") -> Seat:
    """A member with their service in the term, and a seat to sign in to."""
    registry, name = cast.place.registry, next(cast.names)
    member = enter_member(registry, by=cast.by, name=name, employer=employer)
    card = f"{cast.place.committee.code}{place:03d}"
    serve(member, by=cast.by, term=cast.place.term, sector=sector, card=card)
    prefix = "member" if cast.place.committee.code == names.PREFECTURE else "neighbour_member"
    seat = cast.person(numbered(prefix, place), Role.MEMBER, member=member, name=name)
    cast.members.append(seat)
    return seat


def bodies(cast: Cast) -> None:
    """Organisations; the parties have a contact and a head, the office acts for the rest."""
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
