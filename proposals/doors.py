"""How people come to each verb of a proposal: one line a verb."""

from __future__ import annotations

from members.doors import ActionForm, Door
from members.models import Seat
from proposals import forms, services
from proposals.doors_before import ANSWERS, BEFORE_FILING, CORRECTIONS, OFFLINE_STEPS
from proposals.doors_of_proposers import OF_PROPOSERS
from proposals.models import Assignment, Contact, Feedback, Proposal, Referral
from proposals.parties import Giver, own_voice
from proposals.services.opinions import opinion_of
from proposals.workflow import (
    ASSIGNMENT,
    CONTACT,
    FEEDBACK,
    MEETING,
    OPINION,
    PROPOSAL,
    REFERRAL,
    Action,
    ContactAction,
    FeedbackAction,
    MeetingAction,
    OpinionAction,
    ReferralAction,
    ShareAction,
)


def new_contact(share: Assignment) -> Contact:
    return Contact(proposal=share.proposal, assignment=share)


def new_feedback(share: Assignment, seat: Seat) -> Feedback:
    """The seat's own word, or one that names nobody yet (the office's paper form)."""
    who = own_voice(seat) or Giver(None, None)
    return Feedback(proposal=share.proposal, assignment=share, **who._asdict())


def by_action(*doors: Door) -> dict[str, Door]:
    return {str(door.action.value): door for door in doors}


def new_referral(proposal: Proposal) -> Referral:
    return Referral(proposal=proposal)


CHANGE_DOORS = (
    Door(ShareAction.PASS_INSIDE, ASSIGNMENT, forms.PassInside, services.pass_inside),
    Door(ShareAction.PASS_DOWN, ASSIGNMENT, forms.PassDown, services.pass_down),
    Door(ShareAction.ASK_CHANGE, ASSIGNMENT, forms.AskChange, services.ask_change),
    *(
        Door(verb, ASSIGNMENT, form, service, main=main)
        for verb, form, service, main in (
            (ShareAction.ACCEPT_CHANGE, forms.AcceptChange, services.accept_change, True),
            (ShareAction.ADD_WAITING, forms.AcceptAddition, services.accept_addition, True),
            (ShareAction.ADD_HANDLING, forms.AcceptAddition, services.accept_addition, True),
            (ShareAction.SEND_ACROSS, forms.SendAcross, services.send_across, False),
            (ShareAction.GIVE_BACK, forms.Reason, services.give_back, False),
            (ShareAction.RESUME_WAITING, forms.Reason, services.refuse_change, False),
            (ShareAction.RESUME_HANDLING, forms.Reason, services.refuse_change, False),
            (ShareAction.ASK_EXTENSION, forms.AskExtension, services.ask_extension, False),
            (ShareAction.GRANT_EXTENSION, forms.Note, services.grant_extension, True),
            (ShareAction.REFUSE_EXTENSION, forms.Reason, services.refuse_extension, False),
            (ShareAction.PAUSE, forms.Reason, services.pause, False),
            (ShareAction.RESUME, forms.Note, services.resume, False),
        )
    ),
)
URGE = Door(ShareAction.URGE, ASSIGNMENT, forms.Urge, services.urge)
REFERRAL_DOORS = by_action(
    Door(ReferralAction.TAKE, REFERRAL, forms.Note, services.take_referral, main=True),
    Door(ReferralAction.RETURN, REFERRAL, forms.Reason, services.return_referral),
)
PROPOSAL_DOORS = by_action(
    Door(Action.SCREEN, PROPOSAL, forms.Screen, services.screen, main=True),
    Door(Action.FILE, PROPOSAL, forms.Note, services.file, main=True, tells=True),
    Door(Action.DECLINE, PROPOSAL, forms.Decline, services.decline),
    *BEFORE_FILING,
    *OF_PROPOSERS,
    Door(Action.TRANSFER, PROPOSAL, forms.Transfer, services.transfer, main=True, tells=True),
    Door(Action.HAND_OVER, PROPOSAL, forms.HandOver, services.hand_over, main=True),
    Door(Action.ADD_UNIT, PROPOSAL, forms.AddUnit, services.add_unit),
    Door(ReferralAction.REFER, REFERRAL, forms.Refer, services.refer, new_referral),
    Door(Action.VERIFY, PROPOSAL, forms.Verify, services.verify, main=True),
    Door(Action.REHANDLE, PROPOSAL, forms.Rehandle, services.rehandle, main=True),
    Door(Action.LEAVE_AS_IS, PROPOSAL, forms.LeaveAsIs, services.leave_as_is),
    Door(Action.CONFER, PROPOSAL, forms.Confer, services.confer, main=True),
    Door(Action.HOLD, PROPOSAL, forms.Reason, services.hold),
    Door(Action.RELEASE, PROPOSAL, forms.Note, services.release, main=True),
    Door(Action.SEND_BACK, PROPOSAL, forms.Reason, services.send_back, danger=True),
    *CORRECTIONS,
)


