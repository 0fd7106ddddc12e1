"""What clients copy of proposals."""

from __future__ import annotations

from members.copies import SOURCES, Source
from proposals.api import follow_ups, meetings, offline
from proposals.api.serializers import ProposalSerializer
from proposals.models import Proposal

PARTS = ProposalSerializer.EXPANDS


def offer_copies() -> None:
    SOURCES.append(
        Source(
            "proposal",
            "proposals",
            Proposal.kind(),
            lambda seat: Proposal.objects.visible_to(seat),
            ProposalSerializer,
            PARTS,
        )
    )
    SOURCES.extend((follow_ups.SOURCE, meetings.SOURCE, offline.SOURCE))
