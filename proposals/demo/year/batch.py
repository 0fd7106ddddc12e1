"""One batch of the year: the proposals of one review meeting, in one transaction."""

from __future__ import annotations

from collections.abc import Sequence

from common.clock import day_of
from deadlines.defaults import Kind as Duty
from members.services import take_numbers
from proposals import debts
from proposals.demo.almanac import at
from proposals.demo.year.course import NUMBERED, Course
from proposals.demo.year.fate import ANSWERED, DECLINED, MERGED, WITHDRAWN, Fate
from proposals.demo.year.house import House
from proposals.demo.year.owing import Owing
from proposals.models import AgendaItem, Occasion, ReviewMeeting
from proposals.services.screening import place_in_book
from proposals.workflow import MEETING, MeetingAction
from workflow.chronicle import Chronicle
from workflow.models import Case

MORNING, EVENING = 5, 465  # minutes after nine at which the meeting is called and concluded


class Batch:
    """Lives that are decided together; told in memory, then written."""

    def __init__(self, house: House, fates: Sequence[Fate], name: str) -> None:
        self.house, self.day, self.name = house, fates[0].meeting, name
        self.book = Chronicle()
        self.owing = Owing(self.book, house.committee.pk, house.session)
        ordered = sorted(fates, key=lambda one: (one.start, one.serial))
        self.lives = [Course(house, self.book, self.owing, fate) for fate in ordered]

    def tell(self) -> None:
        """Numbers come from the counters, so that they go on where the others stopped."""
        place = self.house.committee, self.house.session
        receipts = take_numbers(*place, "receipt", len(self.lives))
        for life, receipt in zip(self.lives, receipts, strict=True):
            life.begin(receipt)
        self.meet()
        filed = self.of(ANSWERED)
        if self.house.has(self.day + NUMBERED) and filed:
            ordered = sorted(filed, key=lambda life: place_in_book(life.proposal))
            numbers = take_numbers(*place, "number", len(ordered))
            for life, number in zip(ordered, numbers, strict=True):
                life.is_numbered(number)
        self.book.write()

    def of(self, end: str) -> list[Course]:
        return [life for life in self.lives if life.fate.end == end]

    def meet(self) -> None:
        """The review meeting decides all of them but those that were taken back."""
        meeting = self.convene([life for life in self.lives if life.fate.end != WITHDRAWN])
        known = {life.fate.serial: life for life in self.lives}
        for life in self.of(MERGED):
            life.is_merged(known[life.fate.into], meeting)
        for life in self.of(ANSWERED):
            life.is_filed(meeting)
        for life in self.of(DECLINED):
            life.is_declined(meeting)
        self.conclude(meeting)

    def convene(self, listed: Sequence[Course]) -> ReviewMeeting:
        house, moment = self.house, self.house.moment(self.day, MORNING)
        plenary = day_of(moment) <= house.session.plenary_to
        meeting = ReviewMeeting(
            case=Case(committee=house.committee),
            session=house.session,
            occasion=Occasion.PLENARY if plenary else Occasion.BETWEEN,
            name=self.name,
            held_on=day_of(moment),
        )
        self.book.bear(meeting)
        for place, life in enumerate(listed, 1):
            self.book.keep(AgendaItem(meeting=meeting, proposal=life.proposal, position=place))
            meeting.case.tell("listed", life.proposal.pk)
        self.owing.owe(meeting, Duty.CONCLUDE, debts.director(meeting), moment)
        self.book.move(MEETING, meeting, MeetingAction.CONVENE, by=house.office, at=moment)
        return meeting

    def conclude(self, meeting: ReviewMeeting) -> None:
        moment = at(self.house.days[self.day], EVENING)
        filed, others = len(self.of(ANSWERED)), len(self.of(DECLINED)) + len(self.of(MERGED))
        minutes = f"会议审查提案{filed + others}件，决定立案{filed}件，不予立案或并案{others}件。"
        self.owing.meet(meeting, moment, Duty.CONCLUDE)
        self.book.move(
            MEETING,
            meeting,
            MeetingAction.CONCLUDE,
            by=self.house.director,
            at=moment,
            minutes=minutes,
        )
