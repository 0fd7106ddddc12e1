"""Nobody's silence is consent: what a proposer left unanswered is the office's to settle."""

from __future__ import annotations

from common import clock
from deadlines.defaults import Kind as Duty
from deadlines.models import Obligation
from deadlines.services import cancel, meet
from members.models import Role
from proposals import debts
from proposals.models import Proposal
from proposals.services.submission import needed
from proposals.workflow import PROPOSAL, Action
from workflow.hand import SYSTEM, Hand


def lapse_consents(limit: int = 200) -> int:
    """逾期未答复: the office owes what is to become of it; nothing is passed on meanwhile.

    One case a transaction; how many were changed.
    """
    late = Obligation.objects.late(clock.today()).filter(kind=Duty.CONSENT)
    cases = late.exclude(role=Role.OFFICE).order_by("case").values_list("case", flat=True)
    found = Proposal.objects.filter(pk__in=list(cases[:limit]), status=Proposal.Status.DECLINED)
    return sum(lapse_one(one) for one in found.select_related("case").order_by("pk"))


def lapse_one(proposal: Proposal) -> bool:
    """The question to one proposer, unless they answered while this waited for the case."""
    with PROPOSAL.moving(proposal, Action.LAPSE_CONSENT, by=SYSTEM) as proposal:
        lapsed = cancel(proposal, Duty.CONSENT)
        if lapsed:
            debts.owes(proposal, Duty.UNANSWERED, debts.office(proposal))
    return bool(lapsed)


def keep(proposal: Proposal, *, by: Hand, note: str) -> Proposal:
    """留存参考: not passed on; the proposer may still agree later."""
    with PROPOSAL.moving(proposal, Action.KEEP, by=by, note=note) as proposal:
        needed(note, "请写明联系提案人的情况")
        meet(proposal, Duty.UNANSWERED, Duty.CONSENT)
    return proposal


__all__ = ["keep", "lapse_consents"]
