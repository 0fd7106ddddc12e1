"""Which cases a seat may see, by kind: what is owed for others is not shown in calendars."""

from __future__ import annotations

from deadlines.own import SEEN
from proposals.models import OfflineMatter, Proposal, ReviewMeeting


def vouch_for_debts() -> None:
    SEEN[Proposal.kind()] = lambda seat: Proposal.objects.visible_to(seat).values("pk")
    SEEN[ReviewMeeting.kind()] = lambda seat: ReviewMeeting.objects.visible_to(seat).values("pk")
    SEEN[OfflineMatter.kind()] = lambda seat: OfflineMatter.objects.visible_to(seat).values("pk")
