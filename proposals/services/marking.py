"""标记: a person's own mark on a case; nobody else is told of it, and nothing moves."""

from __future__ import annotations

from members.models import Seat
from proposals.models import Mark, Proposal


def mark(proposal: Proposal, seat: Seat) -> None:
    Mark.objects.get_or_create(seat=seat, proposal=proposal)


def unmark(proposal: Proposal, seat: Seat) -> None:
    Mark.objects.filter(seat=seat, proposal=proposal).delete()
