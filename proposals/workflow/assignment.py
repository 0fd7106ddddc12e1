"""The table of one unit's share, and of the letters and records that belong to it (§3.2–3.4)."""

from __future__ import annotations

from proposals.gates import (
    awaits_feedback,
    contact_made_and_opinions_in,
    signed_for,
)
from proposals.models import Assignment, Contact, Feedback, Reply
from proposals.rules import (
    dispatcher,
    giver,
    liaison,
    liaison_of_answering,
    liaison_or_office,
    proposer_or_office,
    unit_head,
)
from proposals.workflow.actions import (
    ContactAction,
    FeedbackAction,
    LetterAction,
    ShareAction,
)
from proposals.workflow.proposal import PROPOSAL
from workflow.models import Audience
from workflow.procedure import UNBORN, Procedure, move

INTERNAL = Audience.INTERNAL
Share, Letter = Assignment.Status, Reply.Status

ASSIGNMENT = Procedure[Assignment, ShareAction](
    Assignment,
    {
        ShareAction.GIVE: move(UNBORN, to=Share.WAITING, by=dispatcher),
        ShareAction.SIGN_FOR: move(Share.WAITING, to=Share.HANDLING, by=liaison),
        ShareAction.WAIVE_CONTACT: move(Share.HANDLING, Share.DRAFTING, by=proposer_or_office),
        ShareAction.DRAFT: move(
            Share.HANDLING, to=Share.DRAFTING, by=liaison_of_answering, audience=INTERNAL
        ),
        ShareAction.WRITE: move(Share.DRAFTING, by=liaison_of_answering, audience=INTERNAL),
        ShareAction.SEND_TO_REVIEW: move(
            Share.DRAFTING,
            to=Share.REVIEWING,
            by=liaison_of_answering,
            gate=contact_made_and_opinions_in,
            audience=INTERNAL,
        ),
        ShareAction.REVIEW_PASS: move(
            Share.REVIEWING, to=Share.SIGNING, by=dispatcher, audience=INTERNAL
        ),
        ShareAction.REVIEW_SEND_BACK: move(
            Share.REVIEWING, to=Share.DRAFTING, by=dispatcher, audience=INTERNAL
        ),
        ShareAction.SIGN: move(Share.SIGNING, to=Share.SIGNED, by=unit_head, audience=INTERNAL),
        ShareAction.DELIVER: move(Share.SIGNED, to=Share.DELIVERED, by=liaison_or_office),
    },
    root=PROPOSAL,
    ends=frozenset({Share.CHANGED, Share.OPINION_GIVEN, Share.OPINION_WAIVED, Share.DELIVERED}),
)
REPLY = Procedure[Reply, LetterAction](
    Reply,
    {
        LetterAction.OPEN: move(UNBORN, to=Letter.OPEN, by=liaison, audience=INTERNAL),
        LetterAction.WRITE: move(Letter.OPEN, by=liaison, audience=INTERNAL),
        LetterAction.GRADE: move(Letter.OPEN, by=dispatcher, audience=INTERNAL),
        LetterAction.SEAL: move(Letter.OPEN, to=Letter.SEALED, by=unit_head, audience=INTERNAL),
        LetterAction.HAND_IN: move(Letter.SEALED, by=liaison_or_office, audience=INTERNAL),
    },
    root=PROPOSAL,
    owed=False,
)
CONTACT = Procedure[Contact, ContactAction](
    Contact,
    {
        ContactAction.CONTACT: move(
            UNBORN, to=Contact.Status.RECORDED, by=liaison, gate=signed_for
        ),
        ContactAction.VOID: move(Contact.Status.RECORDED, to=Contact.Status.VOID, by=liaison),
    },
    root=PROPOSAL,
    owed=False,
)
FEEDBACK = Procedure[Feedback, FeedbackAction](
    Feedback,
    {
        FeedbackAction.GIVE_FEEDBACK: move(
            UNBORN, to=Feedback.Status.RECORDED, by=giver, gate=awaits_feedback
        ),
    },
    root=PROPOSAL,
    owed=False,
)
