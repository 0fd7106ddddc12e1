"""What is wrong with the answers of a committee's first day, also while they are being given."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from common import clock
from members.models import Committee, Level

ZEROS = {Level.PROVINCE: "0000", Level.PREFECTURE: "00", Level.COUNTY: ""}
ABOVE = {
    Level.PROVINCE: (),
    Level.PREFECTURE: (Level.PROVINCE,),
    Level.COUNTY: (Level.PREFECTURE, Level.PROVINCE),
}


def faults_among(told: Mapping[str, Any]) -> dict[str, str]:
    """The faults that can be seen in what is told so far, by the name of the answer."""
    return place_faults(told) | date_faults(told)


def place_faults(told: Mapping[str, Any]) -> dict[str, str]:
    code, level = told.get("code"), told.get("level")
    if level is not None and level not in Level.values:
        return {"level": f"层级应为以下之一：{'、'.join(Level.labels)}"}
    if code is not None and not (len(code) == 6 and code.isascii() and code.isdecimal()):
        return {"code": "行政区划代码应为6位数字，例如532300"}
    if code is None or level is None:
        return {}
    zeros = ZEROS[Level(level)]
    if not code.endswith(zeros) or (not zeros and code.endswith("00")):
        return {"code": f"代码{code}与层级“{Level(level).label}”不符，请核对"}
    return parent_faults(told.get("parent") or "", level)


def parent_faults(code: str, level: str) -> dict[str, str]:
    if not code:
        return {}
    parent = Committee.objects.filter(code=code).first()
    if parent is None:
        return {"parent": f"没有代码为{code}的上级政协，请先建立上级或留空"}
    if parent.level not in ABOVE[Level(level)]:
        return {"parent": f"{parent}不是本级的上级，请核对上级代码"}
    return {}


def date_faults(told: Mapping[str, Any]) -> dict[str, str]:
    """Numbers out of range and days out of order; an answer not yet given is in no order."""
    faults: dict[str, str] = {}
    if not 1 <= told.get("term", 1) <= 99:
        faults["term"] = "届应为1至99之间的整数"
    if not 1 <= told.get("session", 1) <= 9:
        faults["session"] = "次应为1至9之间的整数"
    if after(told, "plenary_from", "plenary_to"):
        faults["plenary_to"] = "全会结束日期不能早于开始日期，请核对"
    if after(told, "opens_on", "plenary_from"):
        faults["opens_on"] = "开始征集日期不能晚于全会开始日期，请核对"
    if after(told, "term_starts", "opens_on") and told.get("session", 1) > 1:
        faults["term_starts"] = "本届开始日期不能晚于开始征集日期，请核对"
    if "cutoff" in told and "opens_on" in told and clock.day_of(told["cutoff"]) < told["opens_on"]:
        faults["cutoff"] = "大会提案截止时间不能早于开始征集日期，请核对"
    return faults


def after(told: Mapping[str, Any], first: str, second: str) -> bool:
    """Whether both days are told and in the wrong order."""
    return first in told and second in told and bool(told[first] > told[second])
