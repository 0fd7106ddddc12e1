"""Which verbs move a proposal, its shares and its meetings: the procedure as a table.

From where, to where, who may say it, and what must be true first (design §3, moves.csv).
"""

from __future__ import annotations

from django.db import models

from proposals.consequences import closed, replied
from proposals.gates import (
    awaits_feedback,
    contact_made_and_opinions_in,
    listed_by_a_meeting,
    not_numbered,
    not_on_hold,
    numbered,
    on_hold,
    signed_for,
)
from proposals.models import Assignment, Contact, Feedback, Proposal, Reply, ReviewMeeting
from proposals.rules import (
    director,
    dispatcher,
    dispatcher_of_hosts,
    every_host_replied,
    every_host_signed,
    feedback_is_over,
    giver,
    liaison,
    liaison_of_answering,
    liaison_or_office,
    office,
    office_or_director,
    proposer_or_office,
    unit_head,
)
from workflow.models import Audience
from workflow.procedure import UNBORN, Procedure, derived, move

INTERNAL, PUBLIC = Audience.INTERNAL, Audience.PUBLIC
Case, Share, Letter = Proposal.Status, Assignment.Status, Reply.Status


class Action(models.TextChoices):
    SUBMIT = "submit", "提交"
    IMPORT = "import", "导入登记"
    SEND_BACK = "send_back", "退回修改"
    SCREEN = "screen", "初审"
    FILE = "file", "立案"
    DECLINE = "decline", "不予立案"
    NUMBER = "number", "编号"
    TRANSFER = "transfer", "移交"
    HAND_OVER = "hand_over", "交办"
    HANDLE = "handle", "开始办理"
    REPLY = "reply", "办复"
    HOLD = "hold", "暂缓办结"
    RELEASE = "release", "解除暂缓"
    CLOSE = "close", "办结"


class ShareAction(models.TextChoices):
    GIVE = "give", "分派"
    SIGN_FOR = "sign_for", "签收"
    WAIVE_CONTACT = "waive_contact", "同意免面商"
    DRAFT = "draft", "拟写答复"
    WRITE = "write", "修改答复稿"
    SEND_TO_REVIEW = "send_to_review", "送审"
    REVIEW_PASS = "review_pass", "审核通过"
    REVIEW_SEND_BACK = "review_send_back", "退回重拟"
    SIGN = "sign", "签发"
    DELIVER = "deliver", "送达"


class LetterAction(models.TextChoices):
    OPEN = "open", "起草"
    WRITE = "write", "修改"
    GRADE = "grade", "认定类别"
    SEAL = "seal", "定稿"
    HAND_IN = "hand_in", "送达"


class ContactAction(models.TextChoices):
    CONTACT = "contact", "记录面商"
    VOID = "void", "作废记录"


class FeedbackAction(models.TextChoices):
    GIVE_FEEDBACK = "give_feedback", "反馈意见"


class MeetingAction(models.TextChoices):
    CONVENE = "convene", "召集审查会议"
    LIST = "list", "列入议程"
    CONCLUDE = "conclude", "结束会议"


PROPOSAL = Procedure[Proposal, Action](
    Proposal,
    {
        Action.SUBMIT: move(UNBORN, Case.SENT_BACK, to=Case.SUBMITTED, by=proposer_or_office),
        Action.IMPORT: move(UNBORN, to=Case.FILED, by=office, audience=INTERNAL),
        Action.SEND_BACK: move(Case.SUBMITTED, Case.SCREENING, to=Case.SENT_BACK, by=office),
        Action.SCREEN: move(Case.SUBMITTED, to=Case.SCREENING, by=office, audience=INTERNAL),
        Action.FILE: move(
            Case.SCREENING, to=Case.FILED, by=director, gate=listed_by_a_meeting, audience=PUBLIC
        ),
        Action.DECLINE: move(
            Case.SCREENING, to=Case.DECLINED, by=director, gate=listed_by_a_meeting
        ),
        Action.NUMBER: move(Case.FILED, by=office, gate=not_numbered, audience=PUBLIC),
        Action.TRANSFER: move(Case.FILED, to=Case.TRANSFERRED, by=office, gate=numbered),
        Action.HAND_OVER: move(
            Case.TRANSFERRED, to=Case.HANDED_OVER, by=dispatcher_of_hosts, audience=PUBLIC
        ),
        Action.HANDLE: derived(Case.HANDED_OVER, to=Case.HANDLING, when=every_host_signed),
        Action.REPLY: derived(
            Case.HANDLING, to=Case.REPLIED, when=every_host_replied, then=replied
        ),
        Action.HOLD: move(Case.REPLIED, by=director, gate=not_on_hold, audience=INTERNAL),
        Action.RELEASE: move(Case.REPLIED, by=director, gate=on_hold, audience=INTERNAL),
        Action.CLOSE: derived(
            Case.REPLIED, to=Case.CLOSED, when=feedback_is_over, then=closed, audience=PUBLIC
        ),
    },
    ends=frozenset({Case.DECLINED, Case.MERGED, Case.WITHDRAWN, Case.CLOSED}),
)
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
MEETING = Procedure[ReviewMeeting, MeetingAction](
    ReviewMeeting,
    {
        MeetingAction.CONVENE: move(
            UNBORN, to=ReviewMeeting.Status.PLANNED, by=office, audience=INTERNAL
        ),
        MeetingAction.LIST: move(ReviewMeeting.Status.PLANNED, by=office, audience=INTERNAL),
        MeetingAction.CONCLUDE: move(
            ReviewMeeting.Status.PLANNED,
            to=ReviewMeeting.Status.HELD,
            by=office_or_director,
            audience=INTERNAL,
        ),
    },
    ends=frozenset({ReviewMeeting.Status.HELD}),
)
