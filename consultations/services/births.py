"""A topic or a task becomes a proposal: a draft is begun, and both remember each other."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q, QuerySet

from consultations import debts
from consultations.gates import turned_from
from consultations.models import Birth, Task, Topic
from consultations.models.births import NOT_FILED
from consultations.services.handling import lapse_extension, owes_task
from consultations.workflow import TASK, TOPIC, TaskAction, TopicAction
from deadlines.defaults import Kind as Duty
from deadlines.services import cancel
from members.models import Member, Seat
from proposals.models import Draft
from proposals.services import save_draft, start_draft
from workflow.hand import SYSTEM, Hand


def turn_topic(topic: Topic, *, by: Hand, member: Member, note: str = "") -> Draft:
    """转为提案草稿 for a member; the office writes on for them."""
    with TOPIC.moving(topic, TopicAction.TURN, by=by, note=note) as topic:
        cancel(topic)
        draft = begun(by, member, topic.title, told(topic.place, topic.body))
        Birth.objects.create(topic=topic, draft=draft)
        topic.case.tell("draft", str(draft.uid))
    return draft


def turn_task(task: Task, *, by: Hand, member: Member, note: str = "") -> Draft:
    """转为提案草稿: what a township cannot settle by itself is asked of the whole county."""
    with TASK.moving(task, TaskAction.TURN, by=by, note=note) as task:
        lapse_extension(task, by)
        cancel(task)
        root = task.consultation
        told_of = f"{root.township}“{root.title}”{task.consensus}：{task.consensus.text}"
        draft = begun(by, member, task.what, told("", told_of))
        Birth.objects.create(task=task, draft=draft)
        task.case.tell("draft", str(draft.uid))
    return draft


TOPIC_BACK = {
    Topic.Status.RECEIVED: TopicAction.BACK_RECEIVED,
    Topic.Status.ACCEPTED: TopicAction.BACK_ACCEPTED,
}
TASK_BACK = {
    Task.Status.WAITING: TaskAction.BACK_WAITING,
    Task.Status.HANDLING: TaskAction.BACK_HANDLING,
    Task.Status.RETURN_ASKED: TaskAction.BACK_ASKED,
}


def take_back(draft: Draft, by: Hand) -> str:
    """撤回转提案, as the draft is thrown away: its topic or task stands where it stood."""
    known = Birth.objects.select_related("topic__case", "task__consultation__case")
    birth = known.filter(draft=draft).first()
    if birth is None:
        return ""
    birth.delete()
    if birth.topic:
        topic_back(birth.topic, by)
    if birth.task:
        task_back(birth.task, by, THROWN_AWAY)
    return f"院坝协商“{birth.topic or birth.task}”恢复办理"


def topic_back(topic: Topic, by: Hand) -> None:
    verb = TOPIC_BACK[Topic.Status(turned_from(topic))]
    with TOPIC.moving(topic, verb, by=by, note=THROWN_AWAY) as topic:
        received = verb == TopicAction.BACK_RECEIVED
        kind = Duty.SCREEN_TOPIC if received else Duty.PLAN_TOPIC
        debts.owes(topic, kind, debts.township(topic))


def task_back(task: Task, by: Hand, why: str) -> None:
    """It is owed again, by the day on the list once it was signed for."""
    verb = TASK_BACK[Task.Status(turned_from(task))]
    with TASK.moving(task, verb, by=by, note=why) as task:
        if task.signed_on:
            owes_task(task)
        if verb == TaskAction.BACK_WAITING:
            debts.owes(task, Duty.SIGN_TASK, debts.handler(task))
        if verb == TaskAction.BACK_ASKED:
            debts.owes(task, Duty.TASK_RETURN, debts.office(task))


THROWN_AWAY = "提案草稿已删除"
NOT_TAKEN_UP = "转出的提案未立案或已撤案"


def take_back_unfiled(limit: int = 200) -> int:
    """恢复办理: tasks whose proposal was not filed or was taken back; how many were changed.

    What villagers were promised is not lost with it. One case a transaction.
    """
    found = unfiled().select_related("consultation__case").order_by("pk")
    return sum(brought_back(one) for one in found[:limit])


def unfiled() -> QuerySet[Task]:
    """Of those that became a proposal, whose last one came to nothing."""
    lost = Q(draft__proposal__status__in=NOT_FILED)
    lost |= Q(draft__proposal__merged_into__status__in=NOT_FILED)
    theirs = Birth.objects.filter(task=OuterRef("pk"))
    live = theirs.exclude(pk__in=Birth.objects.filter(lost).values("pk"))
    return Task.objects.filter(Exists(theirs), ~Exists(live), status=Task.Status.TURNED)


def brought_back(task: Task) -> bool:
    """Unless its proposal went on while this waited for the case."""
    try:
        task_back(task, SYSTEM, NOT_TAKEN_UP)
    except ValidationError:
        return False
    return True


def told(place: str, body: str) -> str:
    where = f"地点：{place}\n" if place else ""
    return f"【情况】\n{where}{body}\n【建议】\n"


def begun(by: Hand, member: Member, title: str, body: str) -> Draft:
    seat = by.seat
    if not isinstance(seat, Seat):
        raise ValidationError("请由县政协办公室转为提案草稿", code="forbidden")
    if member.registry.committee_id != seat.committee_id:
        raise ValidationError({"member": "请选择本会委员"})
    draft = start_draft(seat, member=member)
    return save_draft(draft, by=by, seen=draft.revision, title=title, body=body)


__all__ = ["take_back", "take_back_unfiled", "turn_task", "turn_topic"]
