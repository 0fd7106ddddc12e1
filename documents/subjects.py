"""What a paper is about, and what of it the reader may read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from members.models import Seat
from proposals.models import Assignment, Opinion, Proposal, Reply
from proposals.pressing import URGE
from proposals.showing import events_for, reply_for, shares_of
from proposals.side_roads import concerned
from proposals.voices import opinions_for
from workflow.models import Event


@dataclass
class Subject:
    """What a paper is about, and for whom it is written; what it asks for is read once."""

    seat: Seat
    proposal: Proposal
    share: Assignment | None = None

    @cached_property
    def shares(self) -> list[Assignment]:
        return list(shares_of(self.proposal, self.seat))

    @property
    def live(self) -> list[Assignment]:
        """Those that were neither given to others since nor called in."""
        return [one for one in self.shares if one.status not in Assignment.GONE]

    @property
    def part(self) -> Assignment:
        """The share; papers of a share are asked for with one."""
        if self.share is None:
            raise ValueError("this paper is about a unit's share")
        return self.share

    @cached_property
    def letter(self) -> Reply | None:
        """The answer that this seat may read: for others a delivered one only."""
        return reply_for(self.part, self.seat)

    @cached_property
    def opinion(self) -> Opinion | None:
        """The share's opinion, if this seat may read it."""
        return own_of(opinions_for(self.proposal, self.shares, self.seat), self.part)

    @cached_property
    def presses(self) -> list[Event]:
        """The times this share was urged, the newest first, for whom it concerns."""
        if not concerned(self.seat, self.part):
            return []
        events = events_for(self.seat, self.proposal).filter(action=URGE)
        kind, pk = self.part.key()
        return list(events.filter(subject_type=kind, subject_id=pk))

    @property
    def was_urged(self) -> bool:
        return bool(self.presses)


def own_of(opinions: Sequence[Opinion], share: Assignment) -> Opinion | None:
    return next((one for one in opinions if one.assignment_id == share.pk), None)
