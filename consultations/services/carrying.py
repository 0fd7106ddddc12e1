"""A unit is split: each of its open tasks goes on with one of the parts, one case at a time."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Q, QuerySet

from consultations.models import Task
from consultations.workflow import TASK, TaskAction
from deadlines.models import Obligation
from deadlines.services import Debtor, rekey
from members.models import Role, Unit
from members.services.following import Carrier
from proposals.services.carrying import staff
from workflow.hand import SYSTEM


def tasks_in_hand(unit: Unit) -> QuerySet[Task]:
    """Its tasks that are not over, also of what went into it earlier."""
    theirs = Task.objects.undone().filter(Q(unit=unit.pk) | Q(unit__successor=unit.pk))
    return theirs.select_related("consultation__case", "consultation__township").order_by("pk")


def in_hand(unit: Unit) -> list[tuple[int, str]]:
    """Each with words by which people know it."""
    return [(task.pk, in_words(task)) for task in tasks_in_hand(unit)]


def in_words(task: Task) -> str:
    root = task.consultation
    return f"{root.township}《{root}》协商任务“{task}”（{task.get_status_display()}）"


def refusals(unit: Unit, main: Unit, plan: Mapping[int, Unit]) -> list[str]:
    """Where nobody of the part could go on with what the unit's own people owe."""
    tasks = list(tasks_in_hand(unit))
    owed = Obligation.objects.open().filter(subject_type=Task.kind(), role=Role.LIAISON)
    owing = set(
        owed.filter(subject_id__in=[one.pk for one in tasks]).values_list("subject_id", flat=True)
    )
    manned = staff(unit, main, plan.values())
    return [
        f"{part}还没有{Role.LIAISON.label}，协商任务“{task}”无人接办，请在人员中选定"
        for task in tasks
        if task.pk in owing
        and ((part := plan.get(task.pk, main)).pk, Role.LIAISON.value) not in manned
    ]


def carry(unit: Unit, plan: Mapping[int, Unit]) -> int:
    """Let these go to their parts; how many went. What went already is left as it is."""
    going = list(tasks_in_hand(unit).filter(pk__in=plan))
    for task in going:
        carry_one(task, unit, plan[task.pk])
    return len(going)


def carry_one(task: Task, unit: Unit, part: Unit) -> None:
    """One task, in its own transaction, with an event that says from whom to whom."""
    note = f"{unit}拆分，转由{part}办理"
    with TASK.moving(task, TaskAction.CARRY, by=SYSTEM, note=note) as task:
        task.formerly, task.unit = task.unit, part
        owed = Obligation.objects.open().about(task.kind(), task.pk).filter(role=Role.LIAISON)
        for debt in owed.order_by("pk"):
            debt.case = task.case
            rekey(debt, Debtor(Role.LIAISON, part.committee_id, unit_id=part.pk))


CARRIER = Carrier("task", in_hand, refusals, carry)

__all__ = ["CARRIER"]
