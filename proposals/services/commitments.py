"""承诺事项: what a delivered answer plans is promised, and followed until it is kept."""

from __future__ import annotations

from typing import Any

from common import clock
from deadlines.defaults import Kind as Duty
from deadlines.services import cancel
from proposals import debts
from proposals.models import Assignment, Commitment, Proposal, Regrading, Reply, ReplyItem
from proposals.services.regrading import lapse_regradings, lapse_wishes
from proposals.services.shares import beside
from proposals.workflow import COMMITMENT, CommitmentAction, ShareAction
from workflow.hand import Hand
from workflow.models import Event

Kind = ReplyItem.Kind
DUTIES = (
    *(Duty.COMMITMENT, Duty.CHECK_COMMITMENT),
    *(Duty.CONFIRM_COMMITMENT, Duty.RECHECK_COMMITMENT),
)


def promised_by(letter: Reply, *, by: Hand, correcting: bool = False) -> None:
    """Inside a delivery: each planned item becomes a promise, and earlier promises follow.

    An item in the same words as an earlier promise of the unit settles it: planned for another
    day or amount it takes its place, done it waits for the office's check, refused it is not
    kept. What is not spoken of stays; only a correcting letter that leaves out what it promised
    itself has not kept it.
    """
    share = letter.assignment
    earlier = standing(share)
    for item in letter.items.all():
        before = next((one for one in earlier if one.what == item.matter), None)
        if before is not None:
            earlier.remove(before)
        taken_up(item, before, share, by)
    if correcting:
        for promise in earlier:
            if promise.assignment_id == share.pk:
                drop(promise, f"更正答复未再列入此项：{why_corrected(share)}", by)


def standing(share: Assignment) -> list[Commitment]:
    """What the unit has promised in this case and still owes, of this round and earlier ones."""
    found = Commitment.objects.open().filter(proposal=share.proposal_id).order_by("pk")
    found = found.select_related("assignment__unit__successor")
    unit = share.unit.current
    return [at_case(one, share) for one in found if one.assignment.unit.current == unit]


def at_case(promise: Commitment, share: Assignment) -> Commitment:
    """At the very case, and share if it is that one, that the running move was lent."""
    promise.proposal = share.proposal
    if promise.assignment_id == share.pk:
        return beside(promise, share)
    promise.assignment.proposal = share.proposal
    return promise


def taken_up(item: ReplyItem, before: Commitment | None, share: Assignment, by: Hand) -> None:
    if item.kind == Kind.PLANNED:
        if before is not None and same(item, before):
            return  # carried on: the earlier promise stands
        fresh = promise(item, share, by)
        if before is not None:
            replace(before, fresh, by)
    elif before is not None and item.kind == Kind.DONE:
        claim(before, item.reason or "新送达的答复称此项已落实", by)
    elif before is not None:
        drop(before, f"新送达的答复暂未采纳此项：{item.reason}", by)


def same(item: ReplyItem, before: Commitment) -> bool:
    names = ("quantity", "measure", "due_on")
    return all(getattr(item, name) == getattr(before, name) for name in names)


def promise(
    item: ReplyItem,
    share: Assignment,
    by: Hand,
    verb: CommitmentAction = CommitmentAction.PROMISE,
) -> Commitment:
    """A new promise of the unit; raises ValueError for an item without a day."""
    if item.due_on is None:
        raise ValueError("a planned item has its day")
    fresh = Commitment(
        proposal=share.proposal,
        assignment=share,
        item=item,
        what=item.matter,
        quantity=item.quantity,
        measure=item.measure,
        first_due_on=item.due_on,
        due_on=item.due_on,
    )
    with COMMITMENT.moving(fresh, verb, by=by) as fresh:
        debts.owes_promise(fresh)
        if verb == CommitmentAction.PROMISE:
            lapse_regradings(fresh, by=by, among=(Regrading.Status.PENDING,))
    return fresh


def replace(before: Commitment, fresh: Commitment, by: Hand) -> None:
    with COMMITMENT.moving(before, CommitmentAction.REPLACE, by=by) as before:
        before.replaced_by = fresh
        ended(before)


def drop(before: Commitment, reason: str, by: Hand) -> None:
    with COMMITMENT.moving(before, CommitmentAction.DROP, by=by, note=reason) as before:
        before.reason = reason
        ended(before)


def claim(before: Commitment, words: str, by: Hand) -> None:
    with COMMITMENT.moving(before, CommitmentAction.CLAIM, by=by, note=words) as before:
        reported(before, words, done=True)


def ended(promise: Commitment) -> None:
    """What was owed about it is owed no longer, though it was not done."""
    promise.ended_on, promise.said_done = clock.today(), False
    cancel(promise, *DUTIES)


def reported(promise: Commitment, words: str, *, done: bool) -> None:
    """What the unit says of it; that it is done is for the office to check."""
    promise.progress, promise.reported_on = words, clock.today()
    if done and not promise.said_done:
        promise.said_done = True
        debts.owes(promise, Duty.CHECK_COMMITMENT, debts.office(promise))


def why_corrected(share: Assignment) -> str:
    """The reason that was told when the correcting letter was drafted."""
    drafted = Event.objects.filter(case=share.case.pk, action=ShareAction.REPLACE)
    theirs = drafted.filter(subject_type=share.kind(), subject_id=share.pk)
    return theirs.order_by("-version").values_list("note", flat=True).first() or ""


def carried_items(share: Assignment) -> list[dict[str, Any]]:
    """For the letter of a later round: what the unit still owes, to be spoken of line by line."""
    return [
        {
            "kind": Kind.PLANNED,
            "matter": one.what,
            "quantity": one.quantity,
            "measure": one.measure,
            "due_on": one.due_on,
            "reason": "",
        }
        for one in standing(share)
    ]


def call_off_promises(proposal: Proposal, *, by: Hand) -> None:
    """Inside 撤案: nothing that was promised is followed any more."""
    for promise in proposal.commitments.unsettled():
        promise.proposal = proposal
        with COMMITMENT.moving(promise, CommitmentAction.CALL_OFF, by=by) as promise:
            ended(promise)
    lapse_wishes(proposal, by=by)
