"""The lines of a share where a letter is signed before it is reviewed."""

from __future__ import annotations

from proposals.gates import contact_made_and_opinions_in
from proposals.gates_signing import (
    already_signed,
    liaison_where_signing_comes_first,
    not_reviewed,
)
from proposals.models import Assignment
from proposals.rules import dispatcher, unit_head
from proposals.workflow.actions import ShareAction
from workflow.models import Audience
from workflow.procedure import move

Share, INTERNAL = Assignment.Status, Audience.INTERNAL
SIGNING_FIRST = {
    ShareAction.SEND_TO_SIGN: move(
        Share.DRAFTING,
        to=Share.SIGNING,
        by=liaison_where_signing_comes_first,
        gate=contact_made_and_opinions_in,
        audience=INTERNAL,
    ),
    ShareAction.SIGN_FOR_REVIEW: move(
        Share.SIGNING, to=Share.REVIEWING, by=unit_head, gate=not_reviewed, audience=INTERNAL
    ),
    ShareAction.PASS_SIGNED: move(
        Share.REVIEWING, to=Share.SIGNED, by=dispatcher, gate=already_signed, audience=INTERNAL
    ),
}
