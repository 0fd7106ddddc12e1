"""更正答复: a letter that was delivered is never re-drafted, it is superseded by another."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.files.base import File

from common import clock
from deadlines.defaults import Kind as Duty
from deadlines.services import meet, owed
from proposals import debts
from proposals.models import Assignment, Attachment, Reply
from proposals.services.commitments import promised_by
from proposals.services.enclosing import enclose_all, take_out
from proposals.services.letters import set_items
from proposals.services.sealing import in_force, seal
from proposals.services.shares import beside
from proposals.services.submission import needed
from proposals.workflow import ASSIGNMENT, REPLY, LetterAction, ShareAction
from workflow.hand import Hand


def replace_reply(
    share: Assignment,
    *,
    by: Hand,
    note: str,
    items: Iterable[dict[str, Any]] = (),
    files: Iterable[File[Any]] = (),
    gone: Iterable[Attachment] = (),
    **letter: Any,
) -> Assignment:
    """拟写更正答复, with the reason; drafted again until the head signs it.

    The categories stay as they were found: only the letter is put right.
    """
    with ASSIGNMENT.moving(share, ShareAction.REPLACE, by=by, note=note) as share:
        needed(note, "请写明为什么要更正答复")
        reply, verb = replacement(share)
        with REPLY.moving(reply, verb, by=by) as reply:
            for name, value in letter.items():
                setattr(reply, name, value)
            set_items(reply, items)
            take_out(reply, gone)
            enclose_all(reply, by=by, files=files)
        if not owed(share, Duty.SIGN_REPLACEMENT).exists():
            debts.owes(share, Duty.SIGN_REPLACEMENT, debts.unit_head(share))
    return share


def replacement(share: Assignment) -> tuple[Reply, LetterAction]:
    """The open replacement, or a new version beside the letter that holds."""
    if drafted := share.replies.filter(status=Reply.Status.OPEN).first():
        return beside(drafted, share), LetterAction.WRITE
    holds = in_force(share)
    fresh = Reply(
        proposal=share.proposal,
        assignment=share,
        version=share.replies.count() + 1,
        own_grade=holds.own_grade,
        grade=holds.grade,
    )
    return fresh, LetterAction.OPEN


def sign_replacement(share: Assignment, *, by: Hand, letter_number: str) -> Assignment:
    """签发更正答复: sealed and delivered today; the earlier letter stays, marked superseded."""
    with ASSIGNMENT.moving(share, ShareAction.SIGN_REPLACEMENT, by=by) as share:
        with REPLY.moving(in_force(share), LetterAction.SUPERSEDE, by=by):
            pass
        letter = seal(share, letter_number, by=by, delivered_on=clock.today())
        promised_by(beside(letter, share), by=by, correcting=True)
        meet(share, Duty.SIGN_REPLACEMENT)
    return share