class Numbering(Door):
    """People number all that were filed at once, on a page of its own; a system one by one."""

    def offered(self, seat: Seat, row: Proposal) -> bool:
        """Once it has a number nothing can make it ready for another."""
        return row.number is None and super().offered(seat, row)


NUMBERING = by_action(Numbering(Action.NUMBER, PROPOSAL, ActionForm, services.number_one))
SHARE_DOORS = by_action(
    Door(ShareAction.SIGN_FOR, ASSIGNMENT, forms.TakeOn, services.sign_for, main=True),
    *CHANGE_DOORS,
    *(
        Door(verb, OPINION, form, service, opinion_of, main=main)
        for verb, form, service, main in (
            (OpinionAction.DRAFT_OPINION, forms.WriteOpinion, services.draft_opinion, True),
            (OpinionAction.WRITE_OPINION, forms.WriteOpinion, services.write_opinion, False),
            (OpinionAction.APPROVE_OPINION, forms.Note, services.approve_opinion, True),
        )
    ),
    Door(ShareAction.GIVE_OPINION, ASSIGNMENT, forms.GiveOpinion, services.give_opinion, main=True),
    Door(ShareAction.WAIVE_OPINION, ASSIGNMENT, forms.Reason, services.waive_opinion),
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
    Door(
        ShareAction.SEND_TO_SIGN,
        ASSIGNMENT,
        forms.ToSign,
        services.send_to_sign,
        main=True,
        tells=True,
    ),
    Door(ShareAction.SIGN_FOR_REVIEW, ASSIGNMENT, forms.Sign, services.sign_for_review, main=True),
    Door(ShareAction.PASS_SIGNED, ASSIGNMENT, forms.ReviewPass, services.pass_signed, main=True),
    Door(ShareAction.DELIVER, ASSIGNMENT, forms.Deliver, services.deliver, main=True),
    Door(ShareAction.REPLACE, ASSIGNMENT, forms.Replacement, services.replace_reply),
    Door(
        ShareAction.SIGN_REPLACEMENT, ASSIGNMENT, forms.Sign, services.sign_replacement, main=True
    ),
    Door(
        FeedbackAction.GIVE_FEEDBACK,
        FEEDBACK,
        forms.GiveFeedback,
        services.give_feedback,
        new_feedback,
        of_seat=True,
        main=True,
    ),
    URGE,
)
CONTACT_DOORS = by_action(
    Door(ContactAction.VOID, CONTACT, forms.Reason, services.void_contact, danger=True),
)
MEETING_DOORS = by_action(
    Door(MeetingAction.CONCLUDE, MEETING, forms.Conclude, services.conclude, main=True),
    Door(MeetingAction.LIST, MEETING, forms.ListMore, services.list_proposals),
)
CONSULT_DOORS = by_action(*ANSWERS)
OFFLINE_DOORS = by_action(*OFFLINE_STEPS)
