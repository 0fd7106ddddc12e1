"""遴选: a shortlist of filed proposals, points by the place's criteria, and the decision."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File

from common import clock
from deadlines.defaults import Kind as Duty
from deadlines.services import cancel_all, meet
from members.models import Entry, Session
from proposals import debts_keys as debts
from proposals.gates_keys import LED
from proposals.models import Candidate, KeyList, KeyProposal, Proposal, Score
from proposals.services.key_advice import lapse_advice
from proposals.services.key_files import enclose_with
from proposals.services.key_leading import choose_key, remove_key
from proposals.services.submission import needed
from proposals.workflow import CANDIDATE, KEY_LIST, CandidateAction, KeyListAction
from workflow.births import once
from workflow.hand import Hand
from workflow.models import Case

MOST_WANTED = 100


def open_key_list(session: Session, *, by: Hand, name: str, wanted: int) -> KeyList:
    """启动遴选 of a year's key proposals; one list a session, also when two begin at once."""
    row = KeyList(
        case=Case(committee=session.term.committee),
        session=session,
        name=name.strip(),
        wanted=wanted,
    )
    with once(KeyList, by):
        no_other_of(session)
        with KEY_LIST.moving(row, KeyListAction.OPEN, by=by) as row:
            needed(row.name, "请填写名称", "name")
            if not 1 <= wanted <= MOST_WANTED:
                raise ValidationError({"wanted": f"拟定件数应在1至{MOST_WANTED}之间"})
            debts.owes(row, Duty.KEY_SELECT, debts.office(row))
    return row


def no_other_of(session: Session) -> None:
    """Inside the transaction of the birth: who begins at the same time waits here."""
    Session.objects.select_for_update(no_key=True).get(pk=session.pk)
    if KeyList.objects.filter(session=session).exclude(status="called_off").exists():
        raise ValidationError({"name": f"{session}已启动遴选，请在已有名单中办理"})


def shortlist(
    row: KeyList, *, by: Hand, proposals: Iterable[Proposal], reasons: str = ""
) -> KeyList:
    """列入备选: filed proposals of the session; whoever is listed already stays so."""
    with KEY_LIST.moving(row, KeyListAction.SHORTLIST, by=by) as row:
        known = set(listed(row).values_list("proposal", flat=True))
        fresh = [one for one in proposals if one.pk not in known]
        if not fresh:
            raise ValidationError({"proposals": "请选择还没有列入备选的提案"})
        may_be_led(fresh, row)
        for one in fresh:
            candidate = Candidate(keylist=row, proposal=one, reasons=reasons.strip())
            with CANDIDATE.moving(candidate, CandidateAction.LIST, by=by.blind()):
                pass
    return row


def listed(row: KeyList) -> Any:
    return row.candidates.filter(status=Candidate.Status.LISTED)


def may_be_led(proposals: Sequence[Proposal], row: KeyList, field: str = "proposals") -> None:
    """All of them; the first one that may not is named."""
    standing = KeyProposal.objects.standing().filter(proposal__in=[one.pk for one in proposals])
    led = set(standing.values_list("proposal", flat=True))
    for one in proposals:
        if one.committee_id != row.case.committee_id or one.status not in LED:
            raise ValidationError({field: f"{one.label}未立案或已并案、撤案，不能列入"})
        if one.pk in led:
            raise ValidationError({field: f"{one.label}已是重点提案"})


def score_candidate(
    candidate: Candidate, *, by: Hand, scores: Mapping[Entry, int], reasons: str = ""
) -> Candidate:
    """评分: points by each criterion that has any, at most as many as it gives."""
    with CANDIDATE.moving(candidate, CandidateAction.SCORE, by=by) as candidate:
        candidate.reasons = reasons.strip()
        for criterion, points in scores.items():
            fitting(criterion, points, candidate)
            told = {"points": points}
            Score.objects.update_or_create(candidate=candidate, criterion=criterion, defaults=told)
            candidate.case.tell("scores", {"criterion": criterion.pk, "points": points})
    return candidate


def fitting(criterion: Entry, points: int, candidate: Candidate) -> None:
    here = candidate.case.committee_id == criterion.committee_id
    if not here or criterion.book != Entry.Book.KEY:
        raise ValidationError("请按本会词典中的遴选标准评分")
    if not 0 <= points <= criterion.points:
        raise ValidationError({f"c{criterion.pk}": f"应在0至{criterion.points}分之间"})


def drop_candidate(candidate: Candidate, *, by: Hand, note: str) -> Candidate:
    """移出备选, with why."""
    with CANDIDATE.moving(candidate, CandidateAction.DROP, by=by, note=note) as candidate:
        needed(note, "请写明移出的理由")
    return candidate


