"""Who holds which seat, from when to when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q

from common import clock
from members.models import Member, Registry, Role, Seat, Unit, User
from members.models.seats import SeatQuerySet
from members.services.following import follow, owed_by
from members.workflow import APART, GIVES, SEAT, LineAction, givers
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
        refuse_unfit(seat)
        at_home(seat)
        return seat


def at_home(seat: Seat) -> None:
    """An account that belongs nowhere yet belongs where it gets its first seat."""
    homeless = User.objects.filter(pk=seat.user_id, committee=None)
    if homeless.update(committee=seat.committee_id):
        seat.user.committee_id = seat.committee_id


def refuse_unfit(seat: Seat) -> None:
    """An account that is closed, the same seat twice, or two of the 三员 in one hand."""
    others = lasting(seat.user).exclude(pk=seat.pk)
    if not seat.user.is_active:
        raise ValidationError(f"账号“{seat.user.username}”已停用，请先启用", code="closed")
    if others.filter(scope_key=scope_key(seat)).exists():
        raise ValidationError(f"{seat.user}已有“{seat}”这一身份，不必重复登记", code="twice")
    if seat.role in APART and others.filter(role__in=APART).exists():
        raise ValidationError(
            "系统管理员、安全管理员、审计管理员不得由同一人担任，请另行指定", code="apart"
        )


def lasting(user: User) -> SeatQuerySet:
    """The person's seats that are held today or will be, in any committee."""
    open_ended = Q(valid_to=None) | Q(valid_to__gte=clock.today())
    return Seat.objects.filter(open_ended, user=user.pk, status=Seat.Status.HELD)


def scope_key(seat: Seat) -> str:
    """As the database computed it."""
    key: str = Seat.objects.values_list("scope_key", flat=True).get(pk=seat.pk)
    return key


def of_the_house(registry: Registry, scope: dict[str, Any]) -> None:
    """A seat stands for a unit, member, body … of its own committee only."""
    for place in filter(None, scope.values()):
        home = place.registry if isinstance(place, Member) else place
        if home.committee_id != registry.committee_id:
            raise ValidationError(f"“{place}”不属于本会", code="scope")


def dismiss(seat: Seat, *, by: Hand, reason: str = "") -> Seat:
    """The seat ends today; what it did stays under its name.

    Raises ValidationError (code owing) when nobody would owe what this seat still owes: then
    somebody has to take it over.
    """
    with SEAT.moving(seat, LineAction.END, by=by, note=reason) as seat:
        refuse_to_abandon(seat)
        refuse_the_last_giver([seat])
        seat.valid_to = clock.today()
    follow()
    return seat


def refuse_to_abandon(seat: Seat) -> None:
    """The last one of a scope does not leave before somebody takes over what is owed."""
    if still := left_behind(seat):
        raise ValidationError(f"还有未办事项：{shortened(still)}。请先移交给接手人", code="owing")


def left_behind(seat: Seat) -> list[str]:
    """What nobody else would owe if this seat ended, in words."""
    others = Seat.objects.held().filter(scope_key=seat.scope_key).exclude(user=seat.user_id)
    return [] if others.exists() else owed_by(seat)


def shortened(debts: list[str]) -> str:
    return "；".join(debts[:5]) + (f"等{len(debts)}项" if len(debts) > 5 else "")


def refuse_the_last_giver(going: Sequence[Seat]) -> None:
    """Somebody must remain who can give seats: otherwise the committee could not go on."""
    for seat in going:
        left = givers(Role.OFFICE, seat.committee_id).exclude(pk__in=[one.pk for one in going])
        if Role.OFFICE in GIVES.get(seat.role, ()) and not left.exists():
            raise ValidationError(
                f"本会只有{seat.user}能登记身份，请先把“{seat}”移交他人或另行指定一人", code="last"
            )


def pass_on_seat(seat: Seat, *, by: Hand, to: Unit | None) -> None:
    """The seat ends, and the same person sits for the unit that carries on, if there is one."""
    with SEAT.moving(seat, LineAction.LEAVE, by=by) as seat:
        seat.valid_to = clock.today()
        if to is not None:
            carried = Seat(
                registry=seat.registry,
                committee=seat.committee,
                user=seat.user,
                role=seat.role,
                unit=to,
                valid_from=clock.today(),
            )
            with SEAT.moving(carried, LineAction.CARRY, by=by):
                pass


def transfer_seat(seat: Seat, *, by: Hand, user: User, reason: str = "") -> Seat:
    """Another person takes the seat over: the old one ends, a new one of the same scope begins.

    Who holds such a seat already goes on with it.
    """
    if user.pk == seat.user_id:
        raise ValidationError({"username": "请选择另一人接手"}, code="same")
    scope = {name: getattr(seat, name) for name in Seat.NARROWING}
    with SEAT.moving(seat, LineAction.END, by=by, note=reason) as seat:
        seat.valid_to = clock.today()
        known = Seat.objects.held().filter(user=user.pk, scope_key=seat.scope_key).first()
        if known is not None:
            return known
        return appoint(seat.registry, by=by, user=user, role=seat.role, **scope)
