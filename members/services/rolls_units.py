"""导入承办单位名册: units come into the register, parents before their sub-offices."""

from __future__ import annotations

from collections.abc import Iterator

from common.tables import BadRow, Reading, quoted
from members.models import Committee, Registry, System, Unit
from members.reading import UNIT_COLUMNS, ReadUnit
from members.services.registry import NAME, SHORT, enter_unit, note, registry_of
from members.services.roll_plans import (
    Changed,
    Difference,
    RollPlan,
    RollReport,
    differing,
    held_registry,
    must_be_registrar,
    refuse_bad,
    report_of,
    too_long,
)
from members.services.unit_people import UnitPeople
from members.spelling import initials
from members.workflow import UNIT, LineAction
from workflow.hand import Hand
from workflow.holding import holding

LABELS = {key: names[0] for key, names in UNIT_COLUMNS.items()}
LIMITS = {"name": NAME, "short": SHORT, "system": 40, "parent": NAME}
OFFICES = (("党", "党委办公室督查室"), ("政府", "政府办公室督查室"))


class Establishment:
    """The units of a committee together with those of a file, looked up by name."""

    def __init__(self, committee: Committee, reading: Reading[ReadUnit]) -> None:
        units = Unit.objects.filter(committee=committee, status=Unit.Status.ACTIVE)
        self.known = {unit.name: unit for unit in units.select_related("system", "parent")}
        self.rows = {row.name: row for row in reading.good}
        self.by_short = {unit.short_name: unit.name for unit in self.known.values()} | {
            row.short: row.name for row in reading.good if row.short
        }
        systems = System.objects.filter(committee=committee)
        self.systems = {system.name: system for system in systems}
        self.people = UnitPeople(committee, reading.good)

    def named(self, name: str) -> str:
        """The full name of a unit that is called by its full or short name."""
        if name in self.rows or name in self.known:
            return name
        return self.by_short.get(name, name)

    def parent_of(self, name: str) -> str:
        """The full name of the unit above; what the file says counts before the register."""
        row, unit = self.rows.get(name), self.known.get(name)
        if row and row.parent:
            return self.named(row.parent)
        return unit.parent.name if unit and unit.parent else ""

    def above(self, name: str) -> list[str]:
        """The unit and everything above it, upwards; it ends where it would go in a circle."""
        line = [name]
        while (up := self.parent_of(line[-1])) and up not in line:
            line.append(up)
        return line

    def system_of(self, name: str) -> str:
        """Its own system, else that of the nearest unit above it."""
        for step in self.above(name):
            row, unit = self.rows.get(step), self.known.get(step)
            if row and row.system:
                return row.system
            if unit:
                return unit.system.name
        return ""

    def complaints(self, row: ReadUnit) -> Iterator[BadRow]:
        yield from too_long(row.row, ((LABELS[k], getattr(row, k), n) for k, n in LIMITS.items()))
        if row.name not in self.known and not row.short and SHORT < len(row.name) <= NAME:
            yield BadRow(row.row, LABELS["short"], f"单位名称超过 {SHORT} 字，请填写简称。")
        line = self.above(row.name)
        if lost := next((n for n in line if n not in self.rows and n not in self.known), ""):
            reason = f"文件中可用的行和名册里都没有{quoted(lost)}，请补上这一单位或改正名称。"
            yield BadRow(row.row, LABELS["parent"], reason)
        elif self.parent_of(line[-1]):
            yield BadRow(row.row, LABELS["parent"], "上级单位绕回了自己，请核对。")
        elif not self.system_of(row.name):
            yield BadRow(row.row, LABELS["system"], "没有填写系统，上级单位也没有，请补上。")
        yield from self.people.complaints(row)

    def differences(self, row: ReadUnit, unit: Unit) -> tuple[Difference, ...]:
        parent = self.named(row.parent) if row.parent else ""
        return differing(
            [
                (LABELS["short"], unit.short_name, row.short),
                (LABELS["system"], unit.system.name, row.system),
                (LABELS["parent"], unit.parent.name if unit.parent else "", parent),
                *self.people.additions(row, unit),
            ]
        )


