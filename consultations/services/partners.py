"""What a township that takes part (共同协商) brings in stays marked as its own."""

from __future__ import annotations

from consultations.models import Consultation
from members.models import Role, Seat, Township
from workflow.hand import Hand


def brought_by(by: Hand, row: Consultation) -> Township | None:
    """The township of whoever brings it, unless it is the one that leads."""
    seat = by.seat
    if not isinstance(seat, Seat) or seat.role != Role.TOWNSHIP:
        return None
    return None if seat.township_id == row.township_id else seat.township
