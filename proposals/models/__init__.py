from proposals.models.assignment import Assignment, Contact, Feedback, Reply
from proposals.models.commitments import Commitment, Confirmation
from proposals.models.cosigning import Cosigner, Invitation
from proposals.models.drafts import Draft
from proposals.models.files import Attachment
from proposals.models.follow_up import FollowUp, Visit
from proposals.models.importing import LedgerColumns
from proposals.models.items import ReplyItem
from proposals.models.key_doings import (
    KeyGuest,
    KeyInstruction,
    KeyVisit,
    MediaReport,
)
from proposals.models.key_lists import Advice, Candidate, KeyList, Score
from proposals.models.keys import KeyLeader, KeyProposal, PlanItem
from proposals.models.marks import Mark
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
from proposals.models.warnings import WarningItem, WarningLetter

__all__ = [
    "Advice",
    "AgendaItem",
    "Assignment",
    "Attachment",
    "Candidate",
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
    "KeyGuest",
    "KeyInstruction",
    "KeyLeader",
    "KeyList",
    "KeyProposal",
    "KeyVisit",
    "Kind",
    "LedgerColumns",
    "Mark",
    "MediaReport",
    "Occasion",
    "OfflineMatter",
    "Opinion",
    "PlanItem",
    "Proposal",
    "ProposalText",
    "Publication",
    "Recommendation",
    "Referral",
    "Regrading",
    "Reply",
    "ReplyItem",
    "ReviewMeeting",
    "Score",
    "SearchText",
    "Suggestion",
    "WarningItem",
    "WarningLetter",
    "Withdrawal",
    "Visit",
]
