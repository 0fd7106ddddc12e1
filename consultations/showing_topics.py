"""What the page of a topic shows to a seat."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from consultations.buttons import buttons
from consultations.columns import badge
from consultations.doors import TOPIC_DOORS
from consultations.models import Consultation, Topic
from consultations.showing import born, debt, owed_of
from consultations.showing_parts import files_of
from members.models import Role, Seat
from opinions.models import Opinion
from workflow.models import Audience, Event
from workflow.telling import entry


def topic_page(topic: Any, seat: Seat) -> dict[str, Any]:
    """The context of a topic's page; who wished it is known to its township and county."""
    owed = owed_of(topic)
    near = seat.committee_id == topic.committee_id and seat.role != Role.MEMBER
    return {
        "topic": topic,
        "place": topic.township.named_for(seat.committee_id),
        "status": badge(topic),
        "mine": [debt(one) for one in owed if one.scope_key == seat.scope_key],
        "waiting": [debt(one) for one in owed if one.scope_key != seat.scope_key],
        **buttons(topic, TOPIC_DOORS, seat, "topic_act"),
        "near": near,
        "files": files_of(topic, seat).get(topic.key(), []),
        "born": born(topic, seat),
        "into": seen(Topic.objects, topic.duplicate_of_id, seat),
        "duplicates": topic.duplicates.select_related("case").visible_to(seat),
        "came_of": seen(Opinion.objects, topic.opinion_id, seat),
        "arranged": seen(Consultation.objects, topic.consultation_id, seat),
        "timeline": [entry(one) for one in topic_events(topic, seat)],
    }


def seen(rows: Any, pk: int | None, seat: Seat) -> Any:
    """That row, if it exists for this seat."""
    return pk and rows.visible_to(seat).select_related("case").filter(pk=pk).first()


def topic_events(topic: Any, seat: Seat) -> QuerySet[Event]:
    events = Event.objects.filter(case=topic.pk)
    if seat.role == Role.MEMBER:
        events = events.exclude(audience=Audience.INTERNAL)
    known = ("user", "seat__committee", "seat__township", "seat__member", "seat__unit")
    return events.select_related(*known, "seat__system", "seat__organisation").order_by("-version")
