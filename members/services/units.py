"""Units that get another name or go into another one; their open cases follow (机构改革)."""

from __future__ import annotations

from django.core.exceptions import ValidationError

from members.models import Role, Seat, System, Unit
from members.services.following import follow
from members.services.registry import enter_unit
from members.services.seats import pass_on_seat
from members.workflow import UNIT, LineAction
from workflow.hand import Hand
from workflow.holding import holding, lend


def rename_unit(unit: Unit, *, by: Hand, name: str, short_name: str = "", reason: str = "") -> Unit:
    """更名: a new line of the register carries on; what was done stays under the old name."""
    words = {"name": name.strip(), "short_name": short_name.strip()}
    with holding(unit.case) as case:
        registry = lend(unit.registry, case)
        renamed = enter_unit(
            registry,
            by=by,
            system=unit.system,
            parent=unit.parent,
            inner_system=unit.inner_system,
            **words,
        )
        goes_into(lend(unit, case), renamed, LineAction.RENAME, by=by, reason=reason)
    follow()
    return renamed


def link_unit(unit: Unit, *, by: Hand, inner_system: System | None = None) -> Unit:
    """二次交办机构: the county's own system, whose dispatcher passes on inside its government."""
    with UNIT.moving(unit, LineAction.LINK, by=by) as unit:
        below = inner_system and inner_system.committee.parent_id == unit.committee_id
        if inner_system and not below:
            raise ValidationError({"inner_system": f"{inner_system.office}不属于下级政协"})
        if inner_system and unit.parent_id:
            raise ValidationError({"inner_system": "科室不能二次交办，请在其上级单位设定"})
        unit.inner_system = inner_system
    return unit


def merge_unit(unit: Unit, *, by: Hand, into: Unit, reason: str = "") -> Unit:
    """合并: the other unit carries on; the liaisons go along, its head stays its head."""
    if into.pk == unit.pk or into.committee_id != unit.committee_id:
        raise ValidationError({"into": "请选择本会的另一个承办单位"})
    if into.status != Unit.Status.ACTIVE or into.parent_id:
        raise ValidationError({"into": f"{into}已撤并或只是科室，请选择在用的承办单位"})
    goes_into(unit, into, LineAction.MERGE, by=by, reason=reason)
    follow()
    return into


def goes_into(unit: Unit, successor: Unit, verb: LineAction, *, by: Hand, reason: str) -> None:
    """The unit ends; seats, offices inside, earlier predecessors and open cases go along."""
    with UNIT.moving(unit, verb, by=by, note=reason) as ended:
        ended.successor = successor
        seats_go_along(ended, successor, by=by)
        for office in Unit.objects.filter(parent=ended.pk, status=Unit.Status.ACTIVE):
            office.registry = ended.registry
            with UNIT.moving(office, LineAction.CHANGE, by=by) as office:
                office.parent = successor
        for earlier in Unit.objects.filter(successor=ended.pk):
            earlier.registry = ended.registry
            with UNIT.moving(earlier, LineAction.REDIRECT, by=by) as earlier:
                earlier.successor = successor


def seats_go_along(unit: Unit, successor: Unit, *, by: Hand) -> None:
    """Whoever works for the unit works for its successor; a unit has one head."""
    headed = Seat.objects.held().filter(unit=successor.pk, role=Role.UNIT_HEAD).exists()
    known = set(Seat.objects.held().filter(unit=successor.pk).values_list("user", "role"))
    for seat in Seat.objects.held().filter(unit=unit.pk).select_related("user", "committee"):
        seat.registry = unit.registry
        stays = seat.role == Role.UNIT_HEAD and headed
        doubled = (seat.user_id, seat.role) in known
        pass_on_seat(seat, by=by, to=None if stays or doubled else successor)


__all__ = ["link_unit", "merge_unit", "rename_unit"]
