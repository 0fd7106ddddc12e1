"""跟踪检查: drawn by lot, visited, found, dealt with, told of in a report."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db.models import Exists, OuterRef

from common import clock
from deadlines.defaults import Kind as Duty
from deadlines.services import cancel, meet
from members.models import Entry, Member, Session
from proposals import debts
from proposals.models import Attachment, Commitment, FollowUp, Proposal, Reply, Visit
from proposals.models.follow_up import lot
from proposals.services.dealing import goes_where
from proposals.services.enclosing import add, within
from proposals.services.follow_up_ending import call_off_follow_up, drop_visit, end_follow_up
from proposals.services.rechecking import put_promise_right
from proposals.services.regrading import ask_regrading
from proposals.services.submission import needed
from proposals.workflow import FOLLOW_UP, VISIT, FollowUpAction, VisitAction
from proposals.yearly_facts import REPLIED, letters_that_hold, with_year_facts
from workflow.births import once
from workflow.hand import Hand
from workflow.models import Case

ONLY_OURS = "请选择本会的委员"


def start_follow_up(
    session: Session,
    *,
    by: Hand,
    name: str,
    manner: str,
    grades: Sequence[Entry],
    size: int | None,
    members: Sequence[Member],
    experts: bool,
    due_on: date,
) -> FollowUp:
    """开展: all answered cases with these grades, or so many drawn by lot, dealt to who visits."""
    follow_up = FollowUp(
        case=Case(committee=session.term.committee),
        session=session,
        **{"name": name.strip(), "manner": manner, "size": size},
        **{"started_on": clock.today(), "due_on": due_on},
        grades=" ".join(dict.fromkeys(one.code for one in grades)),
        seed=secrets.token_hex(16) if size else "",
    )
    found = population(follow_up)
    follow_up.population = len(found)
    start = FOLLOW_UP.moving(follow_up, FollowUpAction.START, by=by)
    with once(FollowUp, by), start as follow_up:
        complete(follow_up, found, members)
        debts.owes_by_day(follow_up, Duty.FOLLOW_UP, debts.office(follow_up), due_on)
        visitors = [*members, *([None] if experts else [])]
        deal(follow_up, drawn(follow_up, found), visitors, by)
    return follow_up


def population(follow_up: FollowUp) -> list[Proposal]:
    """The answered cases of the session with these grades, in the order of their numbers."""
    rows: Any = Proposal.objects.filter(session=follow_up.session)
    graded = with_year_facts(rows).filter(REPLIED, grade_now__in=follow_up.grade_codes)
    return list(graded.order_by("number", "pk"))


def drawn(follow_up: FollowUp, found: Sequence[Proposal]) -> list[Proposal]:
    """All, or those with the smallest lots; in the order of their numbers."""
    if follow_up.size is None or follow_up.size >= len(found):
        return list(found)
    chosen = sorted(found, key=lambda one: lot(follow_up.seed, one.number))[: follow_up.size]
    return sorted(chosen, key=lambda one: (one.number or 0, one.pk))


def complete(follow_up: FollowUp, found: Sequence[Proposal], members: Sequence[Member]) -> None:
    faults = {}
    if not follow_up.name:
        faults["name"] = "请填写名称"
    if not found:
        faults["grades"] = "该会议没有这些类别的已办复提案，请另选类别或会议"
    if follow_up.due_on < clock.today():
        faults["due_on"] = "走访时限不能早于今天"
    if follow_up.manner not in FollowUp.Manner.values:
        faults["manner"] = "请选择方式"
    if follow_up.size is not None and follow_up.size < 1:
        faults["size"] = "抽取件数至少为1，不填为全部"
    if found and (follow_up.size or 0) > len(found):
        faults["size"] = f"符合条件的只有{len(found)}件，请改少，或不填（全部走访）"
    if not all_ours(follow_up, members):
        faults["members"] = ONLY_OURS
    if faults:
        raise ValidationError(faults)


def all_ours(follow_up: FollowUp, members: Sequence[Member]) -> bool:
    here = {"registry__committee": follow_up.case.committee_id}
    wanted = {one.pk for one in members}
    return Member.objects.filter(pk__in=wanted, **here).count() == len(wanted)


def deal(
    follow_up: FollowUp, cases: Sequence[Proposal], visitors: Sequence[Member | None], by: Hand
) -> None:
    """Each visit is owed by who goes there, by the day of the campaign."""
    if not visitors:
        raise ValidationError({"members": "请选择走访的委员，或交参政议政人才库走访"})
    entries = grade_entries(follow_up)
    for proposal, member in goes_where(cases, visitors):
        grade = entries[proposal.grade_now]  # type: ignore[attr-defined]
        visit = Visit(follow_up=follow_up, proposal=proposal, grade=grade, member=member)
        with VISIT.moving(visit, VisitAction.ASSIGN, by=by) as visit:
            debts.owes_by_day(visit, Duty.VISIT, debts.visitor(visit), follow_up.due_on)


def grade_entries(follow_up: FollowUp) -> dict[str, Entry]:
    book = Entry.objects.filter(committee=follow_up.case.committee_id, book=Entry.Book.GRADE)
    return {one.code: one for one in book.order_by("term__ordinal", "pk")}


def reassign_visit(visit: Visit, *, by: Hand, member: Member | None) -> Visit:
    """改派 to another member, or to the experts' pool."""
    with VISIT.moving(visit, VisitAction.REASSIGN, by=by) as visit:
        if member == visit.member:
            raise ValidationError({"member": "已由其走访，请另选"})
        if member and not all_ours(visit.follow_up, [member]):
            raise ValidationError({"member": ONLY_OURS})
        visit.member = member
        cancel(visit, Duty.VISIT)
        debts.owes_by_day(visit, Duty.VISIT, debts.visitor(visit), visit.follow_up.due_on)
    return visit


