"""A topic comes in and is screened by the committee's own rules."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File

from consultations import debts
from consultations.models import Topic
from consultations.rules import SOURCES
from consultations.services.files import enclose_all
from consultations.workflow import TOPIC, TopicAction
from deadlines.defaults import Kind as Duty
from deadlines.services import cancel, meet
from members.models import Entry, Role, Seat, Township
from members.services.numbers import take_numbers
from proposals.services.submission import needed
from workflow.hand import Hand
from workflow.models import Case


def raise_topic(
    township: Township,
    *,
    by: Hand,
    source: str,
    title: str,
    files: Iterable[File[bytes]] = (),
    pictures: Iterable[File[bytes]] = (),
    **details: Any,
) -> Topic:
    """登记议题: numbered within the county, answered for by the township from now on."""
    case = Case(committee=township.committee)
    topic = Topic(case=case, township=township, source=source, title=title.strip(), **details)
    with TOPIC.moving(topic, TopicAction.RAISE, by=by) as topic:
        needed(topic.title, "请填写议题", "title")
        if isinstance(by.seat, Seat) and source not in SOURCES.get(Role(by.seat.role), ()):
            raise ValidationError({"source": "请选择与您身份相符的来源"})
        fitting(topic)
        [topic.number] = take_numbers(township.committee, None, "topic")
        enclose_all(topic, [*files, *pictures], by=by)
        debts.owes(topic, Duty.SCREEN_TOPIC, debts.township(topic))
    return topic


def fitting(topic: Topic) -> None:
    if topic.venue and topic.venue.township_id != topic.township_id:
        raise ValidationError({"venue": f"{topic.venue}不在{topic.township}，请重新选择"})
    if topic.focus and topic.focus.committee_id != topic.committee_id:
        raise ValidationError({"focus": "请选择本会的协商重点"})
    if topic.opinion is None:
        return
    if topic.source != Topic.Source.OPINION:
        raise ValidationError({"opinion": "来源为“社情民意”的，才选择社情民意"})
    if topic.opinion.committee_id != topic.case.committee.pk:
        raise ValidationError({"opinion": "请选择本会的社情民意"})


def accept(
    topic: Topic, *, by: Hand, ground: Entry, focus: Entry | None = None, note: str = ""
) -> Topic:
    """列入协商, by which of the committee's rules."""
    with TOPIC.moving(topic, TopicAction.ACCEPT, by=by, note=note) as topic:
        topic.ground = of_book(ground, Entry.Book.DISCUSSED, topic)
        if focus:
            topic.focus = of_book(focus, Entry.Book.FOCUS, topic)
        meet(topic, Duty.SCREEN_TOPIC)
        debts.owes(topic, Duty.PLAN_TOPIC, debts.township(topic))
    return topic


def decline(topic: Topic, *, by: Hand, ground: Entry, note: str) -> Topic:
    """不列入, by which rule and why: whoever raised it is told."""
    with TOPIC.moving(topic, TopicAction.DECLINE, by=by, note=note) as topic:
        needed(note, "请写明不列入的理由，反映人可以看到")
        topic.ground = of_book(ground, Entry.Book.UNDISCUSSED, topic)
        meet(topic, Duty.SCREEN_TOPIC)
    return topic


def of_book(entry: Entry, book: str, topic: Topic) -> Entry:
    if entry.book != book or entry.committee_id != topic.committee_id:
        raise ValidationError({"ground": "请选择本会词典中的一项"})
    return entry


def merge_topic(topic: Topic, *, by: Hand, into: Topic, note: str = "") -> Topic:
    """并入 another topic of the township that goes on: both are held, so that neither is lost."""
    if into.pk == topic.pk:
        raise ValidationError({"into": "请选择另一件议题"})
    beside = TOPIC.moving_beside(topic, TopicAction.MERGE, [into], by=by, note=note)
    with beside as (topic, [into]):
        if into.status not in Topic.GOING_ON:
            raise ValidationError({"into": "请选择另一件待筛选、已列入或已安排的议题"})
        if into.township_id != topic.township_id:
            raise ValidationError({"into": "只能并入本乡镇的议题"})
        topic.duplicate_of = into
        cancel(topic)
    return topic


__all__ = ["accept", "decline", "merge_topic", "raise_topic"]
