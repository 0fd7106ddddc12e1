"""The side roads of a share: passed on inside, given to another unit, given more time."""

from __future__ import annotations

from proposals.gates_handing import (
    adds_after_signing,
    adds_before_signing,
    back_to_handling,
    back_to_waiting,
    extension_asked,
    inside_return_window,
    may_ask_extension,
    may_be_sent_across,
    takes_over,
    was_sent_across,
)
from proposals.models import Assignment
from proposals.rules import dispatcher, liaison
from proposals.rules_handing import decides_change, liaison_of_unit, passes_down, the_system
from proposals.workflow.actions import ShareAction
from workflow.models import Audience
from workflow.procedure import Move, move

INTERNAL = Audience.INTERNAL
Share = Assignment.Status
UNFINISHED = (
    Share.WAITING,
    Share.HANDLING,
    Share.CHANGE_ASKED,
    Share.DRAFTING,
    Share.REVIEWING,
    Share.SIGNING,
    Share.SIGNED,
)
UNSIGNED = (Share.WAITING, Share.CHANGE_ASKED, Share.OPINION_WAIVED)  # may be, by its gate
STANDING = tuple(one for one in Share if one not in Assignment.GONE)
CHANGES: dict[ShareAction, Move] = {
    ShareAction.PASS_INSIDE: move(
        Share.HANDLING, Share.DRAFTING, by=liaison_of_unit, audience=INTERNAL
    ),
    ShareAction.PASS_DOWN: move(Share.HANDLING, Share.DRAFTING, by=passes_down, audience=INTERNAL),
    ShareAction.ASK_CHANGE: move(
        Share.WAITING,
        Share.HANDLING,
        to=Share.CHANGE_ASKED,
        by=liaison,
        gate=inside_return_window,
        audience=INTERNAL,
    ),
    ShareAction.ACCEPT_CHANGE: move(
        Share.CHANGE_ASKED, to=Share.CHANGED, by=decides_change, gate=takes_over
    ),
    ShareAction.CARRY: move(*STANDING, by=the_system),
    ShareAction.SEND_ACROSS: move(
        Share.CHANGE_ASKED, by=dispatcher, gate=may_be_sent_across, audience=INTERNAL
    ),
    ShareAction.GIVE_BACK: move(
        Share.CHANGE_ASKED, by=decides_change, gate=was_sent_across, audience=INTERNAL
    ),
    ShareAction.ADD_WAITING: move(
        Share.CHANGE_ASKED, to=Share.WAITING, by=dispatcher, gate=adds_before_signing
    ),
    ShareAction.ADD_HANDLING: move(
        Share.CHANGE_ASKED, to=Share.HANDLING, by=dispatcher, gate=adds_after_signing
    ),
    ShareAction.RESUME_WAITING: move(
        Share.CHANGE_ASKED,
        to=Share.WAITING,
        by=dispatcher,
        gate=back_to_waiting,
        audience=INTERNAL,
    ),
    ShareAction.RESUME_HANDLING: move(
        Share.CHANGE_ASKED,
        to=Share.HANDLING,
        by=dispatcher,
        gate=back_to_handling,
        audience=INTERNAL,
    ),
}
EXTENSIONS: dict[ShareAction, Move] = {
    ShareAction.ASK_EXTENSION: move(
        Share.HANDLING,
        Share.DRAFTING,
        Share.REVIEWING,
        by=liaison,
        gate=may_ask_extension,
        audience=INTERNAL,
    ),
    ShareAction.GRANT_EXTENSION: move(*UNFINISHED, by=dispatcher, gate=extension_asked),
    ShareAction.REFUSE_EXTENSION: move(
        *UNFINISHED, by=dispatcher, gate=extension_asked, audience=INTERNAL
    ),
}
