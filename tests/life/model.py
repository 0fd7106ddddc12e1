"""What the table of moves says of a case: where it stands and what follows by itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

BEFORE_REPLY = {"submitted", "screening", "filed", "transferred", "handed_over", "handling"}
UNFINISHED = {"waiting", "handling", "change_asked", "drafting", "reviewing", "signing", "signed"}
GONE = {"changed", "stopped"}
STANDING = {"open", "extended"}
SETTLED = {"opinion_given", "opinion_waived"}


@dataclass
class Share:
    """One unit's share."""

    pk: int
    unit: int
    duty: str  # host, co, separate
    round: int
    status: str = "waiting"
    signed: bool = False  # for, at any time
    met: bool = False  # the proposer was met, or agreed that it is not needed
    change: tuple[str, bool] | None = None  # what was asked, and whether it was signed for
    extension: date | None = None  # asked until then
    due: date | None = None  # of its answer
    window: date | None = None  # until when another unit may be asked for
    latest: date | None = None  # how far its answer may be put off
    opinion: str = ""
    replacement: bool = False  # drafted
    owed_replacement: bool = False
    items: list[Any] = field(default_factory=list)  # of the letter that is being written
    spoken: set[int] = field(default_factory=set)  # who gave feedback
    awaited: dict[int, date] = field(default_factory=dict)  # who is asked for it, and until when

    @property
    def answers(self) -> bool:
        return self.duty != "co"

    @property
    def live(self) -> bool:
        return self.status not in GONE


@dataclass(eq=False)
class Promise:
    """What an answer promised by a day."""

    pk: int
    unit: int
    share: int
    letter: int  # of its case, counted as they were delivered
    what: str
    due: date
    status: str = "open"
    said_done: bool = False
    spoken: set[int] = field(default_factory=set)  # who has said whether they believe it
    awaited: dict[int, date] = field(default_factory=dict)  # who is asked for it, and until when

    @property
    def standing(self) -> bool:
        return self.status in STANDING

    def ends(self, status: str) -> None:
        self.status, self.said_done = status, False
        self.awaited.clear()

    def again(self, until: date) -> None:
        """Open by a new day; what was said of the earlier check counts no more."""
        self.ends("extended")
        self.due = until
        self.spoken.clear()

    def silent(self, today: date) -> bool:
        """Somebody's time to speak of it is over."""
        return any(due < today for due in self.awaited.values())


@dataclass
class Case:
    """One proposal."""

    pk: int
    owner: int
    receipt: int
    status: str = "submitted"
    number: int | None = None
    systems: set[str] = field(default_factory=set)  # of the hosts that the office suggested
    round: int = 1
    hold: bool = False
    withdrawal: bool = False
    consent: bool | None = None
    passed_on: bool = False
    verify: bool = False
    decision: bool = False
    confer: bool = False
    conferred: bool = False
    unhappy: set[int] = field(default_factory=set)  # rounds in which somebody is
    into: Case | None = None
    absorbed: list[Case] = field(default_factory=list)
    shares: list[Share] = field(default_factory=list)
    promises: list[Promise] = field(default_factory=list)
    letters: int = 0  # delivered

    def standing(self) -> list[Promise]:
        """What is still owed of what was promised, in the order of promising."""
        return [one for one in self.promises if one.standing]

    def unsettled(self) -> list[Promise]:
        """And what the office is to look at again."""
        return [one for one in self.promises if one.standing or one.status == "disputed"]

    def givers(self) -> set[int]:
        return {self.owner, *(one.owner for one in self.absorbed)}

    def answering(self) -> list[Share]:
        return [s for s in self.shares if s.answers and s.live and s.round == self.round]

    def units(self) -> set[int]:
        return {s.unit for s in self.shares if s.live and s.round == self.round}

    def opinions_in(self) -> bool:
        ours = [s for s in self.shares if not s.answers and s.live and s.round == self.round]
        return all(s.status in SETTLED for s in ours)

    def drop_feedback(self) -> None:
        for share in self.shares:
            share.awaited.clear()

    def discontent(self) -> None:
        """核实 after the first round; after the next, all sit down together."""
        if self.round == 1:
            self.verify = self.verify or not self.decision
        elif not self.conferred:
            self.confer = True

    def settle(self, today: date) -> list[str]:
        """What the case does by itself, in the order of its life."""
        came, mine = [], self.answering()
        signed = mine and all(s.status not in ("waiting", "change_asked") for s in mine)
        if self.status == "handed_over" and signed:
            self.status = "handling"
            came.append("handle")
        if self.status == "handling" and mine and all(s.status == "delivered" for s in mine):
            self.status = "replied"
            came += ["reply", *(["lapse_withdrawal"] if self.withdrawal else [])]
            self.withdrawal = False  # what is answered is not taken back any more
            if self.round in self.unhappy:
                self.discontent()
        if self.status == "replied" and self.may_close(today):
            self.status = "closed"
            self.drop_feedback()
            came.append("close")
        return came

    def may_close(self, today: date) -> bool:
        undone = self.hold or self.verify or self.decision or self.confer
        letters = any(s.owed_replacement for s in self.shares)
        awaited = any(due >= today for s in self.shares for due in s.awaited.values())
        return not (undone or letters or awaited)


@dataclass
class Meeting:
    pk: int
    items: list[Case]
    held: bool = False


@dataclass
class World:
    """All cases, and the two books of numbers."""

    today: date
    ids: dict[int, int]  # of the units: what the database calls them
    cases: list[Case] = field(default_factory=list)
    meetings: list[Meeting] = field(default_factory=list)
    receipts: int = 0
    numbers: int = 0
    letters: int = 0

    def agenda(self, case: Case) -> Meeting | None:
        """The meeting to come that lists it."""
        coming = (m for m in self.meetings if not m.held and case in m.items)
        return next(coming, None)
