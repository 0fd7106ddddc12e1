"""What must be true before a proposer takes back, agrees or is passed on: sentences, or nothing."""

from __future__ import annotations

from django.db.models import Q

from deadlines.defaults import Kind
from deadlines.models import Obligation
from members.models import Role
from proposals.models import Proposal, Withdrawal

BEFORE_REPLY = (
    Proposal.Status.SUBMITTED,
    Proposal.Status.SCREENING,
    Proposal.Status.FILED,
    Proposal.Status.TRANSFERRED,
    Proposal.Status.HANDED_OVER,
    Proposal.Status.HANDLING,
)


def may_still_withdraw(row: Withdrawal) -> str:
    """撤案 is asked for once at a time, and before the answer is there; also when sent back."""
    proposal = row.proposal
    if proposal.status not in (Proposal.Status.SENT_BACK, *BEFORE_REPLY):
        return f"现为“{proposal.get_status_display()}”，不能申请撤案"
    if pending(proposal):
        return "已申请撤案，请等待提案委主任决定"
    return ""


def withdrawal_asked(proposal: Proposal) -> str:
    return "" if pending(proposal) else "提案人没有申请撤案"


def pending(proposal: Proposal) -> Withdrawal | None:
    """The request that waits for the director; a page that knows of none does not ask."""
    if not getattr(proposal, "withdraws", True):
        return None
    asked = (one for one in proposal.withdrawals.all() if one.status == Withdrawal.Status.PENDING)
    return next(asked, None)


def unanswered(proposal: Proposal) -> str:
    """留存参考: when the proposer has let the time pass, or cannot sign in to answer."""
    if proposal.passed_on:
        return "已经转送"
    still = Obligation.objects.open().filter(case=proposal.pk)
    office = Q(kind=Kind.CONSENT, role=Role.OFFICE)
    if still.filter(office | Q(kind=Kind.UNANSWERED)).exists():
        return ""
    return "没有逾期未答复的转送征询"


def consent_open(proposal: Proposal) -> str:
    return "已经转送，不再更改" if proposal.passed_on else ""


def may_be_passed_on(proposal: Proposal) -> str:
    """A declined proposal goes elsewhere only with its proposer's consent (design §3.1)."""
    if proposal.passed_on:
        return "已经转送"
    if proposal.consent is None:
        return "提案人尚未答复是否同意转送"
    return "" if proposal.consent else "提案人不同意转送"
