"""The second demo prefecture with its counties, townships, units, places and everybody's seat."""

from __future__ import annotations

from functools import partial
from itertools import count
from typing import Any

from django.db import transaction

from common import clock
from consultations.demo import names
from consultations.demo.names import Account
from consultations.models import Venue
from consultations.workflow import VENUE
from members.models import Committee, Registry, Role, Seat, Township, User
from members.services import appoint, registry_of
from members.services.setup import enter_township
from members.spelling import pinyin
from proposals.demo.almanac import Almanac, at
from proposals.demo.people import settle
from proposals.demo.roll import Roll, entering
from workflow.hand import SYSTEM, Hand

WITHOUT_STUDIO = 9  # one township in so many has none yet


def begin(almanac: Almanac, hashed: str) -> None:
    """The prefecture, its first county with its townships, and those who sign in first."""
    with clock.frozen(at(almanac.opens_on, -30)):
        settle(almanac, names.PREFECTURE, names.NAME, "prefecture")
        first = next(iter(names.COUNTIES))
        found_county(almanac, first)
        early = {one.username: one for one in names.roster() if one.username in names.SEATS}
        for word in names.SEATS:
            sit(early[word], hashed)


def found_county(almanac: Almanac, code: str) -> None:
    if Committee.objects.filter(code=code).exists():
        return
    county = settle(almanac, code, names.COUNTIES[code], "county", names.PREFECTURE).committee
    for number, name in names.townships_of(code):
        enter_township(county, number, name)


def sit(one: Account, hashed: str) -> Seat:
    """One person; the first office is seated by the set-up, everybody else by the office."""
    home = Committee.objects.get(code=one.county or names.PREFECTURE)
    user = User.objects.create(
        username=one.username, name=one.name, pinyin=pinyin(one.name), password=hashed
    )
    office = Seat.objects.held().filter(committee=home, role=Role.OFFICE).first()
    scope: dict[str, Any] = {"township": township(one)} if one.place is not None else {}
    by = Hand(office) if office else SYSTEM
    return appoint(registry_of(home), by=by, user=user, role=one.role, **scope)


def township(one: Account) -> Township:
    code, _ = names.townships_of(one.county)[one.place or 0]
    return Township.objects.get(code=code)


@transaction.atomic
def place_county(almanac: Almanac, code: str, hashed: str) -> bool:
    """All that is missing of one county, as a whole or not at all; False if nothing was."""
    Committee.objects.select_for_update(no_key=True).get(code=names.PREFECTURE)
    if Venue.objects.filter(township__committee__code=code).exists():
        return False
    with clock.frozen(at(almanac.opens_on, 0)):
        found_county(almanac, code)
        staff(code, hashed)
    return True


def staff(code: str, hashed: str) -> None:
    """Its office by hand, everybody else at once; units and places with them."""
    missing = [one for one in names.roster() if one.county == code]
    known = set(
        User.objects.filter(username__in=[one.username for one in missing]).values_list(
            "username", flat=True
        )
    )
    if missing[0].username not in known:
        sit(missing[0], hashed)
    registry = registry_of(Committee.objects.get(code=code))
    office = Seat.objects.held().get(committee__code=code, role=Role.OFFICE)
    others = [one for one in missing[1:] if one.username not in known]
    entering(registry, Hand(office), hashed, partial(enrol, code, others))


def enrol(code: str, others: list[Account], roll: Roll) -> None:
    committee = roll.registry.case.committee
    government = committee.systems.get(name="政府系统")
    units = [roll.unit(name, government) for name in names.units_of(code)]
    townships = list(Township.objects.filter(committee=committee).order_by("code"))
    for one in others:
        if one.unit is not None:
            roll.sits(one.username, one.name, one.role, unit=units[one.unit])
        elif one.place is not None:
            roll.sits(one.username, one.name, one.role, township=townships[one.place])
    first = list(names.COUNTIES).index(code) * len(townships)
    for number, town in zip(count(first), townships, strict=False):
        if number % WITHOUT_STUDIO != WITHOUT_STUDIO - 1:
            roll.enter(VENUE, studio(roll.registry, town))


def studio(registry: Registry, town: Township) -> Venue:
    return Venue(
        registry=registry,
        township=town,
        name=f"{town}委员工作室",
        kind_of_place=Venue.Kind.STUDIO,
        address=f"{town}政府驻地",
        keeper="乡镇政协联络组组长",
    )
