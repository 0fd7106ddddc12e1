"""The table of one unit's share, and of the letters and records that belong to it (§3.2–3.4)."""

from __future__ import annotations

from proposals.gates import (
    awaits_feedback,
    contact_made_and_opinions_in,
    opinion_approved,
    opinion_due,
    replaceable,
    replacement_drafted,
    signed_for,
)
from proposals.gates_signing import (
    head_or_dispatcher,
    liaison_or_dispatcher,
    liaison_where_review_comes_first,
    not_signed,
    reviewed,
)
from proposals.models import Assignment, Contact, Feedback, Opinion, Reply
from proposals.rules import (
    director,
    dispatcher,
    dispatcher_of_co_unit,
    drafter,
    drafter_of_opinion,
    giver,
    liaison,
    liaison_of_answering,
    liaison_of_co_unit,
    liaison_or_department,
    liaison_or_office,
    proposer_or_office,
    unit_head,
)
from proposals.rules_handing import gives, urger
from proposals.workflow.actions import (
    ContactAction,
    FeedbackAction,
    LetterAction,
    OpinionAction,
    ShareAction,
)
from proposals.workflow.changing import CHANGES, EXTENSIONS, UNFINISHED, UNSIGNED
from proposals.workflow.pausing import PAUSES
from proposals.workflow.proposal import PROPOSAL
from proposals.workflow.signing import SIGNING_FIRST
from workflow.models import Audience
from workflow.procedure import UNBORN, Procedure, move

INTERNAL = Audience.INTERNAL
Share, Letter = Assignment.Status, Reply.Status

ASSIGNMENT = Procedure[Assignment, ShareAction](
    Assignment,
    {
        ShareAction.GIVE: move(UNBORN, to=Share.WAITING, by=gives),
        ShareAction.SIGN_FOR: move(Share.WAITING, to=Share.HANDLING, by=liaison),
        **CHANGES,
        **EXTENSIONS,
        ShareAction.URGE: move(*UNFINISHED, by=urger),
        **PAUSES,
        ShareAction.WAIVE_CONTACT: move(Share.HANDLING, Share.DRAFTING, by=proposer_or_office),
        ShareAction.GIVE_OPINION: move(
            Share.HANDLING, to=Share.OPINION_GIVEN, by=liaison_of_co_unit, gate=opinion_approved
        ),
        ShareAction.WAIVE_OPINION: move(
            Share.WAITING, Share.HANDLING, to=Share.OPINION_WAIVED, by=dispatcher_of_co_unit
        ),
        ShareAction.DRAFT: move(Share.HANDLING, to=Share.DRAFTING, by=drafter, audience=INTERNAL),
        ShareAction.WRITE: move(Share.DRAFTING, by=drafter, audience=INTERNAL),
        ShareAction.SEND_TO_REVIEW: move(
            Share.DRAFTING,
            to=Share.REVIEWING,
            by=liaison_where_review_comes_first,
            gate=contact_made_and_opinions_in,
            audience=INTERNAL,
        ),
        ShareAction.REVIEW_PASS: move(
            Share.REVIEWING, to=Share.SIGNING, by=dispatcher, gate=not_signed, audience=INTERNAL
        ),
        ShareAction.REVIEW_SEND_BACK: move(
            Share.REVIEWING, to=Share.DRAFTING, by=dispatcher, audience=INTERNAL
        ),
        ShareAction.SIGN: move(
            Share.SIGNING, to=Share.SIGNED, by=unit_head, gate=reviewed, audience=INTERNAL
        ),
        **SIGNING_FIRST,
        ShareAction.DELIVER: move(Share.SIGNED, to=Share.DELIVERED, by=liaison_or_office),
        ShareAction.STOP: move(*UNFINISHED, to=Share.STOPPED, by=director),
        ShareAction.CALL_IN: move(*UNSIGNED, to=Share.STOPPED, by=director),
        ShareAction.REPLACE: move(
            Share.DELIVERED, by=liaison_of_answering, gate=replaceable, audience=INTERNAL
        ),
        ShareAction.SIGN_REPLACEMENT: move(Share.DELIVERED, by=unit_head, gate=replacement_drafted),
        ShareAction.REOPEN: move(UNBORN, to=Share.HANDLING, by=director),
    },
    root=PROPOSAL,
    ends=frozenset(
        {
            Share.CHANGED,
            Share.OPINION_GIVEN,
            Share.OPINION_WAIVED,
            Share.DELIVERED,
            Share.STOPPED,
        }
    ),
)
REPLY = Procedure[Reply, LetterAction](
    Reply,
    {
        LetterAction.OPEN: move(
            UNBORN, to=Letter.OPEN, by=liaison_or_dispatcher, audience=INTERNAL
        ),
        LetterAction.WRITE: move(Letter.OPEN, by=liaison_or_department, audience=INTERNAL),
        LetterAction.GRADE: move(Letter.OPEN, Letter.SEALED, by=dispatcher, audience=INTERNAL),
        LetterAction.SEAL: move(Letter.OPEN, to=Letter.SEALED, by=unit_head, audience=INTERNAL),
        LetterAction.HAND_IN: move(Letter.SEALED, by=liaison_or_office, audience=INTERNAL),
        LetterAction.SUPERSEDE: move(
            Letter.SEALED, to=Letter.SUPERSEDED, by=head_or_dispatcher, audience=INTERNAL
        ),
    },
    root=PROPOSAL,
    owed=False,
)
OPINION = Procedure[Opinion, OpinionAction](
    Opinion,
    {
        OpinionAction.DRAFT_OPINION: move(
            UNBORN,
            to=Opinion.Status.DRAFTED,
            by=drafter_of_opinion,
            gate=opinion_due,
            audience=INTERNAL,
        ),
        OpinionAction.WRITE_OPINION: move(
            Opinion.Status.DRAFTED, by=drafter_of_opinion, gate=opinion_due, audience=INTERNAL
        ),
        OpinionAction.APPROVE_OPINION: move(
            Opinion.Status.DRAFTED,
            to=Opinion.Status.APPROVED,
            by=unit_head,
            gate=opinion_due,
            audience=INTERNAL,
        ),
        OpinionAction.GIVEN: move(
            Opinion.Status.APPROVED,
            to=Opinion.Status.GIVEN,
            by=liaison_of_co_unit,
            audience=INTERNAL,
        ),
    },
    root=PROPOSAL,
    owed=False,
)
CONTACT = Procedure[Contact, ContactAction](
    Contact,
    {
        ContactAction.CONTACT: move(
            UNBORN, to=Contact.Status.RECORDED, by=liaison_or_department, gate=signed_for
        ),
        ContactAction.VOID: move(
            Contact.Status.RECORDED, to=Contact.Status.VOID, by=liaison_or_department
        ),
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
