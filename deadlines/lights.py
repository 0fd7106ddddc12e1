"""A due day as people see it: a light, a few words, and the rule behind it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from common import clock
from deadlines.arithmetic import Calendar, workdays_between
from deadlines.models import Obligation
from deadlines.workdays import calendar_of
from members.place import SOON_DAYS
from members.words import word


class Light(NamedTuple):
    """on: the due day; level: ok, soon, late or none (paused); text: how long; rule: why then."""

    on: date
    level: str
    text: str
    provisional: bool
    rule: str


def light_of(owed: Obligation, today: date | None = None) -> Light:
    """The traffic light of an obligation today."""
    today = today or clock.today()
    if owed.paused_on:
        return Light(owed.due_on, "none", "已暂停计时", owed.provisional, owed.said(owed.rule))
    calendar, soon = calendar_of(owed.committee_id, owed), soon_days(owed.committee_id)
    level, text = remaining(owed.due_on, today, calendar, soon)
    return Light(owed.due_on, level, text, owed.provisional, owed.said(owed.rule))


def remaining(due_on: date, today: date, calendar: Calendar, soon: int) -> tuple[str, str]:
    """The level and how long still; `soon`: the working days before it on which it is yellow."""
    if due_on < today:
        return "late", f"逾期 {(today - due_on).days} 天"
    left = workdays_between(today, due_on, calendar)
    if due_on == today:
        return "soon", "今天到期"
    return ("soon" if left <= soon else "ok"), f"剩 {left} 个工作日"


def dated(on: date, committee: int) -> str:
    """The day with its year; 暂定 while the notice for that year is not out."""
    sure = calendar_of(committee).is_sure(on)
    return f"{on:%Y年%-m月%-d日}" + ("" if sure else "（暂定）")


def soon_days(committee: int) -> int:
    """How many working days before a due day the light turns yellow in that committee."""
    return SOON_DAYS.reads(word(committee, SOON_DAYS.code, ""))


def soon_until(committee: int, today: date) -> date:
    """The last due day whose light is yellow today."""
    calendar, left, day = calendar_of(committee), soon_days(committee), today
    while left or not calendar.is_workday(day + timedelta(days=1)):
        day += timedelta(days=1)
        left -= calendar.is_workday(day)
    return day
