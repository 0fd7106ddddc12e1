"""A due day as people see it: a light, a few words, and the rule behind it."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from common import clock
from deadlines.arithmetic import workdays_between
from deadlines.models import Obligation
from deadlines.policies import CALENDAR

SOON = 5  # working days


class Light(NamedTuple):
    """on: the due day; level: ok, soon or late; text: how long still; rule: why this day."""

    on: date
    level: str
    text: str
    provisional: bool
    rule: str


def light_of(owed: Obligation, today: date | None = None) -> Light:
    """The traffic light of an obligation today."""
    today = today or clock.today()
    level, text = remaining(owed.due_on, today)
    return Light(owed.due_on, level, text, owed.provisional, owed.rule)


def remaining(due_on: date, today: date) -> tuple[str, str]:
    if due_on < today:
        return "late", f"逾期 {(today - due_on).days} 天"
    left = workdays_between(today, due_on, CALENDAR)
    if due_on == today:
        return "soon", "今天到期"
    return ("soon" if left <= SOON else "ok"), f"剩 {left} 个工作日"
