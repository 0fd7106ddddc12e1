"""The clock of an answer: stopped while it is not in the unit's hands, and let run again."""

from __future__ import annotations

from proposals.gates_handing import may_pause, may_resume
from proposals.models import Assignment
from proposals.rules import dispatcher_or_office
from proposals.workflow.actions import ShareAction
from workflow.procedure import Move, move

Share = Assignment.Status

PAUSES: dict[ShareAction, Move] = {
    ShareAction.PAUSE: move(
        Share.HANDLING, Share.DRAFTING, by=dispatcher_or_office, gate=may_pause
    ),
    ShareAction.RESUME: move(
        *(Share.HANDLING, Share.DRAFTING, Share.REVIEWING, Share.SIGNING, Share.SIGNED),
        by=dispatcher_or_office,
        gate=may_resume,
    ),
}
