"""征求意见: parties and special committees say which proposals they would choose."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File

from common import clock
from deadlines.defaults import Kind as Duty
from deadlines.services import cancel, meet
from members.models import Organisation
from proposals import debts_keys as debts
from proposals.models import Advice, Candidate, KeyList
from proposals.services.key_files import enclose_with
from proposals.services.standing_in import is_office
from proposals.services.submission import needed
from proposals.workflow import ADVICE, KEY_LIST, AdviceAction, KeyListAction
from workflow.hand import Hand

ASKED = "征求意见时确定的反馈期限。"


def ask_advice(
    row: KeyList, *, by: Hand, organisations: Iterable[Organisation], due_on: date, note: str = ""
) -> KeyList:
    """征求意见 of several bodies; each owes its answer by that day, and is told the note."""
    with KEY_LIST.moving(row, KeyListAction.ASK_ADVICE, by=by) as row:
        to_come(due_on, "due_on")
        asked = set(row.advices.exclude(status="lapsed").values_list("organisation", flat=True))
        fresh = [one for one in organisations if one.pk not in asked]
        if not fresh or any(one.committee_id != row.case.committee_id for one in fresh):
            raise ValidationError({"organisations": "请选择本会还没有征求意见的单位"})
        for one in fresh:
            ask(row, one, due_on, by, note)
    return row


def ask(row: KeyList, body: Organisation, due_on: date, by: Hand, note: str) -> None:
    advice = Advice(keylist=row, organisation=body, due_on=due_on)
    with ADVICE.moving(advice, AdviceAction.ASK, by=by.blind(), note=note) as advice:
        debts.owes_by(advice, Duty.KEY_ADVISE, debts.of_body(advice), due_on, ASKED)


def to_come(day: date, field: str) -> None:
    if day <= clock.today():
        raise ValidationError({field: "期限应晚于今天"})


def give_advice(
    advice: Advice,
    *,
    by: Hand,
    text: str,
    favours: Iterable[Candidate] = (),
    files: Iterable[File[Any]] = (),
) -> Advice:
    """反馈意见 by the body, or the office with what came on paper (代录)."""
    body = f"organisation:{advice.organisation_id}"
    hand = by._replace(on_behalf_of=body) if is_office(by) else by
    with ADVICE.moving(advice, AdviceAction.GIVE, by=hand) as advice:
        needed(text, "请填写意见", "text")
        chosen = list(favours)
        if any(one.keylist_id != advice.keylist_id for one in chosen):
            raise ValidationError({"favours": "请从备选提案中选择"})
        advice.text, advice.answered_on = text.strip(), clock.today()
        advice.favours.set(chosen)
        advice.case.tell("favours", sorted(one.pk for one in chosen))
        enclose_with(advice, files, by=by)
        meet(advice, Duty.KEY_ADVISE)
    return advice


def lapse_advice(row: KeyList, *, by: Hand) -> None:
    """Inside the list's move: nobody is waited for any more."""
    for advice in row.advices.filter(status=Advice.Status.ASKED):
        advice.keylist = row
        with ADVICE.moving(advice, AdviceAction.LAPSE, by=by.blind()) as advice:
            cancel(advice, Duty.KEY_ADVISE)


__all__ = ["ask_advice", "give_advice"]
