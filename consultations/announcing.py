"""Who is told what about the events of topics and consultations. Debtors are told by themselves."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from consultations.models import Attendee, Consultation, Material, Rating, Task, Topic
from consultations.models.after import Grade
from consultations.workflow import Action, PartAction, TaskAction, TopicAction
from deadlines.announcing import to_debtors
from members.models import Role, Seat
from notices.models import Weight
from notices.services import Message
from workflow.models import Event

TO_MEMBER: dict[str, str] = {
    TopicAction.ACCEPT: "您的议题已列入协商",
    TopicAction.DECLINE: "您的议题未列入协商，理由见议题页",
    TopicAction.MERGE: "您的议题已并入另一议题",
    TopicAction.ARRANGE: "您的议题已安排协商",
    TopicAction.TURN: "您的议题将转为提案",
    TopicAction.BACK_RECEIVED: "您的议题不再转为提案，恢复办理",
    TopicAction.BACK_ACCEPTED: "您的议题不再转为提案，恢复办理",
    TopicAction.TURN_OPINION: "您的议题将转为社情民意",
}
TO_TOWNSHIP: dict[str, str] = {
    Action.APPROVE_PLAN: "协商计划已批准",
    Action.APPROVE_LIST: "任务清单已批准",
    Action.FILE: "任务清单已备案交办",
    Action.FINISH: "协商任务已全部办结",
    TaskAction.REASSIGN: "协商任务已改派",
    TaskAction.CONFIRM: "协商任务已核查通过",
    TaskAction.TURN: "协商任务转为提案",
    TaskAction.BACK_WAITING: "转提案已撤回，协商任务恢复办理",
    TaskAction.BACK_HANDLING: "转提案已撤回，协商任务恢复办理",
    TaskAction.BACK_ASKED: "转提案已撤回，协商任务恢复办理",
    TaskAction.REOPEN: "协商任务重新办理",
    TaskAction.TURN_OPINION: "协商任务转为社情民意",
    PartAction.OVERSEE: "县政协记录了监督意见",
}
TO_HANDLER: dict[str, str] = {
    TaskAction.CONFIRM: "任务已核查通过",
    TaskAction.GRANT_EXTENSION: "已同意任务延期",
    TaskAction.REFUSE_EXTENSION: "未同意任务延期，理由见协商页",
    TaskAction.REFUSE_WAITING: "未同意退回任务，理由见协商页",
    TaskAction.REFUSE_HANDLING: "未同意退回任务，理由见协商页",
    TaskAction.REASSIGN: "退回的任务已改派",
    TaskAction.TURN: "任务转为提案，不再办理",
    TaskAction.TURN_OPINION: "任务转为社情民意，不再办理",
}


UNFILED = "转出的提案未立案或已撤案，协商任务恢复办理"
CAME_BACK = (TaskAction.BACK_WAITING, TaskAction.BACK_HANDLING, TaskAction.BACK_ASKED)


def about_topic(event: Event) -> Iterator[Message]:
    """The member who raised it, and whoever owes something now."""
    topic = Topic.objects.select_related("case").get(pk=event.case_id)
    url = topic.get_absolute_url()
    told = TO_MEMBER.get(event.action)
    if told and topic.member_id:
        for seat in Seat.objects.held().filter(role=Role.MEMBER, member=topic.member_id):
            yield Message(seat, f"{told}：《{topic}》", url)
    yield from to_debtors(event, url)


def about_consultation(event: Event) -> Iterator[Message]:
    row = Consultation.objects.select_related("case").get(pk=event.case_id)
    url = row.get_absolute_url()
    yield from to_debtors(event, url)
    yield from to_handler(event, row, url)
    yield from to_township(event, row, url)
    yield from to_invited(event, row, url)
    yield from to_urged(event, row, url)
    yield from to_office(event, row, url)


def to_township(event: Event, row: Consultation, url: str) -> Iterator[Message]:
    told = UNFILED if came_back_alone(event) else TO_TOWNSHIP.get(event.action)
    if told:
        seats = Seat.objects.held().filter(role=Role.TOWNSHIP, township=row.township_id)
        for seat in seats:
            yield Message(seat, f"{told}：《{row}》", url)


def came_back_alone(event: Event) -> bool:
    """A task whose proposal was not filed, by nobody's hand."""
    return event.seat_id is None and event.action in CAME_BACK


