"""What the derived moves of an opinion bring with them."""

from __future__ import annotations

from deadlines.defaults import Kind
from deadlines.services import cancel, meet
from opinions import debts
from opinions.models import Opinion


def instructed(row: Opinion) -> None:
    """已批示: the office passes on to a unit what was written, or closes."""
    meet(row, Kind.TRACK_OPINION)
    debts.owes(row, Kind.FORWARD_OPINION)


def uninstructed(row: Opinion) -> None:
    """The record of what was written is void: it is waited for again."""
    cancel(row, Kind.FORWARD_OPINION)
    debts.owes(row, Kind.TRACK_OPINION)


def answered(row: Opinion) -> None:
    """已反馈: the office looks at the outcome and closes."""
    cancel(row, Kind.FORWARD_OPINION)
    debts.owes(row, Kind.CLOSE_OPINION)


def asked_again(row: Opinion) -> None:
    """The unit owes, the office waits."""
    cancel(row, Kind.CLOSE_OPINION)
