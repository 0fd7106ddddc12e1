"""What the derived moves of a proposal bring with them."""

from __future__ import annotations

from common import clock
from deadlines.defaults import Kind
from deadlines.models import Obligation
from proposals.discontent import take_up
from proposals.models import Proposal


def replied(proposal: Proposal) -> None:
    """办复: the last answer of the round was delivered today."""
    proposal.replied_on = clock.today()
    take_up(proposal)


def closed(proposal: Proposal) -> None:
    """办结: what silent proposers still owed lapses; silence stays 未表态, never 满意."""
    proposal.closed_on = clock.today()
    awaited = Obligation.objects.open().filter(case=proposal.pk, kind=Kind.FEEDBACK)
    lapsed = awaited.update(cancelled_at=clock.now())
    if lapsed:
        proposal.case.tell("lapsed", lapsed)
