"""The procedure as tables: which verbs move a proposal and all that belongs to it."""

from proposals.workflow.actions import (
    Action,
    ContactAction,
    FeedbackAction,
    LetterAction,
    MeetingAction,
    ShareAction,
)
from proposals.workflow.assignment import ASSIGNMENT, CONTACT, FEEDBACK, REPLY
from proposals.workflow.meeting import MEETING
from proposals.workflow.proposal import PROPOSAL

__all__ = [
    "ASSIGNMENT",
    "CONTACT",
    "FEEDBACK",
    "MEETING",
    "PROPOSAL",
    "REPLY",
    "Action",
    "ContactAction",
    "FeedbackAction",
    "LetterAction",
    "MeetingAction",
    "ShareAction",
]
