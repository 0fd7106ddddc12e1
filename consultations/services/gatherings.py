"""观摩会、推进会: townships are invited and told, and what was seen is noted."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File

from consultations import debts
from consultations.areas import under
from consultations.models import Gathering, Invitation
from consultations.services.files import enclose_all
from consultations.services.planning import not_to_come, within
from consultations.workflow.around import GATHERING, GatheringAction
from deadlines.defaults import Kind as Duty
from deadlines.policies import limit_for
from deadlines.services import cancel_all, meet, owe
from members.models import Committee, Entry, Township
from proposals.services.submission import needed
from workflow.hand import Hand
from workflow.models import Case

MOST_PEOPLE = 10_000  # what is more was mistyped
Files = Iterable["File[bytes]"]


def announce(
    committee: Committee,
    *,
    by: Hand,
    townships: Iterable[Township],
    title: str,
    files: Files = (),
    **details: Any,
) -> Gathering:
    """通知活动: the host and the invited townships are told; its record is owed after its day."""
    row = Gathering(case=Case(committee=committee), title=title.strip(), **details)
    with GATHERING.moving(row, GatheringAction.ANNOUNCE, by=by) as row:
        fitting(row)
        invite_townships(row, townships)
        enclose_all(row, files, by=by)
        owes_record(row)
    return row


def fitting(row: Gathering) -> None:
    needed(row.title, "请填写活动名称", "title")
    within(row.planned_on, "planned_on", 1)
    if row.sort.book != Entry.Book.GATHERING or row.sort.committee_id != row.committee_id:
        raise ValidationError({"sort": "请选择本会词典中的活动类型"})
    if row.host_id and not under(row.case.committee).filter(pk=row.host_id).exists():
        raise ValidationError({"host": "请选择本会所属的乡镇"})


def invite_townships(row: Gathering, townships: Iterable[Township]) -> None:
    """Whoever is invited already stays so."""
    wanted = {one.pk for one in townships}
    if under(row.case.committee).filter(pk__in=wanted).count() != len(wanted):
        raise ValidationError({"townships": "只能邀请本会所属的乡镇"})
    known = set(row.invitations.values_list("township", flat=True)) if row.pk else set()
    fresh = sorted(wanted - known)
    if not known | wanted:
        raise ValidationError({"townships": "请至少邀请一个乡镇"})
    Invitation.objects.bulk_create([Invitation(gathering=row, township_id=one) for one in fresh])
    row.case.tell("invited", fresh)


def owes_record(row: Gathering) -> None:
    limit = limit_for(Duty.RECORD_GATHERING, row.case.committee_id)
    owe(row, Duty.RECORD_GATHERING, debts.office(row), limit=limit, start=row.planned_on)


def change_gathering(
    row: Gathering, *, by: Hand, townships: Iterable[Township] = (), **details: Any
) -> Gathering:
    """变更活动: another day or place, more townships; all who are invited are told."""
    with GATHERING.moving(row, GatheringAction.CHANGE, by=by) as row:
        for name, value in details.items():
            setattr(row, name, value)
        fitting(row)
        invite_townships(row, townships)
        cancel_all(row)
        owes_record(row)
    return row


def hold_gathering(
    row: Gathering,
    *,
    by: Hand,
    held_on: date,
    number: int,
    present: Iterable[Township],
    notes: str,
    files: Files = (),
) -> Gathering:
    """记录活动: which townships came, how many people, what was seen, pictures."""
    with GATHERING.moving(row, GatheringAction.HOLD, by=by) as row:
        not_to_come(held_on, "held_on")
        needed(notes, "请写明活动情况", "notes")
        if not 0 < number <= MOST_PEOPLE:
            raise ValidationError({"number": f"到会人数应在1至{MOST_PEOPLE}之间，请核对"})
        row.held_on, row.number, row.notes = held_on, number, notes
        came(row, {one.pk for one in present})
        enclose_all(row, files, by=by)
        meet(row, Duty.RECORD_GATHERING)
    return row


def came(row: Gathering, present: set[int]) -> None:
    """Of those who were invited; somebody else is refused."""
    asked = row.invitations.all()
    if present - set(asked.values_list("township", flat=True)):
        raise ValidationError({"present": "请从受邀乡镇中选择"})
    asked.filter(township__in=present).update(present=True)
    asked.exclude(township__in=present).update(present=False)
    row.case.tell("present", sorted(present))


def add_to_gathering(row: Gathering, *, by: Hand, notes: str, files: Files = ()) -> Gathering:
    """补充活动记录: what was noted is written anew, pictures are added."""
    with GATHERING.moving(row, GatheringAction.ADD, by=by) as row:
        needed(notes, "请写明活动情况", "notes")
        row.notes = notes
        enclose_all(row, files, by=by)
    return row


def call_off_gathering(row: Gathering, *, by: Hand, note: str) -> Gathering:
    """取消活动, with the reason: who was invited is told."""
    with GATHERING.moving(row, GatheringAction.CALL_OFF, by=by, note=note) as row:
        needed(note, "请写明取消的原因")
        cancel_all(row)
    return row


__all__ = [
    *("add_to_gathering", "announce", "call_off_gathering"),
    *("change_gathering", "hold_gathering"),
]
