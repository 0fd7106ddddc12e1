"""What an import of a roll would do, and what it did: the same words for members and units."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.exceptions import PermissionDenied, ValidationError

from common.tables import BadRow
from members.models import Registry
from members.workflow import registrar
from workflow.hand import Hand
from workflow.holding import lend
from workflow.models import Case

Item = TypeVar("Item")


@dataclass(frozen=True)
class Difference:
    """One thing that the roll says and the register does not."""

    label: str
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.label}：{self.before or '（空）'} → {self.after}"


@dataclass(frozen=True)
class Changed(Generic[Item]):
    """A line of the register whose row in the file says something else."""

    item: Item
    line: Any  # the Membership or the Unit
    differences: tuple[Difference, ...]

    def __str__(self) -> str:
        row, name = self.item.row, self.item.name  # type: ignore[attr-defined]
        return f"第 {row} 行 {name}：{'；'.join(map(str, self.differences))}"


@dataclass(frozen=True)
class RollPlan(Generic[Item]):
    """Each good row is new, changed or the same; nothing is written yet."""

    new: tuple[Item, ...]
    changed: tuple[Changed[Item], ...]
    same: tuple[Item, ...]
    bad: tuple[BadRow, ...]
    besides: tuple[str, ...] = ()  # sectors or systems that would be entered too


@dataclass(frozen=True)
class FirstPassword:
    """Told once, to whoever imported; stored nowhere."""

    name: str
    username: str
    password: str


@dataclass(frozen=True)
class RollReport:
    """changed: known rows that were brought up to date; kept: known rows left as they are."""

    added: int
    changed: int
    kept: int
    bad_rows: tuple[BadRow, ...]
    besides: tuple[str, ...] = ()
    passwords: tuple[FirstPassword, ...] = ()


def report_of(
    plan: RollPlan[Any], *, applied: bool, passwords: Iterable[FirstPassword] = ()
) -> RollReport:
    changed = len(plan.changed) if applied else 0
    return RollReport(
        added=len(plan.new),
        changed=changed,
        kept=len(plan.same) + len(plan.changed) - changed,
        bad_rows=plan.bad,
        besides=plan.besides,
        passwords=tuple(passwords),
    )


def refuse_bad(bad: Iterable[BadRow]) -> None:
    """Raise ValidationError (bad_rows) with each complaint, if there are any."""
    if reasons := [ValidationError(str(one), code="bad_rows") for one in bad]:
        raise ValidationError(reasons)


def must_be_registrar(registry: Registry, by: Hand) -> None:
    if not registrar(by.seat, registry):
        raise PermissionDenied("您无权导入本会名册")


def held_registry(registry: Registry, case: Case) -> Registry:
    """The register under the lock of its case, so that all its lines share one lock."""
    return lend(registry, case)


def differing(pairs: Iterable[tuple[str, str, str]]) -> tuple[Difference, ...]:
    """(label, before, after) where the roll says something, and something else."""
    return tuple(Difference(*pair) for pair in pairs if pair[2] and pair[1] != pair[2])


def too_long(row: int, cells: Iterable[tuple[str, str, int]]) -> list[BadRow]:
    """(label, text, limit) of cells that the register can't hold."""
    return [
        BadRow(row, label, f"超过 {limit} 字，请缩短。")
        for label, text, limit in cells
        if len(text) > limit
    ]
