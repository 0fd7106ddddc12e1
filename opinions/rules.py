"""Who may: one small sentence each, about a seat and a row."""

from __future__ import annotations

from typing import Any

from deadlines.presence import alive
from deadlines.services import Debtor
from members.models import Role, Seat
from opinions.models import Forwarding, Opinion

Holder = Seat | None


def office(seat: Holder, row: Any) -> bool:
    """政协办公室"""
    here = seat is not None and seat.committee_id == row.case.committee_id
    return here and seat is not None and seat.role == Role.OFFICE


def own(seat: Holder, row: Opinion) -> bool:
    """Whether it was written by whom the seat stands for."""
    if seat is None or seat.committee_id != row.case.committee_id:
        return False
    mine = {
        Role.MEMBER: (seat.member_id, row.member_id),
        Role.CONTACT: (seat.organisation_id, row.organisation_id),
        Role.TOWNSHIP: (seat.township_id, row.township_id),
    }.get(Role(seat.role))
    return mine is not None and mine[0] is not None and mine[0] == mine[1]


def writer_or_office(seat: Holder, row: Opinion) -> bool:
    """反映人（委员、集体联系人、乡镇委员工作室）；政协办公室代录"""
    return own(seat, row) or office(seat, row)


def the_system(seat: Holder, row: Any) -> bool:
    """系统"""
    return seat is None


def liaison_of(row: Forwarding) -> Debtor:
    """The unit it was forwarded to, or who carries on its work."""
    unit = row.unit.current
    return Debtor(Role.LIAISON, unit.committee_id, unit_id=unit.pk)


def handler(seat: Holder, row: Forwarding) -> bool:
    """转办单位经办；无人在任时由政协办公室代办"""
    if seat is None:
        return False
    if seat.role == Role.LIAISON and seat.unit_id == row.unit.current.pk:
        return True
    return office(seat, row) and not alive(liaison_of(row), row.opinion)
