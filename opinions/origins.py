"""Where an opinion came from and what came of it; apps above say so when they are ready."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from members.models import Seat
from opinions.models import Opinion, OpinionDraft
from proposals.models import Proposal
from proposals.origins import Origin


class Source(NamedTuple):
    """What another app knows of origins: whether a draft has one there, and how it is told."""

    bore: Callable[[OpinionDraft], bool]
    tell: Callable[[OpinionDraft, Seat], list[Origin]]


SOURCES: list[Source] = []
# What other apps began because of an opinion.
AFTERWARDS: list[Callable[[Opinion, Seat], list[Origin]]] = []


def has_origin(draft: OpinionDraft) -> bool:
    return draft.proposal_id is not None or any(source.bore(draft) for source in SOURCES)


def origins_of(draft: OpinionDraft | None, seat: Seat) -> list[Origin]:
    """The topic, task or declined proposal; with its address if the seat may see it."""
    if draft is None:
        return []
    told = [origin for source in SOURCES for origin in source.tell(draft, seat)]
    return told + ([of_proposal(draft.proposal, seat)] if draft.proposal else [])


def of_proposal(proposal: Proposal, seat: Seat) -> Origin:
    seen = Proposal.objects.visible_to(seat).filter(pk=proposal.pk).exists()
    url = proposal.get_absolute_url() if seen else ""
    return Origin(f"不予立案的提案“{proposal.title}”", url)


def afterwards(opinion: Opinion, seat: Seat) -> list[Origin]:
    return [one for tell in AFTERWARDS for one in tell(opinion, seat)]


def opinion_of(draft: OpinionDraft, seat: Seat) -> Origin:
    """What a draft has become, told where it came from."""
    opinion = draft.opinion
    if opinion is None:
        return Origin("社情民意稿（尚未提交）", "")
    if not Opinion.objects.visible_to(seat).filter(pk=opinion.pk).exists():
        return Origin("社情民意（已提交）", "")
    return Origin(
        f"社情民意“{opinion}”（{opinion.get_status_display()}）", opinion.get_absolute_url()
    )
