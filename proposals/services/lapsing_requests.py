"""What a unit asked for and nobody needs to decide any more."""

from __future__ import annotations

from deadlines.defaults import Kind as Duty
from deadlines.services import cancel
from proposals.gates_handing import pending_change
from proposals.models import Assignment, Extension
from proposals.services.shares import beside
from proposals.workflow import CHANGE, EXTENSION, RequestAction
from workflow.hand import Hand


def lapse_extension(share: Assignment, *, by: Hand) -> None:
    """A request for more time that nobody needs any more."""
    for request in share.extensions.filter(status=Extension.Status.PENDING):
        with EXTENSION.moving(beside(request, share), RequestAction.LAPSE, by=by):
            cancel(share, Duty.EXTENSION_DECISION)


def lapse_requests(share: Assignment, *, by: Hand) -> None:
    """What was asked for a share that is stopped or done is no longer decided."""
    lapse_extension(share, by=by)
    change = pending_change(share)
    if change is not None:
        with CHANGE.moving(beside(change, share), RequestAction.LAPSE, by=by):
            cancel(share, Duty.CHANGE_DECISION)


__all__ = ["lapse_extension", "lapse_requests"]
