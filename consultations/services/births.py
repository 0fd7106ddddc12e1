"""A topic or a task becomes a proposal: a draft is begun, and both remember each other."""

from __future__ import annotations

from django.core.exceptions import ValidationError

from consultations.models import Birth, Task, Topic
from consultations.services.handling import lapse_extension
from consultations.workflow import TASK, TOPIC, TaskAction, TopicAction
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


__all__ = ["turn_task", "turn_topic"]
