"""并案: one case is absorbed into another, whose answer its proposers get and are asked about."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ValidationError

from common import clock
from deadlines.defaults import Kind as Duty
from deadlines.models import Obligation
from deadlines.services import cancel_all
from proposals import debts
from proposals.consequences import lapse_withdrawal
from proposals.models import Proposal, ReviewMeeting
from proposals.parties import Giver, firsts_of, givers
from proposals.services.lapsing import lapse_consultations
from proposals.services.screening import may_absorb
from proposals.services.submission import needed
from proposals.workflow import PROPOSAL, Action
from workflow.hand import Hand


def merge(proposal: Proposal, *, by: Hand, target: Proposal, note: str = "") -> Proposal:
    """并案: absorbed into the target; both cases are locked, of two opposite merges one wins."""
    beside = [may_absorb(target, proposal)]
    note = note.strip() or f"并入{target.label}《{target.title}》"
    with PROPOSAL.moving_beside(proposal, Action.MERGE, beside, by=by, note=note) as (
        absorbed,
        [absorbing],
    ):
        may_absorb(absorbing, absorbed)
        absorbed.merged_into = absorbing
        absorbed.meeting = absorbed.meeting or coming_meeting(absorbed)
        lapse_consultations(absorbed, by=by)
        lapse_withdrawal(absorbed, by)
        cancel_all(absorbed)
        what = f"{absorbed.label}《{absorbed.title}》并入"
        with PROPOSAL.moving(absorbing, Action.ABSORB, by=by, note=what):
            absorbing.case.tell("absorbed", absorbed.pk)
    return absorbed


def coming_meeting(proposal: Proposal) -> ReviewMeeting | None:
    item = proposal.agenda.filter(meeting__status=ReviewMeeting.Status.PLANNED).first()
    return item.meeting if item else None


def unmerge(proposal: Proposal, *, by: Hand, note: str) -> Proposal:
    """撤销并案: under review again; what its proposers owed the other case is owed no more."""
    target = proposal.merged_into
    if target is None:
        raise ValidationError("此件没有并入其他提案，请刷新后核对", code="wrong_state")
    with PROPOSAL.moving_beside(proposal, Action.UNMERGE, [target], by=by, note=note) as (
        parted,
        [left],
    ):
        needed(note, "请写明撤销并案的原因")
        parted.merged_into = parted.meeting = parted.filed_on = None
        debts.owes(parted, Duty.DECIDE, debts.office(parted))
        parted.save(update_fields=["merged_into"])  # the others are counted without it below
        with PROPOSAL.moving(left, Action.PART, by=by, note=f"{parted.label}《{parted.title}》"):
            left.case.tell("feedback_cancelled", release(left, parted))
    return parted


def release(left: Proposal, parted: Proposal) -> int:
    """Feedback is no longer asked of who proposed only what was parted; of how many it was."""
    remaining, firsts = set(givers(left)), set(firsts_of(left))
    apart = [who for who in firsts_of(parted) if who not in firsts]
    unasked(left, Duty.CONFIRM_COMMITMENT, apart)
    gone = [who for who in givers(parted) if who not in remaining]
    return unasked(left, Duty.FEEDBACK, gone)


def unasked(left: Proposal, duty: Duty, gone: Iterable[Giver]) -> int:
    awaited = Obligation.objects.open().filter(case=left.pk, kind=duty)
    cancelled = 0
    for who in gone:
        theirs = awaited.filter(member=who.member_id, organisation=who.organisation_id)
        cancelled += theirs.update(cancelled_at=clock.now())
    return cancelled
