"""先签发、后审核: the other order, where a committee's rules ask for it."""

from __future__ import annotations

from deadlines.defaults import Kind as Duty
from deadlines.services import meet
from members.models import Entry
from proposals import debts
from proposals.models import Assignment, Reply
from proposals.services.enclosing import carry_files
from proposals.services.letters import copy_items, set_items
from proposals.services.sealing import graded, in_force, own_grade_chosen, seal
from proposals.workflow import ASSIGNMENT, REPLY, LetterAction, ShareAction
from workflow.hand import Hand


def send_to_sign(share: Assignment, *, by: Hand) -> Assignment:
    """送签: the head signs first; the same must be true as before a review."""
    with ASSIGNMENT.moving(share, ShareAction.SEND_TO_SIGN, by=by) as share:
        own_grade_chosen(share)
        debts.owes(share, Duty.SIGN, debts.unit_head(share))
    return share


def sign_for_review(share: Assignment, *, by: Hand, letter_number: str) -> Assignment:
    """签发送审: the letter is sealed; the dispatcher owes the review."""
    with ASSIGNMENT.moving(share, ShareAction.SIGN_FOR_REVIEW, by=by) as share:
        seal(share, letter_number, by=by)
        meet(share, Duty.SIGN)
        debts.owes(share, Duty.REVIEW, debts.own_dispatcher(share))
    return share


def pass_signed(share: Assignment, *, by: Hand, grade: Entry, note: str = "") -> Assignment:
    """审核通过 of a signed letter: it may be delivered."""
    with ASSIGNMENT.moving(share, ShareAction.PASS_SIGNED, by=by, note=note) as share:
        graded(in_force(share), grade, note, by=by)
        meet(share, Duty.REVIEW)
        debts.owes(share, Duty.DELIVER, debts.unit_liaison(share))
    return share


def draft_next_version(share: Assignment, by: Hand) -> None:
    """Inside a move: a sealed letter that is sent back stays, the next version is drafted."""
    sealed = share.replies.filter(status=Reply.Status.SEALED)
    if not sealed.exists():
        return
    with REPLY.moving(in_force(share), LetterAction.SUPERSEDE, by=by) as old:
        pass
    words = ("body", "own_grade", "contact_name", "contact_phone")
    fresh = Reply(
        proposal=share.proposal,
        assignment=share,
        version=share.replies.count() + 1,
        **{name: getattr(old, name) for name in words},
    )
    with REPLY.moving(fresh, LetterAction.OPEN, by=by) as fresh:
        set_items(fresh, copy_items(old))
        carry_files(old, fresh)
