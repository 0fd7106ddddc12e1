"""暂停计时, 恢复计时: days on which an answer could not be worked on do not count."""

from __future__ import annotations

from deadlines import pausing
from deadlines.defaults import Kind as Duty
from proposals.models import Assignment
from proposals.services.submission import needed
from proposals.workflow import ASSIGNMENT, ShareAction
from workflow.hand import Hand


def pause(share: Assignment, *, by: Hand, note: str) -> Assignment:
    """暂停计时, with the reason: the answer is still owed, but its limit does not run."""
    with ASSIGNMENT.moving(share, ShareAction.PAUSE, by=by, note=note) as share:
        needed(note, "请写明暂停计时的原因")
        pausing.pause(share, Duty.REPLY)
    return share


def resume(share: Assignment, *, by: Hand, note: str = "") -> Assignment:
    """恢复计时: the answer is due as much later as it stood still."""
    with ASSIGNMENT.moving(share, ShareAction.RESUME, by=by, note=note) as share:
        pausing.resume(share, Duty.REPLY)
    return share


__all__ = ["pause", "resume"]