def submit_key_list(row: KeyList, *, by: Hand, note: str = "") -> KeyList:
    """提请审定: who was asked and has not answered is not waited for any more."""
    with KEY_LIST.moving(row, KeyListAction.SUBMIT, by=by, note=note) as row:
        lapse_advice(row, by=by)
        meet(row, Duty.KEY_SELECT)
        debts.owes(row, Duty.KEY_FIX, debts.director(row))
    return row


def return_key_list(row: KeyList, *, by: Hand, note: str) -> KeyList:
    """退回遴选, with what is still to be looked into."""
    with KEY_LIST.moving(row, KeyListAction.RETURN, by=by, note=note) as row:
        needed(note, "请写明退回的原因")
        meet(row, Duty.KEY_FIX)
        debts.owes(row, Duty.KEY_SELECT, debts.office(row))
    return row


def fix_key_list(
    row: KeyList,
    *,
    by: Hand,
    chosen: Iterable[Candidate],
    fixed_by: str,
    minutes_number: str,
    fixed_on: date,
    note: str = "",
    files: Iterable[File[Any]] = (),
) -> KeyList:
    """审定: as the 主席会议 decided; each chosen proposal becomes a key proposal.

    The proposals are held too: none is taken back between the look at it and the decision.
    """
    picked = {one.proposal_id: one.proposal for one in chosen}
    beside = KEY_LIST.moving_beside(row, KeyListAction.FIX, picked.values(), by=by, note=note)
    with beside as (row, held):
        decided(row, fixed_by, minutes_number, fixed_on)
        candidates = list(listed(row))
        if not held or picked.keys() - {one.proposal_id for one in candidates}:
            raise ValidationError({"chosen": "请从备选提案中至少选择一件"})
        may_be_led(held, row, "chosen")
        for one in candidates:
            decide(one, row, one.proposal_id in picked, by)
        for proposal in held:
            choose_key(row, proposal, on=fixed_on, by=by)
        enclose_with(row, files, by=by)
        meet(row, Duty.KEY_FIX)
    return row


def decided(row: KeyList, fixed_by: str, minutes_number: str, fixed_on: date) -> None:
    needed(fixed_by, "请填写审定会议", "fixed_by")
    needed(minutes_number, "请填写会议纪要文号", "minutes_number")
    if not row.session.opens_on <= fixed_on <= clock.today():
        raise ValidationError({"fixed_on": "审定日期应在本次会议开始征集之后、不晚于今天"})
    row.fixed_by, row.minutes_number = fixed_by.strip(), minutes_number.strip()
    row.fixed_on = fixed_on


def decide(candidate: Candidate, row: KeyList, chosen: bool, by: Hand) -> None:
    candidate.keylist = row
    verb = CandidateAction.CHOOSE if chosen else CandidateAction.PASS_OVER
    with CANDIDATE.moving(candidate, verb, by=by.blind()):
        pass


def amend_key_list(
    row: KeyList,
    *,
    by: Hand,
    note: str,
    added: Iterable[Proposal] = (),
    removed: Iterable[KeyProposal] = (),
    files: Iterable[File[Any]] = (),
) -> KeyList:
    """更正名单 after it was fixed, with the reason: some come in, some are taken off."""
    gone, fresh = list(removed), list(added)
    beside = KEY_LIST.moving_beside(row, KeyListAction.AMEND, [*gone, *fresh], by=by, note=note)
    with beside as (row, held):
        needed(note, "请写明更正的理由和依据")
        if not held:
            raise ValidationError({"added": "请至少填写一件增列或调出的提案"})
        keys, proposals = held[: len(gone)], held[len(gone) :]
        for key in keys:
            remove_key(key, row, by=by, note=note)
        may_be_led(proposals, row, "added")
        for proposal in proposals:
            choose_key(row, proposal, on=clock.today(), by=by)
        row.case.tell("removed", [key.pk for key in keys])
        enclose_with(row, files, by=by)
    return row


def call_off_key_list(row: KeyList, *, by: Hand, note: str) -> KeyList:
    """取消遴选, before anything was decided."""
    with KEY_LIST.moving(row, KeyListAction.CALL_OFF, by=by, note=note) as row:
        needed(note, "请写明取消的理由")
        lapse_advice(row, by=by)
        cancel_all(row)
    return row


__all__ = [
    *("amend_key_list", "call_off_key_list", "drop_candidate", "fix_key_list"),
    *("open_key_list", "return_key_list", "score_candidate", "shortlist", "submit_key_list"),
]
