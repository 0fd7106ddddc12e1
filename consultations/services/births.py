"""A topic or a task becomes a proposal: a draft is begun, and both remember each other."""

from __future__ import annotations

from django.core.exceptions import ValidationError

from consultations import debts
from consultations.gates import turned_from
from consultations.models import Birth, Task, Topic
from consultations.services.handling import lapse_extension, owes_task
from consultations.workflow import TASK, TOPIC, TaskAction, TopicAction
from deadlines.defaults import Kind as Duty
from deadlines.services import cancel
from members.models import Member, Seat
from proposals.models import Draft
from proposals.services import save_draft, start_draft
from workflow.hand import Hand


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
        task_back(birth.task, by)
    return f"院坝协商“{birth.topic or birth.task}”恢复办理"


def topic_back(topic: Topic, by: Hand) -> None:
    verb = TOPIC_BACK[Topic.Status(turned_from(topic))]
    with TOPIC.moving(topic, verb, by=by, note=THROWN_AWAY) as topic:
        received = verb == TopicAction.BACK_RECEIVED
        kind = Duty.SCREEN_TOPIC if received else Duty.PLAN_TOPIC
        debts.owes(topic, kind, debts.township(topic))


def task_back(task: Task, by: Hand) -> None:
    """It is owed again, by the day on the list once it was signed for."""
    verb = TASK_BACK[Task.Status(turned_from(task))]
    with TASK.moving(task, verb, by=by, note=THROWN_AWAY) as task:
        if task.signed_on:
            owes_task(task)
        if verb == TaskAction.BACK_WAITING:
            debts.owes(task, Duty.SIGN_TASK, debts.handler(task))
        if verb == TaskAction.BACK_ASKED:
            debts.owes(task, Duty.TASK_RETURN, debts.office(task))


THROWN_AWAY = "提案草稿已删除"


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


__all__ = ["take_back", "turn_task", "turn_topic"]
