"""A topic or a task becomes an opinion (社情民意): a sheet is begun, both remember each other."""

from __future__ import annotations

from django.core.exceptions import ValidationError

from consultations.models import OpinionBirth, Task, Topic
from consultations.services.births import told
from consultations.services.handling import lapse_extension
from consultations.workflow import TASK, TOPIC, TaskAction, TopicAction
from deadlines.services import cancel
from members.models import Member, Role, Seat, Township
from opinions.models import OpinionDraft
from opinions.services import save_draft, start_draft
from workflow.hand import Hand


def topic_to_opinion(
    topic: Topic, *, by: Hand, member: Member | None = None, note: str = ""
) -> OpinionDraft:
    """转为社情民意 in the township's name, or a member's; who turned it writes on."""
    with TOPIC.moving(topic, TopicAction.TURN_OPINION, by=by, note=note) as topic:
        cancel(topic)
        body = told(topic.place, topic.body)
        draft = begun(by, topic.township, member, topic.title, body)
        OpinionBirth.objects.create(topic=topic, draft=draft)
        topic.case.tell("opinion_draft", str(draft.uid))
    return draft


def task_to_opinion(
    task: Task, *, by: Hand, member: Member | None = None, note: str = ""
) -> OpinionDraft:
    """转为社情民意: what neither township nor unit can settle is told to those above."""
    with TASK.moving(task, TaskAction.TURN_OPINION, by=by, note=note) as task:
        lapse_extension(task, by)
        cancel(task)
        root = task.consultation
        told_of = f"{root.township}“{root.title}”{task.consensus}：{task.consensus.text}"
        draft = begun(by, root.township, member, task.what, told("", told_of))
        OpinionBirth.objects.create(task=task, draft=draft)
        task.case.tell("opinion_draft", str(draft.uid))
    return draft


def begun(
    by: Hand, township: Township, member: Member | None, title: str, body: str
) -> OpinionDraft:
    seat = by.seat
    if not isinstance(seat, Seat):
        raise ValidationError("请由乡镇委员工作室或县政协办公室转为社情民意", code="forbidden")
    if member and seat.role != Role.OFFICE:
        raise ValidationError({"member": "以委员名义反映的，请由县政协办公室办理"})
    writer = {"member": member} if member else {"township": township}
    draft = start_draft(seat, **writer)
    return save_draft(draft, by=by, seen=draft.revision, title=title[:100], body=body)


__all__ = ["task_to_opinion", "topic_to_opinion"]
