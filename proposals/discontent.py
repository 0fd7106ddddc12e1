"""不满意: what a dissatisfied proposer sets going (design §3.1: 核实, 重办, 协商会)."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from deadlines.defaults import Kind
from deadlines.models import Obligation
from proposals import debts
from proposals.models import Feedback, Proposal


def dissatisfied_in(proposal: Proposal) -> Any:
    """The answers of this round that say 不满意, of attitude or of result."""
    unhappy = Feedback.Rating.DISSATISFIED
    return proposal.feedback.filter(
        Q(attitude=unhappy) | Q(result=unhappy),
        status=Feedback.Status.RECORDED,
        assignment__round=proposal.round,
    )


def take_up(proposal: Proposal) -> None:
    """After the first round the office looks into it; after the next, all sit down together."""
    if not dissatisfied_in(proposal).exists():
        return
    if proposal.round == 1:
        if not under_way(proposal, Kind.VERIFY, Kind.REHANDLE_DECISION):
            debts.owes(proposal, Kind.VERIFY, debts.office(proposal))
    elif proposal.conferred_on is None and not under_way(proposal, Kind.CONFER):
        debts.owes(proposal, Kind.CONFER, debts.office(proposal))


def under_way(proposal: Proposal, *kinds: Kind) -> bool:
    return Obligation.objects.open().filter(case=proposal.pk, kind__in=kinds).exists()
