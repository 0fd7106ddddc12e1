"""Who looks at an answer again."""

from __future__ import annotations

from typing import Any

from members.models import Role
from proposals.rules import Holder, here, office


def visits(seat: Holder, row: Any) -> bool:
    """指派的委员，没有指定委员的由参政议政专家；提案委办公室代录"""
    if seat is None or not here(seat, row):
        return False
    if row.member_id is None and seat.role == Role.EXPERT:
        return True
    own = seat.role == Role.MEMBER and seat.member_id is not None
    return office(seat, row) or (own and seat.member_id == row.member_id)
