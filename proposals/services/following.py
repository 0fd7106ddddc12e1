"""Debts follow when a unit goes into another one, or a proposer can no longer sign in."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from deadlines.defaults import Kind as Duty
from deadlines.leaving import STOOD_IN_FOR
from deadlines.models import Obligation
from deadlines.services import Debtor, rekey
from members.models import Role
from proposals import debts
from proposals.models import Assignment, Change, Proposal
from proposals.rules_handing import decider_system
from proposals.workflow import PROPOSAL, Action
from proposals.workflow.proposal import UNENDED
from workflow.hand import SYSTEM


def follow_debtors(limit: int = 500) -> int:
    """Pass on what nobody present owes any more; how many cases were changed.

    One case a transaction: who breaks off goes on with the next call.
    """
    cases = list(stranded().order_by("case").values_list("case", flat=True).distinct()[:limit])
    proposals = Proposal.objects.filter(pk__in=cases).filter(status__in=UNENDED)
    found = list(proposals.select_related("case").order_by("pk"))
    for one in found:
        follow_one(one)
    return len(found)


def stranded() -> QuerySet[Obligation]:
    """Owed by a unit that ended, a proposer without a seat, or a former system's dispatcher."""
    still = Obligation.objects.open().filter(case__kind=Proposal.kind())
    gone = Obligation.objects.without_debtor().filter(role__in=STOOD_IN_FOR)
    return still.filter(
        Q(unit__successor__isnull=False)
        | Q(pk__in=gone.values("pk"))
        | Q(pk__in=under_former_dispatcher().values("pk"))
    )


def under_former_dispatcher() -> QuerySet[Obligation]:
    """About a share whose unit went into one of another system."""
    moved = Assignment.objects.filter(pk=OuterRef("subject_id"), unit__successor__isnull=False)
    elsewhere = moved.exclude(unit__successor__system=OuterRef("system"))
    sent = Change.objects.filter(assignment=OuterRef("subject_id"), across__isnull=False)
    sent = sent.filter(status=Change.Status.PENDING)
    gone = sent.filter(across__successor__isnull=False)
    about_shares = Obligation.objects.open().filter(
        role=Role.DISPATCHER, subject_type=Assignment.kind()
    )
    across = Q(Exists(sent), kind=Duty.CHANGE_DECISION)  # owed by the other system meanwhile
    still_there = gone.exclude(across__successor__system=OuterRef("system"))
    return about_shares.filter(Exists(elsewhere) & ~across | across & Exists(still_there))


def follow_one(proposal: Proposal) -> None:
    """The debts of one case, with one event that says from whom to whom."""
    with PROPOSAL.moving(proposal, Action.FOLLOW, by=SYSTEM) as proposal:
        found = stranded().filter(case=proposal.pk).select_related("unit__successor")
        for debt in found.order_by("pk"):
            debt.case = proposal.case
            rekey(debt, debtor_now(debt, proposal))


def debtor_now(debt: Obligation, proposal: Proposal) -> Debtor:
    """Who owes it from now on."""
    if debt.unit is not None:
        return Debtor(debt.role, debt.committee_id, unit_id=debt.unit.current.pk)
    if debt.role == Role.DISPATCHER:
        share = Assignment.objects.select_related("unit__successor").get(pk=debt.subject_id)
        deciding = debt.kind == Duty.CHANGE_DECISION
        system = decider_system(share) if deciding else share.unit.current.system_id
        return debts.dispatcher(proposal, system)
    return debts.office(proposal)


__all__ = ["follow_debtors"]