def fill_in_visit(
    visit: Visit,
    *,
    by: Hand,
    visited_on: date,
    finding: str,
    words: str,
    files: Iterable[File[Any]] = (),
) -> Visit:
    """填报走访情况, with pictures; whoever went, or the office for them."""
    with VISIT.moving(visit, VisitAction.FILL_IN, by=by) as visit:
        needed(words, "请写明看到的情况", "words")
        if finding not in Visit.Finding.values:
            raise ValidationError({"finding": "请选择走访结论"})
        if not visit.follow_up.started_on <= visited_on <= clock.today():
            raise ValidationError({"visited_on": "走访日期应在开展之日与今天之间"})
        visit.visited_on, visit.finding, visit.words = visited_on, finding, words
        enclose_pictures(visit, list(files), by=by)
        meet(visit, Duty.VISIT)
        debts.owes(visit, Duty.SETTLE_VISIT, debts.office(visit))
    return visit


def enclose_pictures(visit: Visit, files: list[File[Any]], *, by: Hand) -> None:
    """Kept with the visit, not with the case: units and proposers do not see them."""
    within("一次走访", 0, 0, files)
    add(visit, files, by, Attachment.Purpose.EVIDENCE)


def settle_visit(visit: Visit, *, by: Hand, note: str) -> Visit:
    """了结: nothing is to be done."""
    with VISIT.moving(visit, VisitAction.SETTLE, by=by, note=note) as visit:
        needed(note, "请写明核实的情况")
        settled(visit, Visit.Outcome.NOTHING)
    return visit


def settled(visit: Visit, outcome: Visit.Outcome) -> None:
    visit.outcome, visit.settled_on = outcome, clock.today()
    meet(visit, Duty.SETTLE_VISIT)


def reopen_by_visit(
    visit: Visit, *, by: Hand, promise: Commitment, until: date, note: str
) -> Visit:
    """承诺事项重新列为待落实: what the visit found not done is owed again (更正核定)."""
    with VISIT.moving_beside(visit, VisitAction.RE_OPEN, [visit.proposal], by=by, note=note) as (
        visit,
        [proposal],
    ):
        theirs = proposal.commitments.select_related("assignment__unit__successor")
        promise = the_case_has(theirs, promise, "promise", "请选择此件答复的承诺事项")
        promise.proposal = promise.assignment.proposal = proposal
        put_promise_right(promise, by=by.blind(), until=until, note=note)
        visit.promise = promise
        settled(visit, Visit.Outcome.PROMISE)
    return visit


def ask_grade_by_visit(visit: Visit, *, by: Hand, letter: Reply, grade: Entry, note: str) -> Visit:
    """提请改定类别: the director decides; the letter keeps the grade it was delivered with."""
    with VISIT.moving_beside(visit, VisitAction.ASK_GRADE, [visit.proposal], by=by, note=note) as (
        visit,
        [proposal],
    ):
        needed(note, "请写明改定类别的依据")
        letter = the_case_has(letters_of(proposal), letter, "letter", "请选择此件现行有效的答复")
        letter.proposal = letter.assignment.proposal = proposal
        visit.regrading = ask_regrading(letter, grade, by=by.blind(), note=note)
        settled(visit, Visit.Outcome.GRADE)
    return visit


def the_case_has(rows: Any, wanted: Any, field: str, told: str) -> Any:
    """The row of that case, read under its lock; one of another case is refused."""
    found = rows.filter(pk=wanted.pk).first()
    if found is None:
        raise ValidationError({field: told})
    return found


def letters_of(proposal: Proposal) -> Any:
    """The answers that hold in the case, with the units that gave them."""
    holding = letters_that_hold().filter(proposal=proposal.pk, pk=OuterRef("pk"))
    found = Reply.objects.filter(Exists(holding), proposal=proposal.pk)
    return found.select_related("assignment__unit", "grade").order_by("pk")


__all__ = [
    "ask_grade_by_visit",
    "call_off_follow_up",
    "drop_visit",
    "end_follow_up",
    "fill_in_visit",
    "reassign_visit",
    "reopen_by_visit",
    "settle_visit",
    "start_follow_up",
]
