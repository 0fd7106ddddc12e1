"""The words of the demo's meetings: themes, agreements and tasks, read from themes.toml."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).parent / "themes.toml"


class Duty(NamedTuple):
    """A task as the list has it; unit "" is the township itself."""

    what: str
    level: str
    unit: str
    quantity: Decimal
    measure: str
    money: Decimal | None
    source: str


class Agreement(NamedTuple):
    text: str
    duties: tuple[Duty, ...]


class Theme(NamedTuple):
    title: str  # with {village}
    focus: str  # code of the dictionary
    wish: str
    agreed: tuple[Agreement, ...]


@cache
def themes() -> tuple[Theme, ...]:
    told = tomllib.loads(FILE.read_text("utf-8"))["theme"]
    return tuple(
        Theme(one["title"], one["focus"], one["wish"], tuple(map(agreement, one["agreed"])))
        for one in told
    )


def agreement(told: dict[str, object]) -> Agreement:
    lines: list[str] = told["tasks"]  # type: ignore[assignment]
    return Agreement(str(told["text"]), tuple(map(duty, lines)))


def duty(line: str) -> Duty:
    what, level, unit, quantity, measure, money, source = (one.strip() for one in line.split("|"))
    paid = Decimal(money).quantize(Decimal("0.01"))
    number = Decimal(quantity).quantize(Decimal("0.01"))
    return Duty(what, level, unit, number, measure, paid or None, source)
