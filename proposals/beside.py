"""What lies beside the text on the page of a proposal: files, co-signers, a request to withdraw."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from members.models import Role, Seat
from proposals.gates_of_proposers import pending
from proposals.models import Attachment, Commitment, Proposal, Reply, Withdrawal

ASKERS = (Role.MEMBER, Role.CONTACT, Role.ORG_HEAD)


def beside_of(proposal: Proposal, seat: Seat, owed: Sequence[object]) -> dict[str, Any]:
    files = list(Attachment.objects.visible_to(seat).live().filter(proposal=proposal))
    return {
        "kept": not owed and proposal.status == Proposal.Status.DECLINED,  # 留存参考
        "files": [one for one in files if not one.subject_type],
        "enclosed": [one for one in files if one.subject_type],  # with a letter or a paper form
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


def with_letters(
    units: Sequence[dict[str, Any]], enclosed: Sequence[Attachment]
) -> list[Attachment]:
    """Each letter that is shown gets its files as `files`; what is left belongs elsewhere."""
    rest = list(enclosed)
    for line in units:
        key = line["reply"].key() if line["reply"] else None
        line["files"] = [one for one in rest if (one.subject_type, one.subject_id) == key]
        rest = [one for one in rest if one not in line["files"]]
    return rest


def files_with(row: Reply | Commitment | None, seat: Seat) -> list[Attachment]:
    """What a letter carries, or the evidence of a promise, for whoever decides about it."""
    if row is None:
        return []
    theirs = Attachment.objects.visible_to(seat).live().filter(proposal=row.proposal_id)
    return list(theirs.filter(subject_type=row.kind(), subject_id=row.pk))
