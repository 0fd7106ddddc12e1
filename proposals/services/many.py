"""One press for many cases: row by row, each in its own transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple, TypeVar

from django.core.exceptions import PermissionDenied, ValidationError

from proposals.models import Proposal
from workflow.procedure import AlreadyDone

Row = TypeVar("Row")


class Outcome(NamedTuple):
    """What became of a press that was meant for many."""

    done: int
    refused: list[tuple[Proposal, str]]

    def reasons(self) -> dict[str, list[Proposal]]:
        """What was refused, by the reason that was given."""
        grouped: dict[str, list[Proposal]] = {}
        for proposal, why in self.refused:
            grouped.setdefault(why, []).append(proposal)
        return grouped


def each(
    rows: Iterable[Row], act: Callable[[Row], object], case_of: Callable[[Row], Proposal]
) -> Outcome:
    """What is refused does not hold up the others; what this press did before counts as done."""
    done, refused = 0, []
    for row in rows:
        try:
            act(row)
        except AlreadyDone:
            done += 1
        except (PermissionDenied, ValidationError) as refusal:
            refused.append((case_of(row), plain(refusal)))
        else:
            done += 1
    return Outcome(done, refused)


def itself(proposal: Proposal) -> Proposal:
    return proposal


def plain(refusal: PermissionDenied | ValidationError) -> str:
    """A refusal in words for a list."""
    if isinstance(refusal, ValidationError):
        return "；".join(refusal.messages)
    return str(refusal)
