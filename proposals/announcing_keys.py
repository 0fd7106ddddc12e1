"""Who is told what about key proposals. Debtors are told by themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse

from deadlines.announcing import to_debtors
from members.models import Role, Seat
from notices.services import Message
from proposals.models import (
    KeyGuest,
    KeyInstruction,
    KeyLeader,
    KeyList,
    KeyProposal,
    KeyVisit,
    PlanItem,
    WarningLetter,
)
from proposals.parties import seats_of
from proposals.workflow import (
    InstructionAction,
    ItemAction,
    KeyAction,
    KeyVisitAction,
    LeaderAction,
    WarningAction,
)
from workflow.models import Event

UNITS = (Role.LIAISON, Role.UNIT_HEAD)
TO_PROPOSER: dict[str, str] = {
    KeyAction.CHOOSE: "您的提案已列为重点提案",
    KeyAction.ISSUE_PLAN: "您的重点提案已印发督办方案",
    KeyAction.CONCLUDE: "您的重点提案已完成督办",
    KeyAction.REMOVE: "您的提案已调出重点提案，如需了解理由，请联系提案委办公室",
}
TO_LEADER: dict[str, str] = {
    LeaderAction.ASK: "商请您{duty}重点提案，请答复",
    LeaderAction.ASK_AGAIN: "督办方案有改动，请再次答复是否{duty}重点提案",
    LeaderAction.RELEASE: "您不再{duty}重点提案",
}
TO_UNIT: dict[str, str] = {
    ItemAction.RETURN: "督办事项退回继续推进，还缺什么见重点提案页",
    ItemAction.CONFIRM: "督办事项已核定完成",
    ItemAction.EXTEND: "督办事项已调整时限",
    ItemAction.CANCEL: "督办事项已取消",
    InstructionAction.RETURN: "批示反馈退回补充，还缺什么见重点提案页",
    InstructionAction.CLOSE: "批示已办结",
}
TO_GUESTS: dict[str, str] = {
    KeyVisitAction.PLAN: "邀请参加重点提案{sort}：{day}，{place}",
    KeyVisitAction.CHANGE: "重点提案{sort}有变更：{day}，{place}",
    KeyVisitAction.CALL_OFF: "重点提案{sort}已取消，原定{day}",
    KeyVisitAction.HOLD: "重点提案{sort}的情况已记录",
}


def about_key_list(event: Event) -> Iterator[Message]:
    """The director who is to have it decided; the bodies that are asked."""
    row = KeyList.objects.select_related("case").get(pk=event.case_id)
    yield from to_debtors(event, row.get_absolute_url())


def about_key(event: Event) -> Iterator[Message]:
    key = KeyProposal.objects.select_related("case", "proposal__case").get(pk=event.case_id)
    url = page_now(key)
    for told, seats in news(event, key):
        for seat in seats:
            yield Message(seat, f"{told}：{key.proposal.label}《{key}》", url)
    yield from to_debtors(event, url)


def page_now(key: KeyProposal) -> str:
    """Once it is off the list its page is the committee's only: others are led to the list."""
    return reverse("keys:list") if key.status == key.Status.REMOVED else key.get_absolute_url()


def news(event: Event, key: KeyProposal) -> Iterator[tuple[str, Iterable[Seat]]]:
    """What the event means, and to whom."""
    kind, action = event.subject_type, event.action
    if kind == KeyProposal.kind() and action in TO_PROPOSER:
        yield TO_PROPOSER[action], seats_of(key.proposal)
    elif kind == KeyLeader.kind() and action in TO_LEADER:
        yield from to_leader(event)
    elif kind == KeyVisit.kind() and action in TO_GUESTS:
        yield from to_guests(event)
    elif kind in (PlanItem.kind(), KeyInstruction.kind()) and action in TO_UNIT:
        model = PlanItem if kind == PlanItem.kind() else KeyInstruction
        row = model.objects.select_related("unit__successor").get(pk=event.subject_id)
        yield f"{TO_UNIT[action]}（{str(row)[:30]}）", of_unit(row.unit)


def to_leader(event: Event) -> Iterator[tuple[str, Iterable[Seat]]]:
    leader = KeyLeader.objects.get(pk=event.subject_id)
    told = TO_LEADER[event.action].format(duty=leader.get_duty_display())
    yield told, Seat.objects.held().filter(pk=leader.seat_id or 0)


def to_guests(event: Event) -> Iterator[tuple[str, Iterable[Seat]]]:
    """Who is invited by this very event is invited; the others are told what changed."""
    visit = KeyVisit.objects.select_related("sort").get(pk=event.subject_id)
    fresh = newly_invited(visit, event)
    if event.action != KeyVisitAction.PLAN:
        yield said_to_guests(visit, event.action), invited(visit.guests.exclude(pk__in=fresh))
    yield said_to_guests(visit, KeyVisitAction.PLAN), invited(visit.guests.filter(pk__in=fresh))


def said_to_guests(visit: KeyVisit, action: str) -> str:
    day = f"{visit.planned_on:%-m月%-d日}"
    return TO_GUESTS[action].format(sort=visit.sort, day=day, place=visit.place)


def newly_invited(visit: KeyVisit, event: Event) -> list[int]:
    pairs = [tuple(pair) for told in event.data.get("invited", []) for pair in told]
    known = visit.guests.values_list("pk", "member", "unit")
    return [pk for pk, member, unit in known if (member, unit) in pairs]


def invited(guests: QuerySet[KeyGuest]) -> Iterable[Seat]:
    members = Q(role=Role.MEMBER, member__in=guests.values("member"))
    now = Coalesce("unit__successor", "unit")
    units = Q(role__in=UNITS, unit__in=guests.annotate(now=now).values("now"))
    return Seat.objects.held().filter(members | units)


def of_unit(unit: object) -> Iterable[Seat]:
    if unit is None:
        return Seat.objects.none()
    return Seat.objects.held().filter(role=Role.LIAISON, unit=unit.current.pk)  # type: ignore[attr-defined]


TO_WARNED: dict[str, str] = {
    WarningAction.ISSUE: "收到督办函，请按期答复",
    WarningAction.AGAIN: "再次收到督办函，请按期答复",
    WarningAction.EXTEND: "督办函答复期限已延长",
    WarningAction.CLOSE: "督办函已了结",
    WarningAction.LAPSE: "督办函已自行了结，不必答复",
    WarningAction.VOID: "督办函已作废",
}


def about_warning(event: Event) -> Iterator[Message]:
    """The unit's liaison and head; debtors are told by themselves."""
    letter = WarningLetter.objects.for_page().get(pk=event.case_id)
    url = letter.get_absolute_url()
    if told := TO_WARNED.get(event.action):
        unit = letter.unit.current
        for seat in Seat.objects.held().filter(role__in=UNITS, unit=unit.pk):
            yield Message(seat, f"{told}：{letter.label}，{letter.reason}", url)
    yield from to_debtors(event, url)
