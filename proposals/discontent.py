"""不满意: what a dissatisfied proposer sets going (design §3.1: 核实, 重办, 协商会)."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from deadlines.defaults import Kind
from deadlines.models import Obligation
from members.place import VERIFY_FAIR, rule
from proposals import debts
from proposals.models import Feedback, Proposal


def dissatisfied_in(proposal: Proposal) -> Any:
    """The answers of this round that say 不满意 (基本满意 too, by rule), of attitude or result."""
    unhappy = looked_into(proposal)
    return proposal.feedback.filter(
        Q(attitude__in=unhappy) | Q(result__in=unhappy),
        status=Feedback.Status.RECORDED,
        assignment__round=proposal.round,
    )


def looked_into(proposal: Proposal) -> list[str]:
    """Some places also ask after a 基本满意."""
    fair = rule(VERIFY_FAIR, proposal.committee_id, proposal.session.term_id)
    more = [Feedback.Rating.FAIR] if fair else []
    return [Feedback.Rating.DISSATISFIED, *more]


def unhappy(feedback: Feedback) -> bool:
    """Whether this very answer is to be looked into."""
    asked_after = looked_into(feedback.proposal)
    return feedback.attitude in asked_after or feedback.result in asked_after


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
