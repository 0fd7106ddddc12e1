"""A whole proposal in one press, as other systems send it."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from members.models import Seat
from proposals.models import Draft, Proposal
from proposals.services.drafting import save_draft, writes_for
from proposals.services.submission import submit
from workflow.hand import Hand
from workflow.procedure import AlreadyDone


@transaction.atomic
def hand_in(seat: Seat, *, by: Hand, proposer: dict[str, Any], **words: Any) -> Proposal:
    """Written and submitted, or nothing.

    The press is the sheet's own name, so that it is one proposal however often it comes.
    Raises AlreadyDone, or ValidationError by field.
    """
    known = by.press and Draft.objects.filter(uid=by.press).first()
    if known and known.proposal:
        raise AlreadyDone(known.proposal.case)
    proposer = writes_for(seat, proposer)
    named = {"uid": by.press} if by.press else {}
    draft = Draft.objects.create(seat=seat, committee=seat.committee, **proposer, **named)
    return submit(save_draft(draft, by=by, seen=0, **words), by=by)
