"""督办活动: 调研、座谈、视察、走访; who is invited and told, who came, what was seen."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File

from common import clock
from deadlines.defaults import Kind as Duty
from deadlines.services import cancel, meet
from members.models import Entry, Member, Unit
from proposals import debts_keys as debts
from proposals.models import KeyGuest, KeyProposal, KeyVisit
from proposals.services.key_files import enclose_with
from proposals.services.submission import needed
from proposals.workflow import KEY_VISIT, KeyVisitAction
from workflow.hand import Hand

FURTHEST = timedelta(days=366)
Files = Iterable["File[Any]"]


def plan_visit(
    key: KeyProposal,
    *,
    by: Hand,
    members: Iterable[Member] = (),
    units: Iterable[Unit] = (),
    **details: Any,
) -> KeyVisit:
    """通知督办活动: everybody invited is told; its record is owed after its day."""
    visit = KeyVisit(keyproposal=key, **details)
    with KEY_VISIT.moving(visit, KeyVisitAction.PLAN, by=by) as visit:
        fitting(visit)
        invite(visit, members, units)
        owes_record(visit)
    return visit


def fitting(visit: KeyVisit) -> None:
    needed(visit.place, "请填写地点", "place")
    sort, here = visit.sort, visit.case.committee_id
    if sort.book != Entry.Book.VISIT or sort.committee_id != here:
        raise ValidationError({"sort": "请选择本会词典中的督办活动类型"})
    if not visit.keyproposal.chosen_on <= visit.planned_on <= clock.today() + FURTHEST:
        raise ValidationError({"planned_on": "日期应在确定重点提案之后、一年之内"})


def invite(visit: KeyVisit, members: Iterable[Member], units: Iterable[Unit]) -> None:
    """Whoever is invited already stays so."""
    here, known = visit.case.committee_id, list(visit.guests.all())
    taken = {(one.member_id, one.unit_id) for one in known}
    wanted = [KeyGuest(visit=visit, member=one) for one in members]
    wanted += [KeyGuest(visit=visit, unit=one) for one in units]
    fresh = [one for one in wanted if (one.member_id, one.unit_id) not in taken]
    for one in fresh:
        if (one.member.registry.committee_id if one.member else one.unit.committee_id) != here:  # type: ignore[union-attr]
            raise ValidationError({"members": "只能邀请本会的委员和单位"})
    if not (known or fresh):
        raise ValidationError({"members": "请至少邀请一位委员或一个单位"})
    KeyGuest.objects.bulk_create(fresh)
    visit.case.tell("invited", [[one.member_id, one.unit_id] for one in fresh])


def owes_record(visit: KeyVisit) -> None:
    debts.owes(visit, Duty.KEY_VISIT, debts.office(visit), start=visit.planned_on)


def change_visit(
    visit: KeyVisit,
    *,
    by: Hand,
    members: Iterable[Member] = (),
    units: Iterable[Unit] = (),
    **details: Any,
) -> KeyVisit:
    """变更督办活动: another day or place, more guests; all who are invited are told."""
    with KEY_VISIT.moving(visit, KeyVisitAction.CHANGE, by=by) as visit:
        for name, value in details.items():
            setattr(visit, name, value)
        fitting(visit)
        invite(visit, members, units)
        cancel(visit, Duty.KEY_VISIT)
        owes_record(visit)
    return visit


def hold_visit(
    visit: KeyVisit,
    *,
    by: Hand,
    held_on: date,
    present: Iterable[KeyGuest],
    notes: str,
    files: Files = (),
) -> KeyVisit:
    """记录督办活动: who came, what was seen and said, pictures."""
    with KEY_VISIT.moving(visit, KeyVisitAction.HOLD, by=by) as visit:
        if not visit.keyproposal.chosen_on <= held_on <= clock.today():
            raise ValidationError({"held_on": "开展日期应在确定重点提案之后、不晚于今天"})
        needed(notes, "请写明活动情况", "notes")
        visit.held_on, visit.notes = held_on, notes.strip()
        came(visit, {one.pk for one in present})
        enclose_with(visit, files, by=by)
        meet(visit, Duty.KEY_VISIT)
    return visit


def came(visit: KeyVisit, present: set[int]) -> None:
    """Of those who were invited; somebody else is refused."""
    if present - set(visit.guests.values_list("pk", flat=True)):
        raise ValidationError({"present": "请从受邀人员和单位中选择"})
    visit.guests.filter(pk__in=present).update(present=True)
    visit.guests.exclude(pk__in=present).update(present=False)
    visit.case.tell("present", sorted(present))


def add_to_visit(visit: KeyVisit, *, by: Hand, notes: str, files: Files = ()) -> KeyVisit:
    """补充活动记录: what was noted is written anew, pictures are added."""
    with KEY_VISIT.moving(visit, KeyVisitAction.ADD, by=by) as visit:
        needed(notes, "请写明活动情况", "notes")
        visit.notes = notes.strip()
        enclose_with(visit, files, by=by)
    return visit


def call_off_visit(visit: KeyVisit, *, by: Hand, note: str) -> KeyVisit:
    """取消督办活动, with the reason; everybody invited is told."""
    with KEY_VISIT.moving(visit, KeyVisitAction.CALL_OFF, by=by, note=note) as visit:
        needed(note, "请写明取消的原因")
        cancel(visit, Duty.KEY_VISIT)
    return visit


__all__ = ["add_to_visit", "call_off_visit", "change_visit", "hold_visit", "plan_visit"]
