"""The meeting: what was said, what is on record of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.files.base import File

from consultations import debts
from consultations.models import Attendee, Consultation, Speech
from consultations.services.files import enclose_all
from consultations.services.guests import sign_in
from consultations.services.partners import brought_by
from consultations.services.planning import not_to_come
from consultations.workflow import CONSULTATION, SPEECH, Action, PartAction
from deadlines.defaults import Kind as Duty
from deadlines.services import meet
from proposals.services.submission import needed
from workflow.hand import Hand


def record_speech(row: Consultation, *, by: Hand, **said: Any) -> Speech:
    speech = Speech(consultation=row, township=brought_by(by, row), **said)
    with SPEECH.moving(speech, PartAction.RECORD_SPEECH, by=by) as speech:
        return speech


def void_speech(speech: Speech, *, by: Hand, note: str) -> Speech:
    with SPEECH.moving(speech, PartAction.VOID_SPEECH, by=by, note=note) as speech:
        needed(note, "请写明作废的原因")
    return speech


def hold(
    row: Consultation,
    *,
    by: Hand,
    held_on: date,
    held_at: str,
    chair: str,
    minutes: str,
    present: Iterable[Attendee] = (),
    files: Iterable[File[bytes]] = (),
) -> Consultation:
    """记录协商会议: where, under whom, with its minutes; the list of tasks is owed from today."""
    with CONSULTATION.moving(row, Action.HOLD, by=by) as row:
        not_to_come(held_on, "held_on")
        row.held_on, row.held_at, row.chair, row.minutes = held_on, held_at, chair, minutes
        came(row, present, by)
        enclose_all(row, files, by=by)
        meet(row, Duty.HOLD_MEETING)
        debts.owes(row, Duty.ASK_LIST, debts.township(row))
    return row


def came(row: Consultation, present: Iterable[Attendee], by: Hand) -> None:
    """签到 by the list, inside the meeting's move; who has signed in meanwhile is left alone."""
    absent = row.attendees.exclude(status=Attendee.Status.PRESENT).select_related("role")
    for guest in absent.filter(pk__in=[one.pk for one in present]):
        guest.consultation = row
        sign_in(guest, by=by.blind())


def rewrite(
    row: Consultation,
    *,
    by: Hand,
    minutes: str,
    present: Iterable[Attendee] = (),
    files: Iterable[File[bytes]] = (),
) -> Consultation:
    """补充会议记录: the minutes as they are to read, more guests or pictures."""
    with CONSULTATION.moving(row, Action.REWRITE, by=by) as row:
        row.minutes = minutes
        came(row, present, by)
        enclose_all(row, files, by=by)
    return row


__all__ = [
    *("hold", "record_speech", "rewrite", "void_speech"),
]
