"""The procedure as tables: which verbs move a proposal and all that belongs to it."""

from proposals.workflow.actions import (
    Action,
    CommitmentAction,
    ConfirmAction,
    ConsultAction,
    ContactAction,
    CosignAction,
    FeedbackAction,
    FollowUpAction,
    LetterAction,
    MeetingAction,
    OfflineAction,
    OpinionAction,
    ReferralAction,
    RegradeAction,
    RequestAction,
    ShareAction,
    VisitAction,
    WithdrawAction,
)
from proposals.workflow.assignment import ASSIGNMENT, CONTACT, FEEDBACK, OPINION, REPLY
from proposals.workflow.commitments import COMMITMENT, CONFIRMATION, REGRADING
from proposals.workflow.consulting import CONSULTATION
from proposals.workflow.follow_up import FOLLOW_UP, VISIT
from proposals.workflow.meeting import MEETING
from proposals.workflow.offline import OFFLINE
from proposals.workflow.proposal import PROPOSAL
from proposals.workflow.requests import CHANGE, EXTENSION, REFERRAL
from proposals.workflow.withdrawal import COSIGNER, WITHDRAWAL

__all__ = [
    "ASSIGNMENT",
    "CHANGE",
    "COMMITMENT",
    "CONFIRMATION",
    "CONSULTATION",
    "CONTACT",
    "COSIGNER",
    "EXTENSION",
    "FEEDBACK",
    "FOLLOW_UP",
    "MEETING",
    "OFFLINE",
    "OPINION",
    "PROPOSAL",
    "REFERRAL",
    "REGRADING",
    "REPLY",
    "VISIT",
    "WITHDRAWAL",
    "Action",
    "CommitmentAction",
    "ConfirmAction",
    "ConsultAction",
    "ContactAction",
    "CosignAction",
    "FeedbackAction",
    "FollowUpAction",
    "LetterAction",
    "MeetingAction",
    "OfflineAction",
    "OpinionAction",
    "ReferralAction",
    "RegradeAction",
    "RequestAction",
    "ShareAction",
    "VisitAction",
    "WithdrawAction",
]
