"""The headline phases (筹备 → 协商 → 交办 → 办理 → 评议) of a consultation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from common.templatetags.ui import day
from consultations.models import Consultation, Task
from deadlines.lights import light_of
from deadlines.models import Obligation

Status = Consultation.Status
NAMES = ("筹备", "协商", "交办", "办理", "评议")
REACHED = {
    Status.PLANNING: 0,
    Status.PLAN_ASKED: 0,
    Status.CALLED_OFF: 0,
    Status.APPROVED: 1,
    Status.HELD: 2,
    Status.LIST_ASKED: 2,
    Status.LIST_APPROVED: 2,
    Status.FILED: 3,
    Status.HANDLING: 3,
    Status.RATING: 4,
    Status.DONE: 5,
}


def phases_of(
    row: Consultation, tasks: Sequence[Task], owed: Sequence[Obligation]
) -> list[dict[str, Any]]:
    """Each phase: done, now or next, with what is to be known of it."""
    reached = REACHED[Status(row.status)]
    notes = ("", on(row.held_on), on(row.filed_on), counted(tasks), on(row.done_on))
    steps = []
    for place, (name, note) in enumerate(zip(NAMES, notes, strict=True)):
        state = "done" if place < reached else "now" if place == reached else "next"
        if state == "now":
            note = current(row, owed)
        steps.append({"name": name, "state": state, "note": note if state != "next" else ""})
    return steps


def on(when: date | None) -> str:
    return day(when) if when else ""


def counted(tasks: Sequence[Task]) -> str:
    done = sum(task.status == Task.Status.DONE for task in tasks)
    gone = (Task.Status.DROPPED, Task.Status.REASSIGNED)
    turned = Counter(task.status for task in tasks)
    ways = ((Task.Status.TURNED, "转提案"), (Task.Status.TO_OPINION, "转社情民意"))
    elsewhere = "".join(f"，{turned[way]}项{word}" for way, word in ways if turned[way])
    return f"{done}/{sum(task.status not in gone for task in tasks)}项完成{elsewhere}"


def current(row: Consultation, owed: Sequence[Obligation]) -> str:
    """What it is waiting for, and for how long."""
    status = row.get_status_display()
    return f"{status}　{light_of(owed[0]).text}" if owed else status
