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
from proposals.workflow.key_actions import (
    AdviceAction,
    CandidateAction,
    InstructionAction,
    ItemAction,
    KeyAction,
    KeyListAction,
    KeyVisitAction,
    LeaderAction,
    MediaAction,
)
from proposals.workflow.key_doings import KEY_INSTRUCTION, KEY_VISIT, MEDIA
from proposals.workflow.key_lists import ADVICE, CANDIDATE, KEY_LIST
from proposals.workflow.keys import KEY, LEADER, PLAN_ITEM
from proposals.workflow.meeting import MEETING
from proposals.workflow.offline import OFFLINE
from proposals.workflow.proposal import PROPOSAL
from proposals.workflow.requests import CHANGE, EXTENSION, REFERRAL
from proposals.workflow.warnings import WARNING, WarningAction
from proposals.workflow.withdrawal import COSIGNER, WITHDRAWAL

__all__ = [
    "ADVICE",
    "ASSIGNMENT",
    "CANDIDATE",
    "CHANGE",
    "COMMITMENT",
    "CONFIRMATION",
    "CONSULTATION",
    "CONTACT",
    "COSIGNER",
    "EXTENSION",
    "FEEDBACK",
    "KEY",
    "KEY_INSTRUCTION",
    "KEY_LIST",
    "KEY_VISIT",
    "LEADER",
    "MEDIA",
    "FOLLOW_UP",
    "MEETING",
    "OFFLINE",
    "OPINION",
    "PLAN_ITEM",
    "PROPOSAL",
    "REFERRAL",
    "REGRADING",
    "REPLY",
    "VISIT",
    "WARNING",
    "WITHDRAWAL",
    "Action",
    "AdviceAction",
    "CandidateAction",
    "CommitmentAction",
    "ConfirmAction",
    "ConsultAction",
    "ContactAction",
    "CosignAction",
    "FeedbackAction",
    "InstructionAction",
    "ItemAction",
    "KeyAction",
    "KeyListAction",
    "KeyVisitAction",
    "LeaderAction",
    "FollowUpAction",
    "LetterAction",
    "MediaAction",
    "MeetingAction",
    "OfflineAction",
    "OpinionAction",
    "ReferralAction",
    "RegradeAction",
    "RequestAction",
    "ShareAction",
    "VisitAction",
    "WarningAction",
    "WithdrawAction",
]
