"""立案前协商 and 预交办: somebody is asked before a decision, and may agree or object."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q

from deadlines.defaults import Kind as Duty
from deadlines.services import Debtor, meet
from members.models import Role, System, Unit
from proposals import debts
from proposals.models import Consultation, Proposal
from proposals.querysets_parties import put_to
from proposals.services.standing_in import for_proposer
from proposals.services.submission import needed
from proposals.workflow import CONSULTATION, PROPOSAL, Action, ConsultAction
from workflow.hand import Hand

Stage = Consultation.Stage
OPEN = Consultation.Status.ASKED


def consult(
    proposal: Proposal,
    *,
    by: Hand,
    systems: Iterable[System] = (),
    units: Iterable[Unit] = (),
    proposer: bool = False,
    note: str = "",
) -> Proposal:
    """征求意见: dispatchers, units and the proposer before filing; units before hand-over."""
    with PROPOSAL.moving(proposal, Action.CONSULT, by=by) as proposal:
        questions = list(questions_to(proposal, systems, units, proposer))
        if not questions:
            raise ValidationError("请至少选择一个征求意见的对象", code="nobody")
        for question in questions:
            ask(question, by=by, note=note)
        proposal.case.tell("consulted", [question.pk for question in questions])
    return proposal


def questions_to(
    proposal: Proposal, systems: Iterable[System], units: Iterable[Unit], proposer: bool
) -> Iterator[Consultation]:
    """One row for each of them; unsaved."""

    def to(role: str, **whom: Any) -> Consultation:
        stage = Stage.FILING if proposal.status == "screening" else Stage.HAND_OVER
        return Consultation(proposal=proposal, stage=stage, asked=role, **whom)

    for system in systems:
        yield to(Role.DISPATCHER, system=system)
    for unit in units:
        yield to(Role.LIAISON, unit=unit)
    if proposer:
        yield to(Role.MEMBER if proposal.member_id else Role.CONTACT)


def ask(question: Consultation, *, by: Hand, note: str) -> None:
    """Put the question; a place where nobody could answer is not asked, nor anybody twice."""
    debtor = debtor_of(question)
    if not debtor.alive():
        raise ValidationError(f"{question.whom()}还没有在任的人员，请先设置席位再征求意见")
    if is_asked(question):
        raise ValidationError(f"已向{question.whom()}征求意见，请等待答复")
    said = f"{question.whom()}：{note.strip()}" if note.strip() else question.whom()
    with CONSULTATION.moving(question, ConsultAction.ASK, by=by, note=said) as question:
        debts.owes(question, Duty.CONSULT, debtor)


def debtor_of(question: Consultation) -> Debtor:
    committee = question.proposal.case.committee_id
    place = question.unit or question.system
    if place is None:
        return debts.proposer(question.proposal)
    if place.committee_id != committee:
        raise ValidationError(f"{place}不属于本会，请另选")
    return Debtor(question.asked, committee, system_id=question.system_id, unit_id=question.unit_id)


def is_asked(question: Consultation) -> bool:
    still = question.proposal.consulted.filter(status=OPEN, stage=question.stage)
    same = still.filter(asked=question.asked, system=question.system)
    unit = put_to(question.unit_id) if question.unit_id else Q(unit=None)
    return same.filter(unit).exists()


def agree(question: Consultation, *, by: Hand, words: str = "") -> Consultation:
    """同意."""
    return answer(question, ConsultAction.AGREE, by, words)


def object_to(question: Consultation, *, by: Hand, words: str) -> Consultation:
    """提出不同意见: with what they think should be done instead."""
    return answer(question, ConsultAction.OBJECT, by, words)


def answer(question: Consultation, what: ConsultAction, by: Hand, words: str) -> Consultation:
    by = for_proposer(question.proposal, by)
    with CONSULTATION.moving(question, what, by=by) as question:
        if what is ConsultAction.OBJECT:
            needed(words, "请写明不同意的理由和建议", "words")
        question.words = words.strip()
        meet(question, Duty.CONSULT)
    return question
