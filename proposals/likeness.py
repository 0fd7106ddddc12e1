"""Which proposals ask for the same: titles compared two characters at a time, and texts."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from django.db.models import QuerySet

from members.models import Seat
from proposals.models import Proposal
from proposals.querysets import ProposalQuerySet
from proposals.resembling import resembling, resembling_case

Status = Proposal.Status
OVER = (Status.WITHDRAWN, Status.DECLINED, Status.MERGED, Status.CLOSED, Status.SENT_BACK)
GONE = (Status.WITHDRAWN, Status.MERGED, Status.SENT_BACK)  # not worth comparing with
TARGETS = (Status.SCREENING, Status.FILED)  # what another case may be merged into
LIKE = 0.35  # pairs in both among pairs in either; of 436 real titles it found 16 pairs
SHOWN = 5
LOOKED_THROUGH = 3000  # titles: some five sessions of a prefecture
FRAME = re.compile(r"^关于|(?:的)?(?:集体)?(?:建议|提案|意见)(?:案)?$|[^\w]|_")
EMPTY_WORDS = re.compile(r"进一步|加快|加强|推进|推动|提升|完善|促进|做好|我[省州市县区]")


class Like(NamedTuple):
    """Another proposal and how much its title or text is like this one's, in percent."""

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


def similar(proposal: Proposal, seat: Seat) -> list[Like]:
    """Of its committee and any session, what this seat sees and what shares passages or title."""
    seen = Proposal.objects.visible_to(seat).filter(committee=proposal.committee_id)
    return like_among(seen.exclude(status__in=GONE), proposal)


def like_among(rows: ProposalQuerySet, proposal: Proposal, shown: int = SHOWN) -> list[Like]:
    """Of these rows those that share passages with it or nearly have its title."""
    others = rows.exclude(pk=proposal.pk)
    alike = resembling_case(others, proposal.pk, shown)
    return best_of(titled_alike(others, proposal.title), alike, shown)


def similar_to(rows: ProposalQuerySet, title: str, body: str, shown: int = SHOWN) -> list[Like]:
    """Of these rows those like what is being written."""
    here = rows.exclude(status__in=GONE)
    return best_of(titled_alike(here, title), resembling(here, title, body, shown), shown)


def titled_alike(rows: QuerySet[Any], title: str) -> dict[int, float]:
    """Of the newest rows those whose title is nearly the same, by how much."""
    own = pairs(title)
    titles = rows.order_by("-pk").values_list("pk", "title")[:LOOKED_THROUGH]
    scores = {pk: likeness(own, pairs(other)) for pk, other in titles}
    return {pk: score for pk, score in scores.items() if score >= LIKE}


def best_of(titles: dict[int, float], texts: dict[int, float], shown: int) -> list[Like]:
    """The nearest by title or text, whichever is nearer."""
    scores = {pk: max(titles.get(pk, 0), texts.get(pk, 0)) for pk in titles | texts}
    best = sorted(scores, key=lambda pk: (-scores[pk], -pk))[:shown]
    rows = Proposal.objects.for_list().in_bulk(best) if best else {}
    return [Like(rows[pk], round(scores[pk] * 100)) for pk in best]


def targets(proposal: Proposal) -> list[tuple[str, list[tuple[int, str]]]]:
    """What it may be merged into, for a list to choose from: similar ones first."""
    possible = merge_targets(proposal)
    near = [like.proposal for like in like_among(possible, proposal)]
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
