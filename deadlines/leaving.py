"""What would be left undone when somebody leaves their seat."""

from __future__ import annotations

from deadlines.models import Obligation
from members.models import Role, Seat

# For whom the office stands in as soon as nobody can sign in for them.
STOOD_IN_FOR = (Role.MEMBER, Role.CONTACT)


def owed_by(seat: Seat) -> list[str]:
    """Each debt of the seat in words: 《案由》签收（2026-05-20）."""
    if seat.role in STOOD_IN_FOR:
        return []
    still = Obligation.objects.open().of_seat(seat).select_related("case").order_by("due_on", "pk")
    return [f"《{debt.case.caption}》{debt}" for debt in still]
