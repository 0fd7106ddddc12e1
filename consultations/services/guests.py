"""Who is invited to a meeting, what is sent to them before it, and who came."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File

from consultations.models import Attendee, Consultation, Material
from consultations.services.files import enclose_all
from consultations.services.partners import brought_by
from consultations.services.planning import not_to_come
from consultations.workflow import ATTENDEE, MATERIAL, PartAction
from members.models import Entry
from proposals.services.submission import needed
from workflow.hand import Hand

Way = Attendee.Way


def invite(row: Consultation, *, by: Hand, role: Entry, name: str, **details: Any) -> Attendee:
    """邀请参会 in one of the committee's own roles."""
    return put_down(row, PartAction.INVITE, by, role=role, name=name, **details)


def walk_in(
    row: Consultation, *, by: Hand, role: Entry, name: str, way: str = Way.LIST, **details: Any
) -> Attendee:
    """登记到会人员 who was not invited."""
    details |= {"signed_in_by": Way(way)}
    return put_down(row, PartAction.WALK_IN, by, role=role, name=name, **details)


def put_down(row: Consultation, verb: PartAction, by: Hand, **details: Any) -> Attendee:
    attendee = Attendee(consultation=row, township=brought_by(by, row), **details)
    with ATTENDEE.moving(attendee, verb, by=by) as attendee:
        needed(attendee.name, "请填写姓名", "name")
        role = attendee.role
        if role.book != Entry.Book.ATTENDEE or role.committee_id != row.committee_id:
            raise ValidationError({"role": "请选择本会词典中的参会身份"})
        known = row.attendees.exclude(pk=attendee.pk).filter(member=attendee.member_id)
        if attendee.member_id and known.exists():
            raise ValidationError({"member": "该委员已在参会名单中"})
    return attendee


def sign_in(attendee: Attendee, *, by: Hand, way: str = Way.LIST) -> Attendee:
    """签到, by the list or by a QR code."""
    with ATTENDEE.moving(attendee, PartAction.SIGN_IN, by=by) as attendee:
        attendee.signed_in_by = Way(way)
    return attendee


def miss(attendee: Attendee, *, by: Hand, note: str = "") -> Attendee:
    """登记未到会."""
    with ATTENDEE.moving(attendee, PartAction.MISS, by=by, note=note) as attendee:
        attendee.signed_in_by = ""
    return attendee


def send_material(
    row: Consultation,
    *,
    by: Hand,
    what: str,
    sent_on: date,
    recipients: Iterable[Attendee],
    files: Iterable[File[bytes]] = (),
) -> Material:
    """送达会前材料: what, to whom, on which day; who of them holds a seat reads it here."""
    material = Material(consultation=row, what=what.strip(), sent_on=sent_on)
    guests = list(recipients)
    with MATERIAL.moving(material, PartAction.SEND_MATERIAL, by=by) as material:
        needed(material.what, "请填写材料名称", "what")
        not_to_come(sent_on, "sent_on")
        if not guests or any(one.consultation_id != row.pk for one in guests):
            raise ValidationError({"recipients": "请选择本次协商的受邀人员"})
        material.recipients.set(guests)
        material.case.tell("recipients", sorted(one.pk for one in guests))
        enclose_all(material, files, by=by)
    return material


def void_material(material: Material, *, by: Hand, note: str) -> Material:
    with MATERIAL.moving(material, PartAction.VOID_MATERIAL, by=by, note=note) as material:
        needed(note, "请写明作废的原因")
    return material


__all__ = [
    *("invite", "miss", "send_material", "sign_in", "void_material", "walk_in"),
]
