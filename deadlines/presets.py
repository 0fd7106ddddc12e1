"""Limits as some places have written them, to be taken over and then adjusted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from common import clock
from deadlines.arithmetic import Unit
from deadlines.defaults import BY_KIND, Kind, limit_text
from deadlines.limits import SetLimit
from members.models import Committee

MONTHS, DAYS, WORKDAYS = Unit.MONTHS, Unit.DAYS, Unit.WORKDAYS
PLENARY, BETWEEN, PARTY = "plenary", "between", "party"


class Line(NamedTuple):
    """One limit; `until` names a month and a day of the year instead of a length."""

    duty: Kind
    n: int
    unit: Unit
    occasion: str = ""
    form: str = ""
    until: tuple[int, int] | None = None


class Preset(NamedTuple):
    label: str
    source: str
    lines: tuple[Line, ...]


PRESETS = {
    "national": Preset(
        "通行规定",
        "各地通行：3个月内答复，经同意最长6个月",
        (
            Line(Kind.REPLY, 3, MONTHS),
            Line(Kind.REPLY_MAX, 6, MONTHS),
            Line(Kind.REHANDLE, 3, MONTHS),
            Line(Kind.OPINION, 1, MONTHS),
            Line(Kind.FIRST_CONTACT, 15, WORKDAYS),
            Line(Kind.FEEDBACK, 15, WORKDAYS),
        ),
    ),
    "chuxiong": Preset(
        "云南省楚雄州",
        "楚雄州2023年：全部提案10月31日前办复",
        (
            Line(Kind.REPLY, 0, DAYS, PLENARY, until=(10, 31)),
            Line(Kind.REPLY, 3, MONTHS, BETWEEN),
            Line(Kind.REPLY_MAX, 6, MONTHS),
        ),
    ),
    "sichuan": Preset(
        "四川省",
        "四川省2024年：大会提案5个月、平时提案3个月，不满意的3个月内再次答复",
        (
            Line(Kind.REPLY, 5, MONTHS, PLENARY),
            Line(Kind.REPLY, 3, MONTHS, BETWEEN),
            Line(Kind.REPLY_MAX, 6, MONTHS),
            Line(Kind.REHANDLE, 3, MONTHS),
        ),
    ),
    "fixed": Preset(
        "固定日期",
        "有关市：大会提案6月30日前、党派提案5月10日前答复，平时提案3个月",
        (
            Line(Kind.REPLY, 0, DAYS, PLENARY, until=(6, 30)),
            Line(Kind.REPLY, 0, DAYS, PLENARY, PARTY, until=(5, 10)),
            Line(Kind.REPLY, 3, MONTHS, BETWEEN),
        ),
    ),
    "shanghai": Preset(
        "上海市",
        "上海市2007年：2个月内答复，最长3个月",
        (Line(Kind.REPLY, 2, MONTHS), Line(Kind.REPLY_MAX, 3, MONTHS)),
    ),
}


def limits_of(preset: Preset, committee: Committee) -> Iterator[SetLimit]:
    """The preset as changes of that committee's policies."""
    for line in preset.lines:
        yield SetLimit(
            committee,
            line.duty,
            line.n,
            line.unit,
            fixed_on=coming(line.until),
            occasion=line.occasion,
            proposal_kind=line.form,
            rule=rule_of(preset, line),
            note=f"参照{preset.label}",
        )


def rule_of(preset: Preset, line: Line) -> str:
    """The duty's own sentence, and where the number comes from."""
    if line.until:
        month, day = line.until
        return f"{BY_KIND[line.duty].label}应在{month}月{day}日前完成。参照{preset.source}。"
    limit = limit_text(line.n, line.unit)
    return BY_KIND[line.duty].rule.format(limit=limit) + f"参照{preset.source}。"


def coming(until: tuple[int, int] | None) -> date | None:
    """The next such day after today."""
    if until is None:
        return None
    today = clock.today()
    this_year = date(today.year, *until)
    return this_year if this_year > today else date(today.year + 1, *until)
