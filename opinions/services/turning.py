"""转为社情民意稿: what was declined as a proposal goes on as an opinion, with consent."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from common.locks import alone
from members.models import Role, Seat
from opinions.models import OpinionDraft
from opinions.onward import may_turn
from opinions.services.drafting import save_draft
from proposals.models import Proposal
from proposals.services import pass_on
from workflow.hand import Hand

PASSED = "转为社情民意稿，由政协办公室编辑。"


@transaction.atomic
def turn_proposal(proposal: Proposal, *, by: Hand) -> OpinionDraft:
    """The draft that begins with its words; the passing on is recorded, unless it was before.

    The same draft once it was begun. Raises PermissionDenied, ValidationError (gate).
    """
    seat = by.seat
    here = isinstance(seat, Seat) and seat.committee_id == proposal.case.committee_id
    if not (here and isinstance(seat, Seat) and seat.role == Role.OFFICE):
        raise PermissionDenied("转为社情民意稿由本会办公室办理")
    alone(f"opinion of a proposal:{proposal.pk}")
    begun = OpinionDraft.objects.filter(proposal=proposal).first()
    if begun:
        return begun
    if why := may_turn(proposal):
        raise ValidationError(why, code="gate")
    if not proposal.passed_on:
        proposal = pass_on(proposal, by=by, note=PASSED)
    return written(seat, proposal, by)


def written(seat: Seat, proposal: Proposal, by: Hand) -> OpinionDraft:
    draft = OpinionDraft.objects.create(
        seat=seat,
        committee=seat.committee,
        proposal=proposal,
        member=proposal.member,
        organisation=proposal.organisation,
    )
    return save_draft(draft, by=by, seen=0, title=proposal.title[:100], body=proposal.body())


__all__ = ["turn_proposal"]
