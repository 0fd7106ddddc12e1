"""One proposal of the story on one day: who acts in it, and with which text."""

from __future__ import annotations

from typing import NamedTuple

from members.models import Entry, Seat, Unit
from proposals.demo.almanac import Almanac
from proposals.demo.people import Cast
from proposals.demo.tale import Step, Tale
from proposals.demo.texts import Text, texts
from proposals.models import Assignment, Proposal
from workflow.hand import Hand


class Scene(NamedTuple):
    """One step of a proposal's tale, with everybody and everything it needs at hand."""

    cast: Cast
    almanac: Almanac
    step: Step
    told: dict[str, int]  # proposals by the key of their text

    @property
    def tale(self) -> Tale:
        return self.step.tale

    @property
    def words(self) -> tuple[str, ...]:
        """What the step says besides units."""
        return tuple(word for word in self.step.words if word not in self.cast.units)

    @property
    def text(self) -> Text:
        return texts()[self.tale.text]

    @property
    def proposal(self) -> Proposal:
        wanted = Proposal.objects.select_related("case__committee", "session__term")
        found: Proposal = wanted.get(pk=self.told[self.tale.text])
        return found

    @property
    def named(self) -> list[str]:
        """Units that the step names."""
        return [word for word in self.step.words if word in self.cast.units]

    @property
    def share(self) -> Assignment:
        """Of the unit that the step names; else of the one that answers in this round."""
        proposal = self.proposal
        shares = proposal.assignments.live().filter(round=proposal.round).select_related("unit")
        if self.named:
            return shares.get(unit__name=self.named[0])
        found = shares.answering().order_by("pk").first()
        if found is None:
            raise LookupError(f"{self.tale.text}: nobody answers")
        return found

    @property
    def unit(self) -> Unit:
        return self.cast.units[self.text.unit]

    @property
    def office(self) -> Hand:
        return Hand(self.cast.office)

    @property
    def director(self) -> Hand:
        return Hand(self.cast.director)

    @property
    def dispatcher(self) -> Hand:
        return Hand(self.cast.dispatchers[self.unit.system_id])

    @property
    def liaison(self) -> Hand:
        return Hand(self.cast.liaisons[self.share.unit.name])

    @property
    def head(self) -> Hand:
        return Hand(self.cast.heads[self.share.unit.name])

    def writer(self) -> Seat:
        """Who holds the pen: the member; for an organisation its contact, or the office."""
        if self.tale.contact and self.tale.body is not None:
            return self.cast.contacts[self.cast.organisations[self.tale.body].pk]
        return self.cast.office if self.tale.member is None else self.cast.members[self.tale.member]

    def speaker(self) -> Seat:
        """Who says what they think of the answer."""
        if self.tale.body is None:
            return self.writer()
        body = self.cast.organisations[self.tale.body]
        return self.cast.contacts.get(body.pk, self.cast.office)

    def entry(self, book: str, code: str) -> Entry:
        return Entry.objects.get(committee=self.cast.place.committee, book=book, code=code)
