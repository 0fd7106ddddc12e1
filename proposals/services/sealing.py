"""What both orders of signing and reviewing have in common."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError

from common import clock
from members.models import Entry, Seat
from proposals.gates_promises import as_published, frozen_sentence
from proposals.models import Assignment, Reply
from proposals.services.letters import claim_number
from proposals.services.screening import listed
from proposals.services.shares import beside
from proposals.services.submission import needed
from proposals.workflow import REPLY, LetterAction
from workflow.hand import Hand


def open_reply(share: Assignment) -> Reply:
    """The letter that is being written."""
    return beside(share.replies.get(status=Reply.Status.OPEN), share)


def in_force(share: Assignment) -> Reply:
    """The sealed letter that holds now."""
    return beside(share.replies.filter(status=Reply.Status.SEALED).latest("version"), share)


def own_grade_chosen(share: Assignment) -> None:
    if not open_reply(share).own_grade_id:
        raise ValidationError("请先在答复稿中选择自评类别", code="gate")


def graded(letter: Reply, grade: Entry, note: str, *, by: Hand) -> None:
    """认定类别; one that differs from the unit's own needs its reason."""
    listed(grade, Entry.Book.GRADE, letter.proposal)
    frozen(letter, grade)
    with REPLY.moving(letter, LetterAction.GRADE, by=by) as reply:
        if reply.own_grade is None or reply.own_grade.code != grade.code:
            needed(note, "认定类别与单位自评不同，请写明理由")
        reply.grade = grade


def frozen(letter: Reply, grade: Entry) -> None:
    """Once the year is published, what it says of a unit's answer is not said otherwise."""
    public = as_published(letter)
    if public is not None and public.grade is not None and public.grade.code != grade.code:
        told = f"{frozen_sentence(letter.assignment)}请选择“{public.grade}”"
        raise ValidationError({"grade": told}, code="gate")


def seal(
    share: Assignment, letter_number: str, *, by: Hand, delivered_on: date | None = None
) -> Reply:
    """定稿: number, signer and day; from now on the letter does not change.

    delivered_on: of a replacement, which is delivered as it is signed.
    """
    needed(letter_number, "请填写发文字号", "letter_number")
    with REPLY.moving(open_reply(share), LetterAction.SEAL, by=by) as reply:
        reply.letter_number = claim_number(reply, letter_number)
        reply.signer = by.seat.user.name if isinstance(by.seat, Seat) else ""
        reply.signed_on, reply.delivered_on = clock.today(), delivered_on
    return reply
