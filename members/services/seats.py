"""Who holds which seat, from when to when."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from common import clock
from members.models import Member, Registry, Role, Seat, User
from members.workflow import SEAT, LineAction
from workflow.hand import Hand

NEEDS: dict[str, str] = {
    Role.DISPATCHER: "system",
    Role.LIAISON: "unit",
    Role.UNIT_HEAD: "unit",
    Role.MEMBER: "member",
    Role.CONTACT: "organisation",
    Role.ORG_HEAD: "organisation",
    Role.TOWNSHIP: "township",
    Role.PARTY: "township",
}


def appoint(
    registry: Registry,
    *,
    by: Hand,
    user: User,
    role: str,
    valid_from: date | None = None,
    **scope: Any,
) -> Seat:
    """Give a person a seat in this committee; scope names the system, unit, member … it is for."""
    needed = NEEDS.get(role)
    if needed and not scope.get(needed):
        raise ValidationError(f"“{Role(role).label}”须指定所属对象", code="scope")
    of_the_house(registry, scope)
    seat = Seat(
        registry=registry,
        committee=registry.case.committee,
        user=user,
        role=role,
        valid_from=valid_from or clock.today(),
        **scope,
    )
    with SEAT.moving(seat, LineAction.ENTER, by=by) as seat:
        return seat


def of_the_house(registry: Registry, scope: dict[str, Any]) -> None:
    """A seat stands for a unit, member, body … of its own committee only."""
    for place in filter(None, scope.values()):
        home = place.registry if isinstance(place, Member) else place
        if home.committee_id != registry.committee_id:
            raise ValidationError(f"“{place}”不属于本会", code="scope")


def dismiss(seat: Seat, *, by: Hand, reason: str = "") -> Seat:
    """The seat ends today; what it did stays under its name."""
    with SEAT.moving(seat, LineAction.END, by=by, note=reason) as seat:
        seat.valid_to = clock.today()
    return seat


def transfer_seat(seat: Seat, *, by: Hand, user: User) -> Seat:
    """Another person takes the seat over: the old one ends, a new one of the same scope begins."""
    scope = {name: getattr(seat, name) for name in Seat.NARROWING}
    with SEAT.moving(seat, LineAction.END, by=by) as seat:
        seat.valid_to = clock.today()
        return appoint(seat.registry, by=by, user=user, role=seat.role, **scope)
