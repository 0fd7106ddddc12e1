"""The rest of a life: handed over, answered, spoken of by its proposers, closed."""

from __future__ import annotations

from common.clock import day_of
from deadlines.defaults import Kind as Duty
from members.models import Entry, Unit
from proposals import debts
from proposals.demo.year.co_unit import CoUnit
from proposals.demo.year.fate import CO_UNIT, GRADES, drawn
from proposals.demo.year.promising import Promising
from proposals.demo.year.themes import answer
from proposals.models import Assignment, Contact, Reply
from proposals.workflow import (
    ASSIGNMENT,
    CONTACT,
    REPLY,
    Action,
    ContactAction,
    LetterAction,
    ShareAction,
)
from workflow.hand import SYSTEM, Hand

LATEST = 34  # working days from the notice until the answer is drafted


class Answered(Promising):
    """A filed proposal from the hand-over on."""

    other: CoUnit | None = None

    def go_on(self, notice: int) -> None:
        """From the day of the notice, as far as the days have come."""
        chance, day = self.chance, notice
        if not self.on(day, self.hand_over):
            return
        day += chance.randint(1, 6)
        if not self.on(day, self.sign_for):
            return
        if self.other and not self.other.speaks(notice):
            return
        day = max(day, notice + 14 * bool(self.other)) + chance.randint(1, 6)
        if not self.on(day, self.contact):
            return
        day = max(day, notice + chance.randint(20, LATEST))
        steps = (self.draft, self.review, self.review_pass, self.sign, self.deliver)
        for step in steps:
            if not self.on(day, step):
                return
            day += chance.randint(1, 3)
        self.listen(day)
        self.settle_promise()

    def hand_over(self) -> None:
        proposal = self.proposal
        proposal.notice_on = day_of(self.at)
        self.meet(Duty.HAND_OVER)
        self.share = self.give(self.unit, Assignment.Duty.HOST)
        if way := str(drawn(self.chance, CO_UNIT)):
            unit = self.house.units[self.fate.matter.theme.co]
            self.other = CoUnit(self, self.give(unit, Assignment.Duty.CO), way)
        self.act(Action.HAND_OVER, self.dispatcher, notice_on=proposal.notice_on)

    def give(self, unit: Unit, duty: str) -> Assignment:
        share = Assignment(proposal=self.proposal, unit=unit, duty=duty)
        self.book.bear(share)
        self.owe(Duty.SIGN_FOR, debts.unit_liaison(share), row=share, start=share.start)
        self.move(share, ASSIGNMENT, ShareAction.GIVE, self.dispatcher)
        return share

    @property
    def dispatcher(self) -> Hand:
        return self.house.dispatchers[self.unit.system_id]

    def sign_for(self) -> None:
        share, debtor = self.share, debts.unit_liaison(self.share)
        self.meet(Duty.SIGN_FOR, row=share)
        self.owe(Duty.FIRST_CONTACT, debtor, row=share, start=share.start)
        self.owe(Duty.REPLY, debtor, row=share, start=share.start)
        self.move(share, ASSIGNMENT, ShareAction.SIGN_FOR, self.liaison)
        self.act(Action.HANDLE, SYSTEM)

    def contact(self) -> None:
        who, way = self.proposal.proposer, self.chance.choice(Contact.FACE_TO_FACE)
        meeting = Contact(
            proposal=self.proposal,
            assignment=self.share,
            way=way,
            held_on=day_of(self.at),
            people=f"{who}，{self.unit}分管负责同志及经办人员",
            minutes=f"向{who}通报办理思路，逐条听取意见，商定了工作步骤。",
        )
        self.book.bear(meeting)
        self.meet(Duty.FIRST_CONTACT, row=self.share)
        self.move(meeting, CONTACT, ContactAction.CONTACT, self.liaison)

    def grade(self, code: str) -> Entry:
        return self.house.entries[Entry.Book.GRADE, code]

    def draft(self) -> None:
        self.found = str(drawn(self.chance, GRADES))
        self.letter = Reply(
            proposal=self.proposal,
            assignment=self.share,
            version=1,
            body=self.letter_text(),
            own_grade=self.grade(self.found),
            contact_name=self.house.named(self.liaison),
        )
        self.book.bear(self.letter)
        self.plan(self.found)
        self.move(self.letter, REPLY, LetterAction.OPEN, self.liaison)
        self.move(self.share, ASSIGNMENT, ShareAction.DRAFT, self.liaison)

    def letter_text(self) -> str:
        proposal, matter = self.proposal, self.fate.matter
        opening = f"您提出的《{proposal.title}》（{proposal.label}）收悉，现答复如下："
        told = answer(matter, self.found, self.chance)
        closing = f"感谢您对{self.unit}工作的关心和支持。"
        return "\n".join((f"{proposal.proposer}：", opening, told, closing))

    def review(self) -> None:
        debtor = debts.dispatcher(self.share, self.unit.system_id)
        self.owe(Duty.REVIEW, debtor, row=self.share)
        self.move(self.share, ASSIGNMENT, ShareAction.SEND_TO_REVIEW, self.liaison)

    def review_pass(self) -> None:
        self.move(
            self.letter, REPLY, LetterAction.GRADE, self.dispatcher, grade=self.grade(self.found)
        )
        self.meet(Duty.REVIEW, row=self.share)
        self.owe(Duty.SIGN, debts.unit_head(self.share), row=self.share)
        self.move(self.share, ASSIGNMENT, ShareAction.REVIEW_PASS, self.dispatcher)

    def sign(self) -> None:
        head = self.house.heads[self.unit.pk]
        today = day_of(self.at)
        initial = self.unit.name.removeprefix("州委").removeprefix("州")[0]
        serial = self.house.session.ordinal * 1000 + (self.proposal.number or 0)
        self.move(
            self.letter,
            REPLY,
            LetterAction.SEAL,
            head,
            letter_number=f"彩{initial}复〔{today.year}〕{serial}号",
            signer=self.house.named(head),
            signed_on=today,
        )
        self.meet(Duty.SIGN, row=self.share)
        self.owe(Duty.DELIVER, debts.unit_liaison(self.share), row=self.share)
        self.move(self.share, ASSIGNMENT, ShareAction.SIGN, head)

    def deliver(self) -> None:
        today = day_of(self.at)
        self.move(self.letter, REPLY, LetterAction.HAND_IN, self.liaison, delivered_on=today)
        self.promises()
        self.meet(Duty.REPLY, Duty.DELIVER, row=self.share)
        for seat in self.givers:
            self.owe(Duty.FEEDBACK, self.owed_by(seat), row=self.share, start=today)
        self.move(self.share, ASSIGNMENT, ShareAction.DELIVER, self.liaison)
        self.act(Action.REPLY, SYSTEM, replied_on=today)
