"""Which proposals ask for the same: titles compared two characters at a time."""

from __future__ import annotations

import re
from typing import NamedTuple

from proposals.models import Proposal
from proposals.querysets import ProposalQuerySet

Status = Proposal.Status
OVER = (Status.WITHDRAWN, Status.DECLINED, Status.MERGED, Status.CLOSED, Status.SENT_BACK)
TARGETS = (Status.SCREENING, Status.FILED)  # what another case may be merged into
LIKE = 0.35  # pairs in both among pairs in either; of 436 real titles it found 16 pairs
SHOWN = 5
FRAME = re.compile(r"^关于|(?:的)?(?:集体)?(?:建议|提案|意见)(?:案)?$|[^\w]|_")
EMPTY_WORDS = re.compile(r"进一步|加快|加强|推进|推动|提升|完善|促进|做好|我[省州市县区]")


class Like(NamedTuple):
    """Another proposal and how much its title is like this one's, in percent."""

    proposal: Proposal
    percent: int


def core(title: str) -> str:
    """What a title is about, without 关于…的建议 and punctuation."""
    bare, before = title.strip(), ""
    while bare != before:
        before, bare = bare, FRAME.sub("", bare)
    return bare


def pairs(title: str) -> frozenset[str]:
    """Every two neighbouring characters of what the title is about."""
    about = EMPTY_WORDS.sub("", core(title)) or core(title)
    return frozenset(about[place : place + 2] for place in range(max(len(about) - 1, 1)))


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Shared pairs among all pairs of both (Jaccard): 1 for the same title, 0 for strangers."""
    return len(one & other) / len(one | other)


def similar(proposal: Proposal, at_least: float = LIKE, shown: int = SHOWN) -> list[Like]:
    """Living proposals of the committee with an equal or nearly equal title, the nearest first."""
    own = pairs(proposal.title)
    living = Proposal.objects.filter(committee=proposal.committee_id).exclude(status__in=OVER)
    titles = living.exclude(pk=proposal.pk).values_list("pk", "title")
    scores = {pk: likeness(own, pairs(title)) for pk, title in titles}
    best = sorted((pk for pk in scores if scores[pk] >= at_least), key=lambda pk: -scores[pk])
    rows = Proposal.objects.for_list().in_bulk(best[:shown]) if best else {}
    return [Like(rows[pk], round(scores[pk] * 100)) for pk in best[:shown]]


def targets(proposal: Proposal) -> list[tuple[str, list[tuple[int, str]]]]:
    """What it may be merged into, for a list to choose from: similar ones first."""
    possible = merge_targets(proposal)
    near = [like.proposal for like in similar(proposal) if like.proposal.status in TARGETS]
    known = {one.pk for one in near}
    others = [one for one in possible.order_by("number", "receipt", "pk") if one.pk not in known]
    groups = (("案由相近", near), ("其他提案", others))
    return [(name, [(one.pk, name_of(one)) for one in rows]) for name, rows in groups if rows]


def merge_targets(proposal: Proposal) -> ProposalQuerySet:
    """Filed or under review in the same committee; what is merged itself has another status."""
    here = Proposal.objects.filter(committee=proposal.committee_id, status__in=TARGETS)
    return here.exclude(pk=proposal.pk).for_list()


def name_of(proposal: Proposal) -> str:
    return f"{proposal.label}　{proposal.title}（{proposal.proposer}）"
