"""What lies beside the text on the page of a proposal: files, co-signers, a request to withdraw."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from members.models import Role, Seat
from proposals.gates_of_proposers import pending
from proposals.models import Attachment, Proposal, Withdrawal

ASKERS = (Role.MEMBER, Role.CONTACT, Role.ORG_HEAD)


def beside_of(proposal: Proposal, seat: Seat, owed: Sequence[object]) -> dict[str, Any]:
    return {
        "kept": not owed and proposal.status == Proposal.Status.DECLINED,  # 留存参考
        "files": Attachment.objects.visible_to(seat).of_case().filter(proposal=proposal),
        "cosigned": cosigned(proposal),
        "withdrawal": request_of(proposal, seat),
    }


def cosigned(proposal: Proposal) -> list[str]:
    """The co-signers' names in the order in which they signed."""
    if not proposal.cosigners:
        return []
    return list(proposal.cosigned.order_by("pk").values_list("member__name", flat=True))


def request_of(proposal: Proposal, seat: Seat) -> Withdrawal | None:
    """The request that waits, for the committee and the proposers only."""
    if seat.is_staff_of_committee or seat.role in ASKERS:
        return pending(proposal)
    return None
