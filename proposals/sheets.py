"""What the page of a draft shows besides its form: files, co-signers, approval."""

from __future__ import annotations

from typing import Any

from members.models import Role, Seat
from proposals.models import Attachment, Draft
from proposals.services.approving import SEALED


def sheet_of(draft: Draft, seat: Seat) -> dict[str, Any]:
    """Annexes and seals apart; who was asked to sign; whether the head has approved."""
    files = list(draft.files.filter(voided_at=None).select_related("seat__user"))
    body = draft.organisation
    if draft.proposal and draft.proposal.was_sent_here:
        body = None
    return {
        "annexes": [one for one in files if one.purpose == Attachment.Purpose.ANNEX],
        "seals": [one for one in files if one.purpose == Attachment.Purpose.SEAL],
        "wants_seal": body is not None and (seat.role == Role.OFFICE or body.kind in SEALED),
        "wants_approval": body is not None and seat.role in (Role.CONTACT, Role.ORG_HEAD),
        "approved": draft.is_approved,
        "invitations": invitations_of(draft),
    }


def invitations_of(draft: Draft) -> list[Any]:
    asked = draft.invitations.filter(withdrawn_at=None)
    return list(asked.select_related("member").order_by("invited_at", "id"))
