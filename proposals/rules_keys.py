"""Who does what about key proposals."""

from __future__ import annotations

from typing import Any

from members.models import Role
from proposals.rules import Holder, here, is_liaison, office, role

office_or_lead = role(Role.OFFICE, Role.LEAD)


def advises(seat: Holder, row: Any) -> bool:
    """被征求意见单位的联系人或负责人；代录其书面意见的提案委办公室"""
    if office(seat, row):
        return True
    if seat is None or seat.role not in (Role.CONTACT, Role.ORG_HEAD) or not here(seat, row):
        return False
    return seat.organisation_id is not None and seat.organisation_id == row.organisation_id


def leader_or_office(seat: Holder, row: Any) -> bool:
    """被商请的领导本人；代录其意见的提案委办公室"""
    if office(seat, row):
        return True
    return seat is not None and seat.role == Role.LEAD and row.seat_id == seat.pk


def unit_or_office(seat: Holder, row: Any) -> bool:
    """责任单位经办；没有责任单位或代录时为提案委办公室"""
    return office(seat, row) or of_unit(seat, row)


def of_unit(seat: Holder, row: Any) -> bool:
    """The liaison of the unit that the row names, or of its successor."""
    if seat is None or row.unit is None or not is_liaison(seat, row):
        return False
    return bool(seat.unit_id == row.unit.current.pk)
