"""The procedure as tables: which verbs move a consultation and all that belongs to it."""

from consultations.workflow.actions import (
    Action,
    PartAction,
    ProgressAction,
    TaskAction,
    TaskExtensionAction,
    TopicAction,
)
from consultations.workflow.consultation import CONSULTATION
from consultations.workflow.parts import (
    ATTENDEE,
    CONSENSUS,
    MATERIAL,
    OVERSIGHT,
    PARTNER,
    RATING,
    SPEECH,
    VISIT,
)
from consultations.workflow.places import VENUE
from consultations.workflow.task import EXTENSION, PROGRESS, TASK
from consultations.workflow.topic import TOPIC

__all__ = [
    "ATTENDEE",
    "CONSENSUS",
    "CONSULTATION",
    "EXTENSION",
    "MATERIAL",
    "OVERSIGHT",
    "PARTNER",
    "PROGRESS",
    "RATING",
    "SPEECH",
    "TASK",
    "TOPIC",
    "VENUE",
    "VISIT",
    "Action",
    "PartAction",
    "ProgressAction",
    "TaskAction",
    "TaskExtensionAction",
    "TopicAction",
]
