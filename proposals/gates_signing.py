"""Review before signing, or after: the order is a rule of the place (词典“办理规则”)."""

from __future__ import annotations

from typing import Any

from members.place import SIGN_FIRST, rule
from proposals.models import Assignment, Reply
from proposals.rules import (
    Holder,
    dispatcher,
    liaison_of_answering,
    liaison_or_department,
    unit_head,
)


def signs_first(share: Assignment) -> bool:
    """Whether this committee reviews a letter after it was signed, in this term."""
    proposal = share.proposal
    return bool(rule(SIGN_FIRST, proposal.committee_id, proposal.session.term_id))


def liaison_where_review_comes_first(seat: Holder, share: Assignment) -> bool:
    """承办单位经办；本会先审核、后签发的"""
    return liaison_of_answering(seat, share) and not signs_first(share)


def liaison_where_signing_comes_first(seat: Holder, share: Assignment) -> bool:
    """承办单位经办；本会先签发、后审核的"""
    return liaison_of_answering(seat, share) and signs_first(share)


def head_or_dispatcher(seat: Holder, row: Any) -> bool:
    """The head replaces a letter; the dispatcher sends a sealed one back."""
    return unit_head(seat, row) or dispatcher(seat, row)


def liaison_or_dispatcher(seat: Holder, row: Any) -> bool:
    """The unit writes; what is sent back sealed goes on as the next version."""
    return liaison_or_department(seat, row) or dispatcher(seat, row)


def letters(share: Assignment, status: str) -> Any:
    return Reply.objects.filter(assignment=share.pk, status=status)


def reviewed(share: Assignment) -> str:
    """What was not reviewed is signed for review, not for delivery."""
    unreviewed = letters(share, Reply.Status.OPEN).filter(grade=None)
    return "答复稿尚未审核，签发后须送督查室审核" if unreviewed.exists() else ""


def not_reviewed(share: Assignment) -> str:
    unreviewed = letters(share, Reply.Status.OPEN).filter(grade=None)
    return "" if unreviewed.exists() else "答复稿已经审核，请直接签发"


def not_signed(share: Assignment) -> str:
    return "答复已经签发，审核通过后即可送达" if letters(share, "sealed").exists() else ""


def already_signed(share: Assignment) -> str:
    return "" if letters(share, "sealed").exists() else "答复尚未签发"