def plan_units(committee: Committee, reading: Reading[ReadUnit]) -> RollPlan[ReadUnit]:
    """Sort the rows of a roll by what would become of them; new ones come parents first."""
    here, bad = Establishment(committee, reading), list(reading.bad)
    for row in reading.good:
        bad += here.complaints(row)
    good = without_orphans(here, reading.good, bad)
    new = [row for row in good if row.name not in here.known]
    changed, same = [], []
    for row in good:
        if unit := here.known.get(row.name):
            differences = here.differences(row, unit)
            if differences:
                changed.append(Changed(row, unit, differences))
            else:
                same.append(row)
    new.sort(key=lambda row: len(here.above(row.name)))
    bad.sort(key=lambda one: one.row)
    wanted = [here.system_of(row.name) for row in new] + [c.item.system for c in changed]
    systems = tuple(dict.fromkeys(n for n in wanted if n and n not in here.systems))
    return RollPlan(tuple(new), tuple(changed), tuple(same), tuple(bad), systems)


def without_orphans(
    here: Establishment, rows: tuple[ReadUnit, ...], bad: list[BadRow]
) -> list[ReadUnit]:
    """The rows without a complaint; whose parent's row has one can't come in either."""
    wrong = {complaint.row for complaint in bad}
    good = []
    for row in rows:
        above = set(here.above(row.name)[1:]) & here.rows.keys() - here.known.keys()
        first = min((here.rows[n].row for n in above if here.rows[n].row in wrong), default=0)
        if row.row not in wrong and first:
            reason = f"上级单位在第 {first} 行有误，请先改正那一行。"
            bad.append(BadRow(row.row, LABELS["parent"], reason))
        elif row.row not in wrong:
            good.append(row)
    return good


def import_units(
    committee: Committee,
    reading: Reading[ReadUnit],
    *,
    by: Hand,
    apply_changes: bool = False,
    skip_bad: bool = False,
) -> RollReport:
    """Enter the new units of a roll, and the systems they belong to.

    One transaction. Known units (by name) are left alone unless `apply_changes`.
    Raises PermissionDenied, or ValidationError bad_rows unless `skip_bad`.
    """
    registry = registry_of(committee)
    must_be_registrar(registry, by)
    with holding(registry.case) as case:
        plan = plan_units(committee, reading)
        if not skip_bad:
            refuse_bad(plan.bad)
        roll = UnitRoll(held_registry(registry, case), by, Establishment(committee, reading))
        for row in plan.new:
            roll.enter(row)
        for changed in plan.changed if apply_changes else ():
            roll.change(changed)
        if plan.new or (apply_changes and plan.changed):
            note(roll.registry, f"导入承办单位名册：新增 {len(plan.new)} 个", by=by)
    return report_of(plan, applied=apply_changes, passwords=roll.here.people.passwords)


class UnitRoll:
    """One import under way, holding the register's lock."""

    def __init__(self, registry: Registry, by: Hand, here: Establishment) -> None:
        self.registry, self.by, self.here = registry, by, here

    def enter(self, row: ReadUnit) -> None:
        unit = self.here.known[row.name] = enter_unit(
            self.registry,
            by=self.by,
            name=row.name,
            short_name=row.short,
            system=self.system(self.here.system_of(row.name)),
            parent=self.unit(row.parent),
        )
        self.here.people.seat(row, unit, self.registry, by=self.by)

    def change(self, changed: Changed[ReadUnit]) -> None:
        row, unit = changed.item, changed.line
        unit.registry = self.registry
        with UNIT.moving(unit, LineAction.CHANGE, by=self.by) as unit:
            if row.short:
                unit.short_name, unit.initials = row.short, initials(row.short)
            if row.system:
                unit.system = self.system(row.system)
            if row.parent:
                unit.parent = self.unit(row.parent)
        self.here.people.seat(row, unit, self.registry, by=self.by)

    def unit(self, name: str) -> Unit | None:
        return self.here.known[self.here.named(name)] if name else None

    def system(self, name: str) -> System:
        """The system of that name; a new one gets the usual office, to be corrected by hand."""
        if name not in self.here.systems:
            usual = (office for word, office in OFFICES if word in name)
            self.here.systems[name] = System.objects.create(
                committee=self.registry.case.committee,
                name=name,
                office=next(usual, f"{name}交办机构"),
            )
        return self.here.systems[name]
