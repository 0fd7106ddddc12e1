"""督办函: numbered by year, about one or several shares of a unit; answered, and done with."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File

from common import clock
from deadlines.defaults import Kind as Duty
from deadlines.services import cancel, extend, meet
from members.models import Committee, Unit
from members.services import take_numbers
from proposals import debts_keys as debts
from proposals.models import Assignment, WarningItem, WarningLetter
from proposals.querysets_warnings import TAKEN_BACK
from proposals.services.key_advice import to_come
from proposals.services.key_files import enclose_with
from proposals.services.key_plan import for_unit, ours_in_use
from proposals.services.submission import needed
from proposals.workflow import WARNING, WarningAction
from workflow.births import once
from workflow.hand import SYSTEM, Hand
from workflow.models import Case

WRITTEN = "督办函确定的答复期限。"
IDLE = "所督办的提案都已撤案或改由其他单位办理。"
MOST_CASES = 50  # of one letter
AT_ONCE = 500
Files = Iterable["File[Any]"]


def issue_warning(
    committee: Committee,
    *,
    by: Hand,
    unit: Unit,
    shares: Iterable[Assignment],
    reason: str,
    words: str,
    due_on: date,
    files: Files = (),
) -> WarningLetter:
    """发督办函 about live shares of that unit; its number goes on without a gap in the year."""
    today = clock.today()
    letter = WarningLetter(
        case=Case(committee=committee),
        unit=unit,
        year=today.year,
        reason=reason.strip(),
        words=words.strip(),
        issued_on=today,
        due_on=due_on,
    )
    issue = WARNING.moving(letter, WarningAction.ISSUE, by=by)
    with once(WarningLetter, by), issue as letter:
        fitting(letter)
        about(letter, list(shares))
        enclose_with(letter, files, by=by)
        [letter.number] = take_numbers(committee, None, f"warning:{today.year}")
        owes_reply(letter)
    return letter


def fitting(letter: WarningLetter) -> None:
    needed(letter.reason, "请填写督办事由", "reason")
    needed(letter.words, "请写明督办要求", "words")
    to_come(letter.due_on, "due_on")
    ours_in_use(letter.unit, letter)


def about(letter: WarningLetter, shares: list[Assignment]) -> None:
    """At least one share, all of them the unit's own."""
    if not 1 <= len(shares) <= MOST_CASES:
        raise ValidationError({"shares": f"请选择1至{MOST_CASES}件"})
    theirs = Assignment.objects.live().filter(pk__in=[one.pk for one in shares])
    known = theirs.filter(proposal__committee=letter.case.committee_id)
    known = known.exclude(proposal__status__in=TAKEN_BACK)
    known = known.select_related("unit__successor")
    if [one.unit.current for one in known] != [letter.unit.current] * len(shares):
        raise ValidationError({"shares": f"只能选择由{letter.unit}承办的提案"})
    WarningItem.objects.bulk_create(WarningItem(letter=letter, assignment=one) for one in shares)
    letter.case.tell("shares", [one.pk for one in shares])


def owes_reply(letter: WarningLetter) -> None:
    debtor = debts.of_unit(letter, letter.unit)
    debts.owes_by(letter, Duty.WARNED, debtor, letter.due_on, WRITTEN)


def reply_warning(letter: WarningLetter, *, by: Hand, reply: str, files: Files = ()) -> Any:
    """答复督办函 by the unit, or the office with what came on paper (代录)."""
    with WARNING.moving(letter, WarningAction.REPLY, by=for_unit(letter, by)) as letter:
        needed(reply, "请写明办理情况和下一步措施", "reply")
        letter.reply, letter.replied_on = reply.strip(), clock.today()
        enclose_with(letter, files, by=by)
        meet(letter, Duty.WARNED)
        debts.owes(letter, Duty.CHECK_WARNED, debts.office(letter))
    return letter


def extend_warning(letter: WarningLetter, *, by: Hand, until: date, note: str) -> WarningLetter:
    """延长答复期限, with the reason; the day first set stays with the debt."""
    with WARNING.moving(letter, WarningAction.EXTEND, by=by, note=note) as letter:
        needed(note, "请写明延长的原因")
        to_come(until, "until")
        if until <= letter.due_on:
            raise ValidationError({"until": f"应晚于现在的期限{letter.due_on:%Y-%m-%d}"})
        letter.due_on = until
        extend(letter, Duty.WARNED, until)
    return letter


def warn_again(letter: WarningLetter, *, by: Hand, words: str, due_on: date) -> WarningLetter:
    """再次发函 under the same number: it was not answered, or not well enough."""
    with WARNING.moving(letter, WarningAction.AGAIN, by=by, note=words) as letter:
        needed(words, "请写明督办要求", "words")
        to_come(due_on, "due_on")
        letter.words, letter.due_on = words.strip(), due_on
        letter.times, letter.replied_on = letter.times + 1, None
        letter.issued_on = clock.today()
        meet(letter, Duty.CHECK_WARNED)
        cancel(letter, Duty.WARNED)
        owes_reply(letter)
    return letter


def close_warning(letter: WarningLetter, *, by: Hand, note: str = "") -> WarningLetter:
    """了结督办函: what was asked for is done."""
    with WARNING.moving(letter, WarningAction.CLOSE, by=by, note=note) as letter:
        letter.closed_on = clock.today()
        meet(letter, Duty.CHECK_WARNED)
    return letter


def void_warning(letter: WarningLetter, *, by: Hand, note: str) -> WarningLetter:
    """作废督办函 that should not have gone out; its number is not used again."""
    with WARNING.moving(letter, WarningAction.VOID, by=by, note=note) as letter:
        needed(note, "请写明作废的原因")
        cancel(letter, Duty.WARNED)
    return letter


def lapse_warnings() -> int:
    """自行了结: all its cases were taken back or went to other units; how many there were."""
    idle = list(WarningLetter.objects.idle().select_related("case").order_by("pk")[:AT_ONCE])
    for letter in idle:
        with WARNING.moving(letter, WarningAction.LAPSE, by=SYSTEM, note=IDLE) as letter:
            letter.closed_on = clock.today()
            cancel(letter, Duty.WARNED)
            cancel(letter, Duty.CHECK_WARNED)
    return len(idle)


__all__ = [
    *("close_warning", "extend_warning", "issue_warning", "lapse_warnings", "reply_warning"),
    *("void_warning", "warn_again"),
]
