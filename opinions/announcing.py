"""Who is told what about the events of opinions. Debtors are told by themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db.models import Q, QuerySet

from deadlines.announcing import to_debtors
from members.models import Role, Seat
from notices.services import Message
from opinions.models import Forwarding, Opinion
from opinions.workflow import Action, ForwardingAction
from workflow.models import Event

TO_WRITER: dict[str, str] = {
    Action.SUBMIT: "已为您提交社情民意",
    Action.TAKE_UP: "您的社情民意已开始编辑",
    Action.ADOPT: "您的社情民意已采用",
    Action.COMBINE: "您的社情民意已综合采用",
    Action.KEEP: "您的社情民意已留存，理由见页面",
    Action.ISSUE: "您的社情民意已编发",
    Action.INSTRUCT: "您的社情民意获领导批示",
    Action.FORWARD: "您的社情民意已转办",
    Action.ANSWER: "您的社情民意已有办理反馈",
    Action.CLOSE: "您的社情民意已办结",
}
TO_UNIT: dict[str, str] = {
    ForwardingAction.EXTEND: "社情民意反馈期限已延长",
}


def about_opinion(event: Event) -> Iterator[Message]:
    row = Opinion.objects.for_page().get(pk=event.case_id)
    url = row.get_absolute_url()
    yield from to_debtors(event, url)
    yield from to_writers(event, row)
    yield from to_unit(event, row, url)
    yield from to_the_committee_above(event, row, url)


def to_writers(event: Event, row: Opinion) -> Iterator[Message]:
    """Also those whose pieces went into it; not of what they did themselves."""
    told = TO_WRITER.get(event.action)
    if not told or event.subject_type != Opinion.kind():
        return
    known: Iterable[Opinion] = [row]
    if row.form == Opinion.Form.COMBINED:
        known = row.sources.for_page()
    at = f"，{row.label}" if event.action == Action.ISSUE else ""
    for one in known:
        for seat in writers_of(one).exclude(pk=event.seat_id or 0):
            yield Message(seat, f"{told}：《{one.title}》{at}", one.get_absolute_url())


def writers_of(row: Opinion) -> QuerySet[Seat]:
    """The held seats of whoever wrote it."""
    mine = Q(pk__in=())
    if row.member_id:
        mine = Q(role=Role.MEMBER, member=row.member_id)
    elif row.organisation_id:
        mine = Q(role=Role.CONTACT, organisation=row.organisation_id)
    elif row.township_id:
        mine = Q(role=Role.TOWNSHIP, township=row.township_id)
    return Seat.objects.held().filter(mine)


def to_unit(event: Event, row: Opinion, url: str) -> Iterator[Message]:
    told = TO_UNIT.get(event.action)
    if not told or event.subject_type != Forwarding.kind():
        return
    given = Forwarding.objects.select_related("unit__successor").get(pk=event.subject_id)
    for seat in Seat.objects.held().filter(role=Role.LIAISON, unit=given.unit.current):
        yield Message(seat, f"{told}：《{row}》，{given.due_on:%-m月%-d日}前反馈", url)


def to_the_committee_above(event: Event, row: Opinion, url: str) -> Iterator[Message]:
    """What was issued upwards is there to be read."""
    if event.action != Action.ISSUE or not row.sent_up:
        return
    above = row.committee.parent_id
    for seat in Seat.objects.held().filter(role=Role.OFFICE, committee=above):
        yield Message(seat, f"{row.committee.short_name}报送社情民意：《{row}》，{row.label}", url)
