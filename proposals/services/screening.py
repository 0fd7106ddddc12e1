"""初审, 审查决定 and 编号: from submitted to a numbered case."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ValidationError

from common import clock
from deadlines.defaults import Kind as Duty
from deadlines.services import cancel_all, meet
from members.models import Entry, Session, Unit
from members.services import take_numbers
from proposals import debts
from proposals.consequences import lapse_withdrawal
from proposals.likeness import TARGETS
from proposals.models import Proposal, Recommendation, ReviewMeeting, Suggestion
from proposals.services.lapsing import lapse_consultations
from proposals.services.submission import needed
from proposals.workflow import PROPOSAL, Action
from workflow.hand import Hand
from workflow.holding import holding_all


def screen(
    proposal: Proposal,
    *,
    by: Hand,
    recommendation: str,
    target: Proposal | None = None,
    units: Iterable[Unit] = (),
    note: str = "",
) -> Proposal:
    """初审: the office recommends what the review meeting should decide, and likely units."""
    with PROPOSAL.moving(proposal, Action.SCREEN, by=by, note=note) as proposal:
        recommend(proposal, recommendation, target, units, note)
        meet(proposal, Duty.SCREEN)
        debts.owes(proposal, Duty.DECIDE, debts.office(proposal))
    return proposal


def advise(
    proposal: Proposal,
    *,
    by: Hand,
    recommendation: str,
    target: Proposal | None = None,
    units: Iterable[Unit] = (),
    note: str = "",
) -> Proposal:
    """修改初审建议: while it is under review, before the meeting has decided."""
    with PROPOSAL.moving(proposal, Action.ADVISE, by=by, note=note) as proposal:
        recommend(proposal, recommendation, target, units, note)
    return proposal


def recommend(
    proposal: Proposal,
    recommendation: str,
    target: Proposal | None,
    units: Iterable[Unit],
    note: str,
) -> None:
    """What the meeting is advised to decide, and likely units; a merger names where to."""
    if recommendation == Recommendation.DECLINE:
        needed(note, "建议不予立案的，请写明理由")
    merging = recommendation == Recommendation.MERGE
    if merging and target is None:
        raise ValidationError({"target": "建议并案的，请选择并入哪一件"})
    proposal.recommendation = Recommendation(recommendation)
    proposal.advised_into = may_absorb(target, proposal) if merging and target else None
    suggest(proposal, units)


def may_absorb(target: Proposal, proposal: Proposal) -> Proposal:
    """Filed or under review in the same committee, hence not merged itself; another case."""
    if target.pk == proposal.pk:
        raise ValidationError({"target": "不能并入自身，请另选一件"})
    if target.case.committee_id != proposal.case.committee_id:
        raise ValidationError({"target": "只能并入本会的提案，请另选一件"})
    if target.status not in TARGETS:
        state = target.get_status_display()
        raise ValidationError({"target": f"“{target}”现为“{state}”，只能并入审查中或已立案的提案"})
    return target


def suggest(proposal: Proposal, units: Iterable[Unit]) -> None:
    """The office's advice on who should answer; it replaces earlier advice."""
    proposal.suggestions.filter(by=Suggestion.By.OFFICE).delete()
    for unit in units:
        if unit.committee_id != proposal.case.committee_id:
            raise ValidationError({"units": f"{unit}不是本会的承办单位"})
        proposal.suggestions.create(unit=unit, by=Suggestion.By.OFFICE)
        proposal.case.tell("suggested", unit.pk)


def file(proposal: Proposal, *, by: Hand, note: str = "") -> Proposal:
    """立案: what the review meeting decided, confirmed by the director."""
    with PROPOSAL.moving(proposal, Action.FILE, by=by, note=note) as proposal:
        decided(proposal)
        lapse_consultations(proposal, by=by)
        proposal.filed_on = clock.today()
        next_step = Duty.TRANSFER if proposal.number else Duty.NUMBER  # a number is kept for good
        debts.owes(proposal, next_step, debts.office(proposal))
    return proposal


def decline(
    proposal: Proposal, *, by: Hand, ground: Entry, disposition: Entry, note: str
) -> Proposal:
    """不予立案: with its ground and what becomes of it; the proposer is told the reason."""
    with PROPOSAL.moving(proposal, Action.DECLINE, by=by, note=note) as proposal:
        needed(note, "请写明告知提案人的理由")
        listed(ground, Entry.Book.GROUND, proposal)
        listed(disposition, Entry.Book.DISPOSITION, proposal)
        decided(proposal)
        lapse_consultations(proposal, by=by)
        proposal.ground, proposal.disposition = ground, disposition
        lapse_withdrawal(proposal, by)
        cancel_all(proposal)
        debts.owes(proposal, Duty.CONSENT, debts.proposer(proposal))
    return proposal


def listed(entry: Entry, book: str, proposal: Proposal) -> None:
    """The entry stands in that dictionary of the case's own committee, for its term."""
    foreign = entry.book != book or entry.committee_id != proposal.case.committee_id
    if foreign or entry.term_id not in (None, proposal.session.term_id):
        raise ValidationError(f"“{entry}”不在本会的词典中", code="entry")


def decided(proposal: Proposal) -> None:
    item = proposal.agenda.filter(meeting__status=ReviewMeeting.Status.PLANNED).latest("pk")
    proposal.meeting = item.meeting
    meet(proposal, Duty.DECIDE)


def number(proposals: Iterable[Proposal], *, by: Hand) -> list[Proposal]:
    """编号: all of them in one press, gapless, sorted by category and receipt.

    Filed proposals of one session; one refusal leaves all without a number. The counter is
    locked after the cases, by everybody, so nobody waits in a ring.
    """
    ordered = sorted(proposals, key=place_in_book)
    if not ordered:
        raise ValidationError("没有待编号的提案", code="empty")
    session = ordered[0].session
    if any(proposal.session_id != session.pk for proposal in ordered):
        raise ValidationError("一次只能为同一次会议的提案编号", code="sessions")
    committee = ordered[0].case.committee
    with holding_all(*(proposal.case for proposal in ordered)) as cases:
        numbers = take_numbers(committee, session, "number", len(ordered))
        return [
            numbered(proposal, case, value, by)
            for proposal, case, value in zip(ordered, cases, numbers, strict=True)
        ]


def number_one(proposal: Proposal, *, by: Hand) -> Proposal:
    """编号 of one alone, with the next number of its session."""
    with PROPOSAL.moving(proposal, Action.NUMBER, by=by) as proposal:
        [value] = take_numbers(proposal.case.committee, proposal.session, "number")
        take_its(proposal, value)
    return proposal


def numbered(proposal: Proposal, case: object, value: int, by: Hand) -> Proposal:
    proposal.case = case  # type: ignore[assignment]
    with PROPOSAL.moving(proposal, Action.NUMBER, by=by) as proposal:
        take_its(proposal, value)
    return proposal


def take_its(proposal: Proposal, number: int) -> None:
    """Inside the move."""
    proposal.number = number
    meet(proposal, Duty.NUMBER)
    debts.owes(proposal, Duty.TRANSFER, debts.office(proposal))


def place_in_book(proposal: Proposal) -> tuple[int, int, int]:
    position = proposal.category.position if proposal.category else 999
    return position, proposal.receipt or 0, proposal.pk


def to_number(session: Session) -> Iterable[Proposal]:
    """Filed proposals of the session that have no number yet."""
    filed = Proposal.objects.filter(session=session, status=Proposal.Status.FILED, number=None)
    return filed.select_related("case__committee", "session", "category")
