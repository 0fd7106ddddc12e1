"""How people come to each verb of a proposal: one line a verb."""

from __future__ import annotations

from members.doors import Door
from proposals import forms, services
from proposals.models import Assignment, Contact, Feedback
from proposals.workflow import (
    ASSIGNMENT,
    CONTACT,
    FEEDBACK,
    MEETING,
    PROPOSAL,
    Action,
    ContactAction,
    FeedbackAction,
    MeetingAction,
    ShareAction,
)


def new_contact(share: Assignment) -> Contact:
    return Contact(proposal=share.proposal, assignment=share)


def new_feedback(share: Assignment) -> Feedback:
    return Feedback(proposal=share.proposal, assignment=share)


def by_action(*doors: Door) -> dict[str, Door]:
    return {str(door.action.value): door for door in doors}


PROPOSAL_DOORS = by_action(
    Door(Action.SCREEN, PROPOSAL, forms.Screen, services.screen, main=True),
    Door(Action.FILE, PROPOSAL, forms.Note, services.file, main=True, tells=True),
    Door(Action.DECLINE, PROPOSAL, forms.Decline, services.decline),
    Door(Action.TRANSFER, PROPOSAL, forms.Transfer, services.transfer, main=True, tells=True),
    Door(Action.HAND_OVER, PROPOSAL, forms.HandOver, services.hand_over, main=True),
    Door(Action.HOLD, PROPOSAL, forms.Reason, services.hold),
    Door(Action.RELEASE, PROPOSAL, forms.Note, services.release, main=True),
    Door(Action.SEND_BACK, PROPOSAL, forms.Reason, services.send_back, danger=True),
)
SHARE_DOORS = by_action(
    Door(ShareAction.SIGN_FOR, ASSIGNMENT, forms.TakeOn, services.sign_for, main=True),
    Door(ShareAction.DRAFT, ASSIGNMENT, forms.Letter, services.draft_reply, main=True),
    Door(
        ShareAction.SEND_TO_REVIEW,
        ASSIGNMENT,
        forms.ToReview,
        services.send_to_review,
        main=True,
        tells=True,
    ),
    Door(ShareAction.WRITE, ASSIGNMENT, forms.Letter, services.write_reply),
    Door(ContactAction.CONTACT, CONTACT, forms.RecordContact, services.record_contact, new_contact),
    Door(ShareAction.WAIVE_CONTACT, ASSIGNMENT, forms.Reason, services.waive_contact),
    Door(ShareAction.REVIEW_PASS, ASSIGNMENT, forms.ReviewPass, services.review_pass, main=True),
    Door(
        ShareAction.REVIEW_SEND_BACK,
        ASSIGNMENT,
        forms.Reason,
        services.review_send_back,
        danger=True,
    ),
    Door(ShareAction.SIGN, ASSIGNMENT, forms.Sign, services.sign, main=True),
    Door(ShareAction.DELIVER, ASSIGNMENT, forms.Deliver, services.deliver, main=True),
    Door(
        FeedbackAction.GIVE_FEEDBACK,
        FEEDBACK,
        forms.GiveFeedback,
        services.give_feedback,
        new_feedback,
        main=True,
    ),
)
CONTACT_DOORS = by_action(
    Door(ContactAction.VOID, CONTACT, forms.Reason, services.void_contact, danger=True),
)
MEETING_DOORS = by_action(
    Door(MeetingAction.CONCLUDE, MEETING, forms.Conclude, services.conclude, main=True),
)
