"""What the page of a topic shows to a seat."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse

from consultations.buttons import buttons
from consultations.columns import badge
from consultations.doors import TOPIC_DOORS
from consultations.models import Consultation, Topic
from consultations.showing import born, owed_of
from consultations.showing_parts import files_of
from consultations.workflow import TopicAction
from deadlines.owing import owed_by
from members.models import Role, Seat
from opinions.models import Opinion
from proposals.likeness import SHOWN, titled_alike
from workflow.models import Audience, Event
from workflow.telling import entry

PLANNERS = (Role.TOWNSHIP, Role.OFFICE)


def topic_page(topic: Any, seat: Seat) -> dict[str, Any]:
    """The context of a topic's page; who wished it is known to its township and county."""
    owed = owed_of(topic)
    near = seat.committee_id == topic.committee_id and seat.role != Role.MEMBER
    verbs = pressed(topic, seat)
    merges = any(one.get("verb") == TopicAction.MERGE for one in verbs["actions"])
    return {
        "topic": topic,
        "place": topic.township.named_for(seat.committee_id),
        "status": badge(topic),
        **owed_by(owed, seat),
        **verbs,
        "near": near,
        "files": files_of(topic, seat).get(topic.key(), []),
        "born": born(topic, seat),
        "into": seen(Topic.objects, topic.duplicate_of_id, seat),
        "alike": alike(topic, seat) if merges else [],
        "duplicates": topic.duplicates.select_related("case").visible_to(seat),
        "came_of": seen(Opinion.objects, topic.opinion_id, seat),
        "arranged": seen(Consultation.objects, topic.consultation_id, seat),
        "timeline": [entry(one) for one in topic_events(topic, seat)],
    }


def pressed(topic: Any, seat: Seat) -> dict[str, Any]:
    """Its buttons; of a topic that was taken in the first one leads to its plan, filled in."""
    found: dict[str, Any] = buttons(topic, TOPIC_DOORS, seat, "topic_act")
    if topic.status != Topic.Status.ACCEPTED or seat.role not in PLANNERS:
        return found
    if Topic.objects.plannable_by(seat).filter(pk=topic.pk).exists():
        known = {"topics": topic.pk, "title": topic.title, "villages": topic.village}
        url = f"{reverse('consultations:plan')}?{urlencode(known)}"
        first = {"label": "制定协商计划", "url": url, "main": True, "danger": False}
        found["actions"] = [first, *found["actions"]]
    return found


def alike(topic: Any, seat: Seat) -> list[Topic]:
    """Until it is screened: those it may be merged into with nearly its title, nearest first."""
    if topic.status != Topic.Status.RECEIVED:
        return []
    theirs = Topic.objects.visible_to(seat).filter(township=topic.township_id)
    going_on = theirs.filter(status__in=Topic.GOING_ON).exclude(pk=topic.pk)
    scores = titled_alike(going_on, topic.title)
    best = sorted(scores, key=lambda pk: (-scores[pk], -pk))[:SHOWN]
    rows = Topic.objects.select_related("case").in_bulk(best) if best else {}
    return [rows[pk] for pk in best]


def seen(rows: Any, pk: int | None, seat: Seat) -> Any:
    """That row, if it exists for this seat."""
    return pk and rows.visible_to(seat).select_related("case").filter(pk=pk).first()


def topic_events(topic: Any, seat: Seat) -> QuerySet[Event]:
    events = Event.objects.filter(case=topic.pk)
    if seat.role == Role.MEMBER:
        events = events.exclude(audience=Audience.INTERNAL)
    known = ("user", "seat__committee", "seat__township", "seat__member", "seat__unit")
    return events.select_related(*known, "seat__system", "seat__organisation").order_by("-version")
