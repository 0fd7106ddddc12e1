"""The table of the places, which are lines of the county's register."""

from __future__ import annotations

from typing import Any

from consultations.models import Venue
from members.models import Role
from members.workflow import lines


def keeper(seat: Any, row: Venue) -> bool:
    """县政协办公室；本乡镇委员工作室"""
    if seat is None or seat.committee_id != row.case.committee_id:
        return False
    own: bool = seat.role == Role.TOWNSHIP and seat.township_id == row.township_id
    return own or bool(seat.role == Role.OFFICE)


VENUE = lines(Venue, Venue.Status.OPEN, Venue.Status.CLOSED, by=keeper)
