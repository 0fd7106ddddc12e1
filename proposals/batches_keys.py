"""列入备选 of many proposals that were ticked in the list, for the key proposals of their year."""

from __future__ import annotations

from typing import Any
from uuid import uuid5

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q, QuerySet

from members.models import Role, Seat, Unit
from proposals.batching import Batch, of_own
from proposals.forms.many import ShortlistMany
from proposals.gates_keys import LED
from proposals.models import Candidate, KeyList, KeyProposal, Proposal
from proposals.services.key_lists import shortlist
from proposals.workflow import KeyListAction
from workflow.hand import Hand

NONE = "本次会议没有正在遴选的名单，请先在“重点提案”中启动遴选"


def selecting(**of: Any) -> QuerySet[KeyList]:
    return KeyList.objects.filter(status=KeyList.Status.SELECTING, **of)


def to_shortlist(seat: Seat) -> QuerySet[Proposal]:
    """What may be led, of sessions whose list is being made, and is not on it yet."""
    standing = KeyProposal.objects.standing().filter(proposal=OuterRef("pk"))
    listed = Candidate.objects.filter(proposal=OuterRef("pk"), status=Candidate.Status.LISTED)
    fitting = of_own(seat).filter(Exists(selecting(session=OuterRef("session"))), status__in=LED)
    return fitting.exclude(Q(Exists(standing)) | Q(Exists(listed)))


def carry(row: Proposal, by: Hand, units: list[Unit], told: dict[str, Any]) -> object:
    """One press on the list for each of them, so that one that is refused holds up no other."""
    found = selecting(session=row.session).select_related("case", "session").first()
    if found is None:
        raise ValidationError(NONE)
    apart = by._replace(seen=None, press=by.press and uuid5(by.press, str(row.pk)))
    return shortlist(found, by=apart, proposals=[row], **told)


SHORTLIST = Batch(
    KeyListAction.SHORTLIST,
    "列入备选",
    (Role.OFFICE,),
    to_shortlist,
    carry,
    ShortlistMany,
    "列入所在会议正在遴选的重点提案名单，供征求意见和主席会议审定。未立案、已列入的不在此列。",
    ticked=False,
    after="keys:list",
    idle="立案的提案在遴选开始以后列在这里；还没有开始的，请先在“重点提案”中启动遴选。",
)
