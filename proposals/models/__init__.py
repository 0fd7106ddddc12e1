from proposals.models.assignment import Assignment, Contact, Feedback, Reply
from proposals.models.commitments import Commitment, Confirmation
from proposals.models.cosigning import Cosigner, Invitation
from proposals.models.drafts import Draft
from proposals.models.files import Attachment
from proposals.models.follow_up import FollowUp, Visit
from proposals.models.items import ReplyItem
from proposals.models.meeting import AgendaItem, ReviewMeeting
from proposals.models.offline import OfflineMatter
from proposals.models.proposal import (
    Kind,
    Occasion,
    Proposal,
    ProposalText,
    Publication,
    Recommendation,
    Suggestion,
)
from proposals.models.regrading import Regrading
from proposals.models.requests import (
    Change,
    Consultation,
    Extension,
    Opinion,
    Referral,
    Withdrawal,
)
from proposals.models.searching import SearchText
from proposals.models.stored import FileCheck, FileFault

__all__ = [
    "AgendaItem",
    "Assignment",
    "Attachment",
    "Change",
    "Commitment",
    "Confirmation",
    "Consultation",
    "Contact",
    "Cosigner",
    "Draft",
    "Extension",
    "Feedback",
    "FileCheck",
    "FileFault",
    "FollowUp",
    "Invitation",
    "Kind",
    "Occasion",
    "OfflineMatter",
    "Opinion",
    "Proposal",
    "ProposalText",
    "Publication",
    "Recommendation",
    "Referral",
    "Regrading",
    "Reply",
    "ReplyItem",
    "ReviewMeeting",
    "SearchText",
    "Suggestion",
    "Withdrawal",
    "Visit",
]
