"""The headline phases (提交 → 编辑 → 编发 → 转办 → 办结) of an opinion."""

from __future__ import annotations

from typing import Any

from common.templatetags.ui import day
from opinions.models import Opinion

Status = Opinion.Status
NAMES = ("提交", "编辑", "编发", "转办", "办结")
REACHED = {
    Status.SUBMITTED: 1,
    Status.EDITING: 1,
    Status.KEPT: 1,
    Status.WITHDRAWN: 1,
    Status.COMBINED: 2,
    Status.ADOPTED: 2,
    Status.ISSUED: 3,
    Status.INSTRUCTED: 3,
    Status.FORWARDED: 3,
    Status.ANSWERED: 4,
    Status.DONE: 5,
}


def phases_of(row: Opinion) -> list[dict[str, Any]]:
    """Each phase: done, now or next; of what was combined the phase of the whole."""
    fate = row.goes_on_in
    reached = REACHED[Status(fate.status)]
    notes = (row.submitted_on, None, fate.issued_on, None, fate.done_on)
    steps = []
    for place, (name, on) in enumerate(zip(NAMES, notes, strict=True)):
        state = "done" if place < reached else "now" if place == reached else "next"
        note = fate.get_status_display() if state == "now" else day(on) if on else ""
        steps.append({"name": name, "state": state, "note": note})
    return steps
