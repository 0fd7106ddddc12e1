from proposals.models.assignment import Assignment, Contact, Feedback, Reply
from proposals.models.meeting import AgendaItem, ReviewMeeting
from proposals.models.proposal import (
    Draft,
    Kind,
    Occasion,
    Proposal,
    ProposalText,
    Publication,
    Recommendation,
    Suggestion,
)

__all__ = [
    "AgendaItem",
    "Assignment",
    "Contact",
    "Draft",
    "Feedback",
    "Kind",
    "Occasion",
    "Proposal",
    "ProposalText",
    "Publication",
    "Recommendation",
    "Reply",
    "ReviewMeeting",
    "Suggestion",
]
