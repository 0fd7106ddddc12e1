"""How often who does a task was pressed by hand, by the record."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from consultations.models import Task
from consultations.workflow import TaskAction
from workflow.models import Event


class Urged(NamedTuple):
    """How often, and when last."""

    times: int
    last: datetime


def presses_of(task: Task) -> list[Event]:
    found = Event.objects.filter(case=task.case_id, action=TaskAction.URGE, subject_id=task.pk)
    return list(found.filter(subject_type=Task.kind()).order_by("version"))


def urged(events: Iterable[Event]) -> dict[int, Urged]:
    """By task, from the part of the record that the page has read already."""
    told: dict[int, list[datetime]] = {}
    for event in events:
        if event.action == TaskAction.URGE and event.subject_type == Task.kind():
            told.setdefault(event.subject_id, []).append(event.at)
    return {task: Urged(len(days), max(days)) for task, days in told.items()}
