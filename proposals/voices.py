"""What the page of a case shows of opinions: co-units', proposers', and who said nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from members.models import Role, Seat
from proposals.at_hand import asked_of
from proposals.models import Assignment, Feedback, Opinion, Proposal, Reply
from proposals.parties import Giver, names_for


def opinions_for(proposal: Proposal, shares: Sequence[Assignment], seat: Seat) -> list[Opinion]:
    """会办意见: given ones to all but the proposers; its own unit sees it earlier."""
    if seat.role not in READERS or all(share.answers for share in shares):
        return []
    found = proposal.opinions.select_related("assignment__unit").order_by("pk")
    return [one for one in found if one.status == Opinion.Status.GIVEN or own(one, seat)]


READERS = (
    *(Role.OFFICE, Role.DIRECTOR, Role.LEAD, Role.DISPATCHER),
    *(Role.LIAISON, Role.UNIT_HEAD),
)


def own(opinion: Opinion, seat: Seat) -> bool:
    return seat.unit_id is not None and seat.unit_id in (
        opinion.assignment.unit_id,
        opinion.assignment.office_id,
    )


def feedback_of(proposal: Proposal, shares: Sequence[Assignment]) -> list[dict[str, Any]]:
    """Each round apart, the newest first: who said what, and who has said nothing."""
    delivered = [one for one in shares if one.status == Assignment.Status.DELIVERED]
    if not delivered:
        return []
    people = asked_of(proposal)
    called = names_for(proposal, people)
    said = said_of(delivered)
    newest_first = sorted(delivered, key=lambda one: (-one.round, one.pk))
    return [
        round_of(proposal, number, list(group), people, called, said)
        for number, group in groupby(newest_first, key=lambda one: one.round)
    ]


def said_of(shares: Iterable[Assignment]) -> dict[tuple[int, Giver], Feedback]:
    return {
        (share.pk, Giver(one.member_id, one.organisation_id)): one
        for share in shares
        for one in share.feedback.all()
        if one.status == Feedback.Status.RECORDED
    }


def round_of(
    proposal: Proposal,
    number: int,
    shares: Iterable[Assignment],
    people: Iterable[Giver],
    called: dict[Giver, str],
    said: dict[tuple[int, Giver], Feedback],
) -> dict[str, Any]:
    pairs = [(share, who) for share in shares for who in people]
    over = proposal.status == Proposal.Status.CLOSED or number < proposal.round
    return {
        "number": number,
        "said": [said[share.pk, who] for share, who in pairs if (share.pk, who) in said],
        "silent": [
            {"who": called[who], "unit": share.unit}
            for share, who in pairs
            if (share.pk, who) not in said
        ],
        "silence": "未表态" if over else "尚未反馈",  # silence is never 满意
    }


def earlier_letters(share: Assignment, shown: Reply | None) -> list[Reply]:
    """Delivered letters besides the one shown, the newest first: superseded ones stay readable."""
    if shown is None:
        return []
    return [one for one in share.replies.all() if one.delivered_on and one != shown]
