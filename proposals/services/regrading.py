"""改定类别: proposed when all is kept that the answer promised, decided by the director."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from django.core.exceptions import ValidationError

from common import clock
from deadlines.defaults import Kind as Duty
from deadlines.services import cancel, meet
from members.books import entries_for
from members.models import Entry
from members.place import REGRADE_FROM, rule
from proposals import debts
from proposals.gates_promises import all_kept, of_unit
from proposals.models import Commitment, Proposal, Regrading, Reply
from proposals.services.submission import needed
from proposals.workflow import REGRADING, RegradeAction
from workflow.hand import Hand

Status = Regrading.Status
COUNTS = (Status.PENDING, Status.ACCEPTED)


def propose_regrading(promise: Commitment, *, by: Hand) -> None:
    """Inside a check: the letter's grade becomes the next better one, if the place has it so."""
    letter = graded_letter(promise)
    if letter is None or letter.grade is None or not all_kept(letter, now=promise):
        return
    new = better_than(letter.grade, promise)
    if new is None or letter.regradings.filter(status__in=COUNTS).exists():
        return
    fresh = Regrading(proposal=promise.proposal, reply=letter, old=letter.grade, new=new)
    with REGRADING.moving(fresh, RegradeAction.PROPOSE, by=by) as fresh:
        debts.owes(fresh, Duty.REGRADE, debts.director(fresh))


def ask_regrading(letter: Reply, grade: Entry, *, by: Hand, note: str) -> Regrading:
    """By a visit that found something else: the director decides whether the grade changes."""
    now = current_grade(letter)
    if now is None or grade == now:
        raise ValidationError({"grade": "请选择与现在不同的类别"})
    if not entries_for(letter.proposal, Entry.Book.GRADE).filter(pk=grade.pk).exists():
        raise ValidationError({"grade": "请选择本会词典中的类别"})
    if letter.regradings.filter(status=Status.PENDING).exists():
        raise ValidationError({"grade": "此件已有待决定的改定，请先由主任决定"})
    fresh = Regrading(proposal=letter.proposal, reply=letter, old=now, new=grade)
    with REGRADING.moving(fresh, RegradeAction.PROPOSE, by=by, note=note) as fresh:
        debts.owes(fresh, Duty.REGRADE, debts.director(fresh))
    return fresh


def current_grade(letter: Reply) -> Entry | None:
    """The one that counts today."""
    found = letter.regradings.select_related("new").order_by("pk")
    held = [one.new for one in found if one.held_on(clock.today())]
    return held[-1] if held else letter.grade


def graded_letter(promise: Commitment) -> Reply | None:
    """The unit's answer that holds in the case now, of the last round in which it answered."""
    letters = Reply.objects.filter(
        of_unit(promise.assignment.unit, "assignment__unit"),
        proposal=promise.proposal_id,
        status=Reply.Status.SEALED,
        delivered_on__isnull=False,
    )
    newest = letters.select_related("grade", "assignment__unit__successor").order_by("-pk").first()
    if newest is not None:
        newest.proposal = newest.assignment.proposal = promise.proposal
    return newest


def better_than(grade: Entry, promise: Commitment) -> Entry | None:
    """What the committee's own rule makes of that grade; None where it makes nothing of it."""
    proposal = promise.proposal
    place = rule(REGRADE_FROM, proposal.committee_id, proposal.session.term_id)
    listed = list(entries_for(proposal, Entry.Book.GRADE))
    codes = [one.code for one in listed]
    if place < 2 or grade.code not in codes or codes.index(grade.code) + 1 != place:
        return None
    return listed[place - 2]


def regrade(regrading: Regrading, *, by: Hand, note: str = "") -> Regrading:
    """改定类别: from today the new one counts; the letter keeps the one it was delivered with."""
    with REGRADING.moving(regrading, RegradeAction.REGRADE, by=by, note=note) as regrading:
        regrading.decided_on, regrading.reason = counts_from(regrading.proposal), note
        meet(regrading, Duty.REGRADE)
    return regrading


def counts_from(proposal: Proposal) -> date:
    """Today; tomorrow if the session's figures were published today, which stay what they were."""
    today = clock.today()
    return today + timedelta(days=1) if proposal.session.published_on == today else today


def keep_grade(regrading: Regrading, *, by: Hand, note: str) -> Regrading:
    """维持原类别, with the reason."""
    with REGRADING.moving(regrading, RegradeAction.KEEP_GRADE, by=by, note=note) as regrading:
        needed(note, "请写明维持原类别的理由")
        regrading.decided_on, regrading.reason = clock.today(), note
        meet(regrading, Duty.REGRADE)
    return regrading


def lapse_regradings(
    promise: Commitment, *, by: Hand, among: Collection[Regrading.Status] = COUNTS
) -> None:
    """A promise of the unit is open again: neither a wish for, nor a better grade holds longer."""
    theirs = Regrading.objects.filter(proposal=promise.proposal_id, status__in=among)
    theirs = theirs.filter(found_in=None)  # what a visit found rests on no promise
    theirs = theirs.filter(of_unit(promise.assignment.unit, "reply__assignment__unit"))
    for one in theirs.select_related("reply__assignment__unit__successor").order_by("pk"):
        lapse(one, promise.proposal, by=by)


def lapse_wishes(proposal: Proposal, *, by: Hand) -> None:
    """Inside 撤案: no grade of the case is looked at any more."""
    for one in proposal.regradings.filter(status=Status.PENDING).order_by("pk"):
        lapse(one, proposal, by=by)


def lapse(regrading: Regrading, proposal: Proposal, *, by: Hand) -> None:
    regrading.proposal = proposal
    with REGRADING.moving(regrading, RegradeAction.LAPSE, by=by) as regrading:
        regrading.lapsed_on = counts_from(proposal)
        cancel(regrading, Duty.REGRADE)


__all__ = [
    "ask_regrading",
    "keep_grade",
    "lapse_regradings",
    "lapse_wishes",
    "propose_regrading",
    "regrade",
]
