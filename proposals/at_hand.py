"""What the page of a case has read already, lent to its gates so that they need not ask again.

Only a page that shows and does not change lends it; a service asks the database under the lock.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Prefetch, prefetch_related_objects

from deadlines.defaults import Kind
from deadlines.models import Obligation
from deadlines.policies import Policies
from proposals.models import Assignment, Extension, Feedback, Proposal, Reply
from proposals.parties import Giver, first_of, firsts_of, givers


@dataclass(frozen=True)
class AtHand:
    """What is open about a case, who is asked for feedback, whether units asked for anything."""

    owed: list[Obligation]
    givers: list[Giver]
    asks: bool
    proposal: Proposal

    @cached_property
    def firsts(self) -> list[Giver]:
        """The first proposers, of merged cases too."""
        return firsts_of(self.proposal)

    @cached_property
    def policies(self) -> Policies:
        """What is in force for it."""
        return Policies(self.proposal.case.committee_id, self.proposal.session.term)


def gather(proposal: Proposal, shares: Sequence[Assignment]) -> AtHand:
    """Read it once, with the letters and what was said of those that were delivered."""
    kept = AtHand(open_of(proposal), people_of(proposal), getattr(proposal, "asks", True), proposal)
    proposal.__dict__["at_hand"] = kept
    if getattr(proposal, "withdraws", True):
        prefetch_related_objects([proposal], "withdrawals")
    read_letters(shares)
    delivered = [one for one in shares if one.status == Assignment.Status.DELIVERED]
    said = Feedback.objects.select_related("assignment__unit", "member", "organisation")
    prefetch_related_objects(delivered, Prefetch("feedback", said))
    return kept


def gathered(proposal: Proposal) -> AtHand | None:
    found: AtHand | None = proposal.__dict__.get("at_hand")
    return found


def open_of(proposal: Proposal) -> list[Obligation]:
    """What is open about the case, the most urgent first."""
    still = Obligation.objects.open().filter(case=proposal.pk).select_related("unit")
    return list(still.order_by("due_on", "id"))


def people_of(proposal: Proposal) -> list[Giver]:
    """The givers; a page that knows of no co-signer and no merged case does not ask."""
    alone = not proposal.cosigners and not getattr(proposal, "absorbs", True)
    return [first_of(proposal)] if alone else givers(proposal)


def read_letters(shares: Sequence[Assignment]) -> None:
    """All answers of these shares with their items, the newest first: two questions."""
    letters = Reply.objects.select_related("grade", "own_grade").prefetch_related("items")
    prefetch_related_objects(list(shares), Prefetch("replies", letters.order_by("-version")))


def asked_of(proposal: Proposal) -> list[Giver]:
    """Who is asked for feedback."""
    kept = gathered(proposal)
    return givers(proposal) if kept is None else kept.givers


def firsts_at_hand(proposal: Proposal) -> list[Giver]:
    """The first proposers; a page that knows of no merged case does not ask."""
    if not getattr(proposal, "absorbs", True):
        return [first_of(proposal)]
    kept = gathered(proposal)
    return firsts_of(proposal) if kept is None else kept.firsts


def open_for(proposal: Proposal, kind: Kind) -> bool:
    """Whether that is still to be done for the case."""
    kept = gathered(proposal)
    if kept is not None:
        return any(one.kind == kind for one in kept.owed)
    return Obligation.objects.open().filter(case=proposal.pk, kind=kind).exists()


def pending_extension(share: Assignment) -> bool:
    """Whether the unit's wish for more time waits to be decided."""
    kept = gathered(share.proposal)
    if kept is not None and not kept.asks:
        return False
    return share.extensions.filter(status=Extension.Status.PENDING).exists()


def first_owed(share: Assignment, *kinds: Kind) -> Obligation | None:
    """The first open obligation of those kinds about the share."""
    kept = gathered(share.proposal)
    if kept is None:
        found = Obligation.objects.open().about(*share.key()).filter(kind__in=kinds)
        first: Obligation | None = found.first()
        return first
    about = (one for one in kept.owed if (one.subject_type, one.subject_id) == share.key())
    return next((one for one in about if one.kind in kinds), None)
