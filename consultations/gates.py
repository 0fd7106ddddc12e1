"""What must be true first; each answers with the sentence a person is told, or with nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from common import clock
from consultations.models import Consensus, Consultation, Task, TaskExtension, Visit
from consultations.models.meeting import Noted
from deadlines.defaults import Kind
from deadlines.models import Obligation
from members.place import VISITS_NEEDED, rule

Status = Consultation.Status


def surveyed(row: Consultation) -> str:
    """不调研不协商: as many visits as the committee asks for."""
    needed = rule(VISITS_NEEDED, row.case.committee_id)
    made = Visit.objects.filter(consultation=row.pk, status=Noted.RECORDED).count()
    if made >= needed:
        return ""
    return f"不调研不协商：至少须走访调研{needed}次，现有{made}次记录，请先记录走访调研"


def planned_and_surveyed(row: Consultation) -> str:
    """A plan that the Party committee can read, of topics that were looked into."""
    return surveyed(row) or ("" if row.plan.strip() else "请先修改计划，写明协商方案")


def list_complete(row: Consultation) -> str:
    """Every consensus is broken into tasks."""
    recorded = Consensus.objects.filter(consultation=row.pk, status=Noted.RECORDED)
    if not recorded.exists():
        return "尚无共识，请先记录协商会议形成的共识"
    listed = Task.objects.live().filter(consultation=row.pk)
    missing = recorded.exclude(pk__in=listed.values("consensus")).values_list("number", flat=True)
    names = "、".join(f"共识{number}" for number in missing)
    return f"{names}还没有任务，请先列出任务，明确责任单位和时限" if names else ""


def root_in(*states: str, told: str) -> Callable[[Any], str]:
    """The consultation itself stands in one of these."""

    def gate(row: Any) -> str:
        root: Consultation = row.consultation
        return "" if root.status in states else told.format(state=root.get_status_display())

    gate.__name__ = "_or_".join(states)
    return gate


open_to_notes = root_in(
    *(Status.PLANNING, Status.PLAN_ASKED, Status.APPROVED, Status.HELD),
    told="现为“{state}”，不再更改会前记录",
)
before_meeting = root_in(
    *(Status.PLANNING, Status.PLAN_ASKED, Status.APPROVED),
    told="现为“{state}”，走访调研在会议以前记录",
)
list_open = root_in(Status.HELD, told="现为“{state}”，共识和任务在报批清单以前更改")
being_rated = root_in(Status.RATING, told="现为“{state}”，任务全部办理完毕后才请群众评议")
not_over = root_in(
    *(one for one in Status if one not in (Status.DONE, Status.CALLED_OFF)),
    told="现为“{state}”，不再更改",
)


def without_tasks(row: Consensus) -> str:
    if why := list_open(row):
        return why
    gone = (Task.Status.DROPPED, Task.Status.REASSIGNED)
    live = [task for task in row.tasks.all() if task.status not in gone]  # read by the page
    return "请先删去它的任务" if live else ""


def rated_task(row: Any) -> str:
    """Villagers speak of what was finished."""
    if why := being_rated(row):
        return why
    if row.task_id and row.task.status != Task.Status.DONE:
        return "此任务没有完成，不作评议"
    return ""


def some_rating(row: Consultation) -> str:
    rated = row.ratings.filter(status=Noted.RECORDED).exists()
    return "" if rated else "尚无群众评议，请先登记评议；无人评议的到期自动结束"


def in_hand(row: Any) -> str:
    """Progress is told while the task is being done."""
    going = row.task.status in (Task.Status.HANDLING, Task.Status.RETURN_ASKED)
    return "" if going else f"任务现为“{row.task.get_status_display()}”，不能记录进展"


def pending_extension(task: Task) -> TaskExtension | None:
    asked = task.extensions.all()  # a page has read them already
    return next((one for one in asked if one.status == TaskExtension.Status.PENDING), None)


def no_extension_asked(task: Task) -> str:
    return "已申请延期，请等待决定" if pending_extension(task) else ""


def extension_asked(task: Task) -> str:
    return "" if pending_extension(task) else "没有待决定的延期申请"


def not_signed(task: Task) -> str:
    return "此任务已签收，退回申请不同意的恢复办理" if task.signed_on else ""


def signed(task: Task) -> str:
    return "" if task.signed_on else "此任务尚未签收，退回申请不同意的恢复待签收"


def every_task_signed(row: Consultation) -> bool:
    """No task waits for its signature."""
    waiting = Task.objects.filter(consultation=row.pk, status__in=("listed", "waiting"))
    return not waiting.exists()


def every_task_ended(row: Consultation) -> bool:
    """A list is never closed with an open task."""
    return not Task.objects.undone().filter(consultation=row.pk).exists()


def rating_over(row: Consultation) -> bool:
    """Rated, or the time for it over, or nothing to rate."""
    still = Obligation.objects.open().filter(case=row.pk, kind=Kind.RATE_TASKS)
    return not still.filter(due_on__gte=clock.today()).exists()
