"""What clients copy of proposals."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from members.copies import SOURCES, Moved, Source
from proposals.api import follow_ups, meetings, offline
from proposals.api.beside import BESIDE
from proposals.api.key_lists import KeyListSerializer
from proposals.api.keys import KeySerializer
from proposals.api.serializers import ProposalSerializer
from proposals.api.warnings import WarningSerializer
from proposals.models import Candidate, KeyList, KeyProposal, Proposal, WarningLetter

PARTS = ProposalSerializer.EXPANDS


def keys_known(inside: bool) -> QuerySet[Any]:
    """Who sees one no more was told so when it was taken off the list."""
    found: QuerySet[Any] = KeyProposal.objects.all()
    return found if inside else KeyProposal.objects.standing()


def candidates_known(inside: bool) -> QuerySet[Any]:
    found = Candidate.objects.all()
    return found if inside else found.exclude(status=Candidate.Status.DROPPED)


# They tell the title of a proposal, and who sees that one sees the key proposal, too.
KEYS = Moved(Proposal.kind(), BESIDE, keys_known, "proposal")
CANDIDATES = Moved(Proposal.kind(), BESIDE, candidates_known, "proposal", "keylist")


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


def offer_supervision() -> None:
    """督办函, 重点提案 and the lists they are chosen by."""
    for name, model, serializer, moved in (
        ("warning", WarningLetter, WarningSerializer, ()),
        ("key", KeyProposal, KeySerializer, (KEYS,)),
        ("key-list", KeyList, KeyListSerializer, (CANDIDATES,)),
    ):
        seen = model.objects.visible_to
        told = (serializer, serializer.EXPANDS, moved)
        SOURCES.append(Source(name, f"{name}s", model.kind(), seen, *told))
