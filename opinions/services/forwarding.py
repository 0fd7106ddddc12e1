"""转办 to units, what they tell of it, and 办结."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError

from common import clock
from deadlines.defaults import Kind as Duty
from deadlines.services import cancel as no_longer
from deadlines.services import cancel_all, extend, meet
from members.models import Unit
from opinions import debts
from opinions.models import Forwarding, Opinion
from opinions.workflow import FORWARDING, OPINION, Action, ForwardingAction
from proposals.services.submission import needed
from workflow.hand import Hand


def forward(
    opinion: Opinion, *, by: Hand, units: Iterable[Unit], due_on: date, note: str = ""
) -> Opinion:
    """转办 to one or several units, which owe an outcome by that day."""
    with OPINION.moving(opinion, Action.FORWARD, by=by) as opinion:
        units = list(units)
        to_come(due_on)
        if not units:
            raise ValidationError({"units": "请至少选择一个单位"})
        for unit in units:
            give(opinion, unit, due_on, by, note)
        meet(opinion, Duty.TRACK_OPINION, Duty.FORWARD_OPINION)
        no_longer(opinion, Duty.CLOSE_OPINION)
    return opinion


def give(opinion: Opinion, unit: Unit, due_on: date, by: Hand, note: str) -> Forwarding:
    """The unit reads what is asked of it in its own event."""
    fitting(opinion, unit)
    row = Forwarding(opinion=opinion, unit=unit, due_on=due_on)
    with FORWARDING.moving(row, ForwardingAction.GIVE, by=by.blind(), note=note) as row:
        debts.owes_outcome(row)
    return row


def fitting(opinion: Opinion, unit: Unit) -> None:
    if unit.committee_id != opinion.committee_id or unit.status != Unit.Status.ACTIVE:
        raise ValidationError({"units": f"{unit}不是本会在用的单位，请重新选择"})
    if opinion.forwardings.exclude(status=Forwarding.Status.RETURNED).filter(unit=unit).exists():
        raise ValidationError({"units": f"已转{unit}，请选择其他单位"})


def to_come(due_on: date) -> None:
    if due_on <= clock.today():
        raise ValidationError({"due_on": "反馈期限应晚于今天"})


def answer(row: Forwarding, *, by: Hand, result: str, outcome: str) -> Forwarding:
    """反馈采纳情况: adopted or not, and what was done."""
    with FORWARDING.moving(row, ForwardingAction.ANSWER, by=by) as row:
        needed(outcome, "请写明办理情况", "outcome")
        if result not in Forwarding.Result.values:
            raise ValidationError({"result": "请选择采纳情况"})
        row.result, row.outcome = result, outcome
        row.answered_on = clock.today()
        meet(row, Duty.OPINION_OUTCOME)
    return row


def give_back(row: Forwarding, *, by: Hand, note: str) -> Forwarding:
    """退回转办 with the reason; the office forwards it to somebody else, or closes."""
    with FORWARDING.moving(row, ForwardingAction.RETURN, by=by, note=note) as row:
        needed(note, "请写明退回的理由")
        meet(row, Duty.OPINION_OUTCOME)
        no_longer(row.opinion, Duty.FORWARD_OPINION)  # another one may have come back before
        debts.owes(row.opinion, Duty.FORWARD_OPINION)
    return row


def extend_forwarding(row: Forwarding, *, by: Hand, until: date, note: str) -> Forwarding:
    """延长反馈期限, with the reason; the day first set stays with the debt."""
    with FORWARDING.moving(row, ForwardingAction.EXTEND, by=by, note=note) as row:
        needed(note, "请写明延长的原因")
        to_come(until)
        if until <= row.due_on:
            raise ValidationError({"until": f"应晚于现在的期限{row.due_on:%Y-%m-%d}"})
        row.due_on = until
        extend(row, Duty.OPINION_OUTCOME, until)
    return row


def send_back_outcome(row: Forwarding, *, by: Hand, due_on: date, note: str) -> Forwarding:
    """退回补充反馈: what is missing, and by when."""
    with FORWARDING.moving(row, ForwardingAction.SEND_BACK, by=by, note=note) as row:
        needed(note, "请写明还缺什么")
        to_come(due_on)
        row.due_on, row.answered_on = due_on, None
        debts.owes_outcome(row)
    return row


def close(opinion: Opinion, *, by: Hand, note: str) -> Opinion:
    """办结: what came of it in the end, also where nothing was written on it."""
    with OPINION.moving(opinion, Action.CLOSE, by=by, note=note) as opinion:
        needed(note, "请写明办结情况，反映人可以看到")
        opinion.done_on = clock.today()
        meet(opinion, Duty.CLOSE_OPINION, Duty.TRACK_OPINION, Duty.FORWARD_OPINION)
        cancel_all(opinion)
    return opinion


__all__ = [
    *("answer", "close", "extend_forwarding", "forward", "give_back", "send_back_outcome"),
]