def to_handler(event: Event, row: Consultation, url: str) -> Iterator[Message]:
    told = TO_HANDLER.get(event.action)
    if not told or event.subject_type != Task.kind():
        return
    task = Task.objects.select_related("unit__successor").get(pk=event.subject_id)
    if task.unit is None:
        return
    for seat in Seat.objects.held().filter(role=Role.LIAISON, unit=task.unit.current):
        yield Message(seat, f"{told}：“{task}”，《{row}》", url)


def to_invited(event: Event, row: Consultation, url: str) -> Iterator[Message]:
    """Who is invited may read the material from now on, and hears if it is called off."""
    guests = Attendee.objects.filter(consultation=row.pk)
    if event.action == PartAction.INVITE:
        guests = guests.filter(pk=event.subject_id)
        told = f"邀请您参加协商：《{row}》，{row.planned_on:%-m月%-d日}"
    elif event.action == Action.RESCHEDULE:
        told = f"您受邀参加的协商改在{row.planned_on:%-m月%-d日}：《{row}》"
    elif event.action == Action.CALL_OFF:
        told = f"您受邀参加的协商已取消：《{row}》"
    elif event.action == PartAction.SEND_MATERIAL:
        material = Material.objects.get(pk=event.subject_id)
        guests = guests.filter(materials=material.pk)
        told = f"给您送来会前材料“{material}”：《{row}》"
    else:
        return
    for seat in seats_of(guests):
        yield Message(seat, told, url)


def seats_of(guests: QuerySet[Attendee]) -> QuerySet[Seat]:
    """Members who are invited, and the units whose people are."""
    members = Q(role=Role.MEMBER, member__in=guests.exclude(member=None).values("member"))
    units = guests.exclude(unit=None).values(now=Coalesce("unit__successor", "unit"))
    inside = Q(role__in=(Role.LIAISON, Role.UNIT_HEAD), unit__in=units)
    return Seat.objects.held().filter(members | inside)


def to_urged(event: Event, row: Consultation, url: str) -> Iterator[Message]:
    """At once, by every way there is, with the words of who pressed."""
    if event.action != TaskAction.URGE or event.subject_type != Task.kind():
        return
    task = Task.objects.select_related("unit__successor").get(pk=event.subject_id)
    [times] = event.data["urged"]
    text = f"第{times}次催办（{event.seat}）：“{task}”，《{row}》　{event.note}"
    held = Seat.objects.held()
    if task.unit is None:
        theirs = held.filter(role=Role.TOWNSHIP, township=row.township_id)
    else:
        theirs = held.filter(role__in=(Role.LIAISON, Role.UNIT_HEAD), unit=task.unit.current)
    for seat in theirs:
        yield Message(seat, text, url, weight=Weight.NOW)


def to_office(event: Event, row: Consultation, url: str) -> Iterator[Message]:
    """A villager who is not satisfied is heard by the county; and what came back to it."""
    seats = Seat.objects.held().filter(role=Role.OFFICE, committee=event.committee_id)
    if came_back_alone(event):
        task = Task.objects.get(pk=event.subject_id)
        yield from (Message(seat, f"{UNFILED}：“{task}”，《{row}》", url) for seat in seats)
    if event.subject_type != Rating.kind() or event.action != PartAction.RATE:
        return
    rating = Rating.objects.select_related("task").get(pk=event.subject_id)
    if Grade.DISSATISFIED not in (rating.attitude, rating.result):
        return
    for seat in seats:
        yield Message(seat, f"群众不满意：“{rating.task}”，《{row}》", url)
