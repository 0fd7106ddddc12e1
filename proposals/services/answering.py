"""面商, 拟稿, 审核, 签发, 送达: how a unit comes to its answer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File

from common import clock
from deadlines.defaults import Kind as Duty
from deadlines.services import meet
from members.models import Entry
from proposals import debts
from proposals.models import Assignment, Attachment, Contact, Reply
from proposals.services import feedback
from proposals.services.commitments import promised_by
from proposals.services.enclosing import enclose_all, take_out
from proposals.services.lapsing_requests import lapse_requests
from proposals.services.letters import set_items
from proposals.services.passing_down import drafted_inside
from proposals.services.sealing import graded, in_force, open_reply, own_grade_chosen, seal
from proposals.services.signing_first import draft_next_version
from proposals.services.submission import needed
from proposals.workflow import (
    ASSIGNMENT,
    CONTACT,
    REPLY,
    ContactAction,
    LetterAction,
    ShareAction,
)
from workflow.hand import Hand


def record_contact(
    share: Assignment,
    *,
    by: Hand,
    way: str,
    held_on: date,
    people: str,
    minutes: str,
    place: str = "",
) -> Contact:
    """记录面商 or another contact with the proposer; the first one meets its deadline."""
    contact = Contact(
        proposal=share.proposal,
        assignment=share,
        way=way,
        held_on=held_on,
        place=place,
        people=people,
        minutes=minutes,
    )
    with CONTACT.moving(contact, ContactAction.CONTACT, by=by) as contact:
        if held_on > clock.today():
            raise ValidationError({"held_on": "面商日期不能晚于今天"})
        notice_on = contact.proposal.notice_on
        if notice_on and held_on < notice_on:
            raise ValidationError({"held_on": f"面商日期不能早于交办通知日期{notice_on}"})
        meet(contact.assignment, Duty.FIRST_CONTACT)
    return contact


def void_contact(contact: Contact, *, by: Hand, note: str) -> Contact:
    """作废: a record that was wrong stays, marked void, with the reason."""
    with CONTACT.moving(contact, ContactAction.VOID, by=by, note=note) as contact:
        needed(note, "请写明作废原因")
    return contact


def waive_contact(share: Assignment, *, by: Hand, note: str) -> Assignment:
    """The proposer agrees that no meeting is needed; the office may record how it was told."""
    with ASSIGNMENT.moving(share, ShareAction.WAIVE_CONTACT, by=by, note=note) as share:
        needed(note, "请写明同意免面商的缘由和方式")
        share.contact_waived = True
        meet(share, Duty.FIRST_CONTACT)
    return share


def draft_reply(
    share: Assignment,
    *,
    by: Hand,
    items: Iterable[dict[str, Any]] = (),
    files: Iterable[File[Any]] = (),
    **letter: Any,
) -> Assignment:
    """拟写答复: the unit begins its answer; items: what becomes of each suggestion."""
    with ASSIGNMENT.moving(share, ShareAction.DRAFT, by=by) as share:
        reply = Reply(
            proposal=share.proposal,
            assignment=share,
            version=share.replies.count() + 1,
            **letter,
        )
        with REPLY.moving(reply, LetterAction.OPEN, by=by) as reply:
            set_items(reply, items)
            enclose_all(reply, by=by, files=files)
        drafted_inside(share)
    return share


def write_reply(
    share: Assignment,
    *,
    by: Hand,
    items: Iterable[dict[str, Any]] | None = None,
    files: Iterable[File[Any]] = (),
    gone: Iterable[Attachment] = (),
    **letter: Any,
) -> Assignment:
    """修改答复稿: another wording, until it goes to review; items: None leaves them.

    files are added to what it carries, gone are taken out.
    """
    with (
        ASSIGNMENT.moving(share, ShareAction.WRITE, by=by) as share,
        REPLY.moving(open_reply(share), LetterAction.WRITE, by=by) as reply,
    ):
        for name, value in letter.items():
            setattr(reply, name, value)
        if items is not None:
            set_items(reply, items)
        take_out(reply, gone)
        enclose_all(reply, by=by, files=files)
    return share


def send_to_review(share: Assignment, *, by: Hand) -> Assignment:
    """送审: not before the opinions are in and the proposer was met, or waived both."""
    with ASSIGNMENT.moving(share, ShareAction.SEND_TO_REVIEW, by=by) as share:
        own_grade_chosen(share)
        debts.owes(share, Duty.REVIEW, debts.own_dispatcher(share))
    return share


def review_pass(share: Assignment, *, by: Hand, grade: Entry, note: str = "") -> Assignment:
    """审核通过, with the 认定类别; a grade that differs from the unit's own needs its reason."""
    with ASSIGNMENT.moving(share, ShareAction.REVIEW_PASS, by=by, note=note) as share:
        graded(open_reply(share), grade, note, by=by)
        meet(share, Duty.REVIEW)
        debts.owes(share, Duty.SIGN, debts.unit_head(share))
    return share


def review_send_back(share: Assignment, *, by: Hand, note: str) -> Assignment:
    """退回重拟, with the reason."""
    with ASSIGNMENT.moving(share, ShareAction.REVIEW_SEND_BACK, by=by, note=note) as share:
        needed(note, "请写明退回重拟的原因")
        draft_next_version(share, by)
        meet(share, Duty.REVIEW)
    return share


def sign(share: Assignment, *, by: Hand, letter_number: str) -> Assignment:
    """签发: the head of the unit signs; the letter is sealed and no longer changes."""
    with ASSIGNMENT.moving(share, ShareAction.SIGN, by=by) as share:
        seal(share, letter_number, by=by)
        meet(share, Duty.SIGN)
        debts.owes(share, Duty.DELIVER, debts.unit_liaison(share))
    return share


def deliver(
    share: Assignment, *, by: Hand, delivered_on: date, files: Iterable[File[Any]] = ()
) -> Assignment:
    """送达: the answer is in the proposer's hands, who is now asked what they think of it.

    files: the letter as it was sealed on paper, and what was enclosed with it.
    """
    with ASSIGNMENT.moving(share, ShareAction.DELIVER, by=by) as share:
        reply = in_force(share)
        if not reply.signed_on or not reply.signed_on <= delivered_on <= clock.today():
            raise ValidationError({"delivered_on": "送达日期应在签发之日至今天之间"})
        with REPLY.moving(reply, LetterAction.HAND_IN, by=by) as reply:
            reply.delivered_on = delivered_on
            enclose_all(reply, by=by, files=files, purpose=Attachment.Purpose.LETTER)
        promised_by(reply, by=by)
        meet(share, Duty.REPLY, Duty.DELIVER)
        lapse_requests(share, by=by)
        feedback.ask(share, start=delivered_on)
    return share
