"""From topics to an approved plan: survey, the Party committee's word, or called off."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction

from common import clock
from consultations import debts
from consultations.models import Consultation, Topic, Visit
from consultations.services.files import enclose_all
from consultations.services.partners import brought_by
from consultations.workflow import CONSULTATION, TOPIC, VISIT, Action, PartAction, TopicAction
from deadlines.defaults import Kind as Duty
from deadlines.services import cancel, cancel_all, meet
from members.models import Township
from proposals.services.submission import needed
from workflow.hand import Hand
from workflow.holding import holding_all, lend
from workflow.models import Case


@transaction.atomic
def plan(
    township: Township, *, by: Hand, topics: Iterable[Topic], title: str, **details: Any
) -> Consultation:
    """制定协商计划 for accepted topics of the township; they are arranged with it."""
    case = Case(committee=township.committee)
    row = Consultation(case=case, township=township, title=title.strip(), **details)
    with CONSULTATION.moving(row, Action.PLAN, by=by) as row:
        needed(row.title, "请填写协商主题", "title")
        fitting(row)
        debts.owes(row, Duty.ASK_PLAN, debts.township(row))
    arrange(row, list(topics), by)
    return row


def arrange(row: Consultation, topics: list[Topic], by: Hand) -> None:
    """The consultation lies in nobody else's sight yet; its topics are locked together."""
    if not topics:
        raise ValidationError({"topics": "请至少选择一件已列入协商的议题"})
    with holding_all(*(one.case for one in topics)) as cases:
        for topic, case in zip(topics, cases, strict=True):
            held = lend(topic, case)
            if held.township_id != row.township_id:
                raise ValidationError({"topics": f"“{held}”不是本乡镇的议题"})
            with TOPIC.moving(held, TopicAction.ARRANGE, by=by.blind()) as held:
                held.consultation = row
                meet(held, Duty.PLAN_TOPIC)


def fitting(row: Consultation) -> None:
    if row.venue and row.venue.township_id != row.township_id:
        raise ValidationError({"venue": f"{row.venue}不在{row.township}，请重新选择"})
    within(row.planned_on, "planned_on", 1)


def revise(row: Consultation, *, by: Hand, **details: Any) -> Consultation:
    """修改计划 before it is asked for."""
    with CONSULTATION.moving(row, Action.REVISE, by=by) as row:
        for name, value in details.items():
            setattr(row, name, value)
        fitting(row)
    return row


def record_visit(
    row: Consultation, *, by: Hand, files: Iterable[File[bytes]] = (), **details: Any
) -> Visit:
    """记录走访调研, with its pictures."""
    visit = Visit(consultation=row, township=brought_by(by, row), **details)
    with VISIT.moving(visit, PartAction.RECORD_VISIT, by=by) as visit:
        not_to_come(visit.visited_on, "visited_on")
        enclose_all(visit, files, by=by)
    return visit


def not_to_come(day: date, field: str) -> None:
    if day > clock.today():
        raise ValidationError({field: "日期不能晚于今天"})
    within(day, field, 1)


def within(day: date, field: str, years: int) -> None:
    """What lies further off was mistyped; it would be owed for ever, or late at once."""
    if abs(day - clock.today()) > timedelta(days=366 * years):
        raise ValidationError({field: f"日期与今天相差超过{years}年，请核对年份"})


def void_visit(visit: Visit, *, by: Hand, note: str) -> Visit:
    with VISIT.moving(visit, PartAction.VOID_VISIT, by=by, note=note) as visit:
        needed(note, "请写明作废的原因")
    return visit


def ask_plan(row: Consultation, *, by: Hand, note: str = "") -> Consultation:
    """报党委审批计划: after the survey."""
    with CONSULTATION.moving(row, Action.ASK_PLAN, by=by, note=note) as row:
        meet(row, Duty.ASK_PLAN)
        debts.owes(row, Duty.APPROVE_PLAN, debts.party(row))
    return row


def approve_plan(row: Consultation, *, by: Hand, note: str = "") -> Consultation:
    """批准计划: the meeting is owed by its day; where that has come already, by the usual limit."""
    with CONSULTATION.moving(row, Action.APPROVE_PLAN, by=by, note=note) as row:
        meet(row, Duty.APPROVE_PLAN)
        if row.planned_on > clock.today():
            owes_meeting(row)
        else:
            debts.owes(row, Duty.HOLD_MEETING, debts.township(row))
    return row


def owes_meeting(row: Consultation) -> None:
    township, day = debts.township(row), row.planned_on
    debts.owes_on(row, Duty.HOLD_MEETING, township, day, debts.IN_THE_PLAN)


def reschedule(row: Consultation, *, by: Hand, planned_on: date, note: str) -> Consultation:
    """改定日期 of an approved meeting, with the reason: owed by the new day; guests are told."""
    with CONSULTATION.moving(row, Action.RESCHEDULE, by=by, note=note) as row:
        needed(note, "请写明改期的原因")
        if planned_on < clock.today():
            raise ValidationError({"planned_on": "新的日期不能早于今天"})
        within(planned_on, "planned_on", 1)
        row.planned_on = planned_on
        cancel(row, Duty.HOLD_MEETING)
        owes_meeting(row)
    return row


def send_back_plan(row: Consultation, *, by: Hand, note: str) -> Consultation:
    """退回计划, with the reason."""
    with CONSULTATION.moving(row, Action.SEND_BACK_PLAN, by=by, note=note) as row:
        needed(note, "请写明退回的原因")
        meet(row, Duty.APPROVE_PLAN)
        debts.owes(row, Duty.ASK_PLAN, debts.township(row))
    return row


def call_off(row: Consultation, *, by: Hand, note: str) -> Consultation:
    """取消协商: its topics are to be arranged anew."""
    topics = row.topics.select_related("case").order_by("pk")
    beside = CONSULTATION.moving_beside(row, Action.CALL_OFF, topics, by=by, note=note)
    with beside as (row, held):
        needed(note, "请写明取消的原因")
        cancel_all(row)
        for topic in held:
            with TOPIC.moving(topic, TopicAction.RELEASE, by=by.blind()) as topic:
                topic.consultation = None
                debts.owes(topic, Duty.PLAN_TOPIC, debts.township(topic))
    return row


__all__ = [
    *("approve_plan", "ask_plan", "call_off", "plan", "record_visit"),
    *("reschedule", "revise", "send_back_plan", "void_visit"),
]
