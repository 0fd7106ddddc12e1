"""What must be true first; each answers with the sentence a person is told, or with nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from common import clock
from consultations.models import Consensus, Consultation, Rating, Task, TaskExtension, Visit
from consultations.models.after import Grade
from consultations.models.meeting import Noted
from deadlines.defaults import Kind
from deadlines.lights import light_of
from deadlines.models import Obligation
from members.place import VISITS_NEEDED, rule
from workflow.models import Event

Status = Consultation.Status


def surveyed(row: Consultation) -> str:
    """不调研不协商: as many visits as the committee asks for."""
    needed = rule(VISITS_NEEDED, row.case.committee_id)
    made = Visit.objects.filter(consultation=row.pk, status=Noted.RECORDED).count()
    if made >= needed:
        return ""
    return f"不调研不协商：至少须走访调研{needed}次，现有{made}次记录，请先记录走访调研"


def planned_and_surveyed(row: Consultation) -> str:
    """A plan that can be read and still be kept, of topics that were looked into."""
    if why := surveyed(row):
        return why
    if row.planned_on < clock.today():
        return "计划日期已过，请先修改计划，另定日期"
    return "" if row.plan.strip() else "请先修改计划，写明协商方案"


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
material_open = root_in(
    *(Status.PLANNING, Status.PLAN_ASKED, Status.APPROVED),
    told="现为“{state}”，会前材料在会议以前送达",
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
    known = row.__dict__.get("listed")  # a page has read them already
    tasks = row.tasks.all() if known is None else known
    live = [task for task in tasks if task.status not in gone]
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


def discontent(task: Task) -> str:
    """Some villager was not satisfied with what was done, and nobody has acted on it yet."""
    said = task.ratings.all()  # a page has read them already
    current = [one for one in said if one.status == Rating.Status.RECORDED]
    if any(one.result == Grade.DISSATISFIED for one in current):
        return ""
    return "没有群众对办理结果不满意，不重新办理"


def due_soon(task: Task) -> str:
    """Who is in time is not pressed: yellow or red, as its light shows."""
    owed = task.__dict__.get("owed_now")  # by a page that has read them already
    if owed is None:
        still = Obligation.objects.open().about(task.kind(), task.pk)
        owed = list(still.filter(kind__in=(Kind.SIGN_TASK, Kind.TASK)))
    lit = any(light_of(one).level in ("soon", "late") for one in owed)
    return "" if lit else "离期限还早，临近期限或逾期后再催办"


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


def turned_from(row: Any) -> str:
    """Where a topic or task stood before it became a proposal, by the record."""
    told = Event.objects.filter(case=row.case.pk, subject_type=row.kind(), subject_id=row.pk)
    before = told.filter(target="turned").order_by("-version").values_list("source", flat=True)
    return str(before.first() or "")


def stood_in(state: str) -> Callable[[Any], str]:
    """It became a proposal from that state."""

    def gate(row: Any) -> str:
        return "" if turned_from(row) == state else "请恢复到转为提案以前的状态"

    gate.__name__ = f"stood_{state}"
    return gate


def came_back(state: str) -> Callable[[Any], str]:
    """The same of a task, whose proposal must have come to nothing, or its draft be thrown away."""
    stood = stood_in(state)

    def gate(task: Task) -> str:
        return stood(task) or not_proposed(task)

    gate.__name__ = stood.__name__
    return gate


def not_proposed(task: Task) -> str:
    """No proposal that it became is under way."""
    live = [one for one in task.births.all() if not one.came_to_nothing]  # a page has read them
    return "此任务转出的提案仍在办理" if live else ""


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


def some_task_open(row: Consultation) -> bool:
    """A task that was over is to be done again."""
    return not every_task_ended(row)


def rating_over(row: Consultation) -> bool:
    """Rated, or the time for it over, or nothing to rate."""
    still = Obligation.objects.open().filter(case=row.pk, kind=Kind.RATE_TASKS)
    return not still.filter(due_on__gte=clock.today()).exists()
