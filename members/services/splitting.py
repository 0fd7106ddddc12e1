"""拆分: one unit goes on as several; each open case and each person goes to one of them (机构改革).

Parts first, then case by case, the unit's end last: whoever breaks off presses again and goes on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.core.exceptions import ValidationError

from members.models import Seat, Unit
from members.services.following import CARRIERS, follow
from members.services.registry import SHORT, enter_unit
from members.services.seats import pass_on_seat
from members.services.units import goes_into
from members.workflow import UNIT, LineAction
from workflow.hand import Hand
from workflow.holding import holding, lend

MOST = 5


def split_unit(
    unit: Unit,
    *,
    by: Hand,
    into: Sequence[str],
    works: Mapping[str, Mapping[int, int]],
    people: Mapping[int, int],
    reason: str = "",
) -> list[Unit]:
    """拆分: `into` names the parts, the first one carries on whatever is not assigned.

    works: of each carrier open work → number of its part, from 1; people: seats likewise.
    """
    with holding(unit.case) as case:
        fresh = lend(unit, case)
        UNIT.check(fresh, LineAction.SPLIT, by)
        parts = parts_of(fresh, into, by=by)
        seats_go(fresh, parts, people, by=by)
        plans = {word: planned(numbers, parts) for word, numbers in works.items()}
        refuse_unfit(fresh, parts[0], plans)
    for carrier in CARRIERS:
        carrier.carry(unit, plans.get(carrier.word, {}))
    goes_into(unit, parts[0], LineAction.SPLIT, by=by.blind(), reason=reason)
    follow()
    return parts


def parts_of(unit: Unit, into: Sequence[str], *, by: Hand) -> list[Unit]:
    """The units named, entered where they are new; in the order of the names."""
    names = list(dict.fromkeys(filter(None, (name.strip() for name in into))))
    if not 2 <= len(names) <= MOST:
        raise ValidationError({"into": f"请写出拆分后的2至{MOST}个单位，每行一个"})
    if unit.name in names:
        raise ValidationError({"into": f"“{unit.name}”即将撤销，请写新单位的名称"})
    active = Unit.objects.filter(committee=unit.committee_id, status=Unit.Status.ACTIVE)
    known = {one.name: one for one in active.filter(name__in=names)}
    if inside := [one.name for one in known.values() if one.parent_id]:
        raise ValidationError({"into": f"{'、'.join(inside)}只是科室，请选择独立的单位"})
    if long := [name for name in names if name not in known and len(name) > SHORT]:
        raise ValidationError({"into": f"“{long[0]}”超过{SHORT}字，请先登记该单位并填写简称"})
    return [
        known.get(name) or enter_unit(unit.registry, by=by, name=name, system=unit.system)
        for name in names
    ]


def chosen(numbers: Mapping[int, int], parts: Sequence[Unit]) -> dict[int, int]:
    """Whatever goes elsewhere than to the first part: its place in the list."""
    if any(number > len(parts) for number in numbers.values()):
        raise ValidationError({"into": f"只写了{len(parts)}个单位，下面有选了后面各行的，请核对"})
    return {key: number - 1 for key, number in numbers.items() if number > 1}


def planned(numbers: Mapping[int, int], parts: Sequence[Unit]) -> dict[int, Unit]:
    """Which part each open work goes to, where that is not the first."""
    return {key: parts[place] for key, place in chosen(numbers, parts).items()}


def seats_go(unit: Unit, parts: Sequence[Unit], people: Mapping[int, int], *, by: Hand) -> None:
    """Who goes to another part than the first; all others follow when the unit ends."""
    going = chosen(people, parts)
    held = Seat.objects.held().filter(unit=unit.pk, pk__in=going)
    for seat in held.select_related("user", "committee"):
        seat.registry = unit.registry
        pass_on_seat(seat, by=by, to=parts[going[seat.pk]])


def refuse_unfit(unit: Unit, main: Unit, plans: Mapping[str, Mapping[int, Unit]]) -> None:
    """Every open work has somebody in its part who goes on with it."""
    asked = [one.refusals(unit, main, plans.get(one.word, {})) for one in CARRIERS]
    faults = [fault for them in asked for fault in them]
    if faults:
        raise ValidationError({"works": faults[:5]}, code="unfit")


__all__ = ["split_unit"]
