"""The table of a topic (议题)."""

from __future__ import annotations

from consultations.gates import stood_in
from consultations.models import Topic
from consultations.rules import office, raiser, the_system, township, township_or_office
from consultations.workflow.actions import TopicAction
from workflow.models import Audience
from workflow.procedure import UNBORN, Procedure, move

Status, INTERNAL = Topic.Status, Audience.INTERNAL

TOPIC = Procedure[Topic, TopicAction](
    Topic,
    {
        TopicAction.RAISE: move(UNBORN, to=Status.RECEIVED, by=raiser),
        TopicAction.ACCEPT: move(Status.RECEIVED, to=Status.ACCEPTED, by=township),
        TopicAction.DECLINE: move(Status.RECEIVED, to=Status.DECLINED, by=township),
        TopicAction.MERGE: move(Status.RECEIVED, Status.ACCEPTED, to=Status.DUPLICATE, by=township),
        TopicAction.ARRANGE: move(Status.ACCEPTED, to=Status.PLANNED, by=township),
        TopicAction.RELEASE: move(Status.PLANNED, to=Status.ACCEPTED, by=township),
        TopicAction.TURN: move(
            Status.RECEIVED, Status.ACCEPTED, to=Status.TURNED, by=office, audience=INTERNAL
        ),
        TopicAction.BACK_RECEIVED: move(
            Status.TURNED,
            to=Status.RECEIVED,
            by=office,
            gate=stood_in("received"),
            audience=INTERNAL,
        ),
        TopicAction.BACK_ACCEPTED: move(
            Status.TURNED,
            to=Status.ACCEPTED,
            by=office,
            gate=stood_in("accepted"),
            audience=INTERNAL,
        ),
        TopicAction.TURN_OPINION: move(
            *(Status.RECEIVED, Status.ACCEPTED),
            to=Status.TO_OPINION,
            by=township_or_office,
            audience=INTERNAL,
        ),
        TopicAction.FOLLOW: move(
            Status.RECEIVED, Status.ACCEPTED, by=the_system, audience=INTERNAL
        ),
    },
    ends=frozenset(
        {Status.DECLINED, Status.DUPLICATE, Status.PLANNED, Status.TURNED, Status.TO_OPINION}
    ),
)
