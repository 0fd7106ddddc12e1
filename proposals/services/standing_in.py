"""代录: what the office enters for a proposer is recorded as theirs."""

from __future__ import annotations

from members.models import Role, Seat
from proposals.models import Proposal
from proposals.parties import Giver, first_of
from workflow.hand import Hand


def is_office(by: Hand) -> bool:
    return isinstance(by.seat, Seat) and by.seat.role == Role.OFFICE


def in_name(who: Giver, by: Hand) -> Hand:
    """The hand that writes; the office's writes for them."""
    return by._replace(on_behalf_of=who.key) if is_office(by) else by


def for_proposer(proposal: Proposal, by: Hand) -> Hand:
    """The same for the first proposer."""
    return in_name(first_of(proposal), by)
