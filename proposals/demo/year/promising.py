"""What an answer of the year plans and promises, and what has become of it by its day."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from common.clock import day_of
from deadlines.defaults import Kind as Duty
from proposals import debts
from proposals.demo.year.kept import Kept
from proposals.models import Commitment, ReplyItem
from proposals.services.letters import digest
from proposals.workflow import COMMITMENT, CommitmentAction
from workflow.hand import Hand

SOONEST, STEP = 75, 30  # days from the draft
BROKEN = 9  # one in so many is not kept
PUT_OFF, LONGER = 5, 60  # one in so many is put off, by so many days
AHEAD = timedelta(days=14)  # before its day
DONE = "已按计划完成，相关资料已存档备查。"
LATER = "雨季施工受阻，单位申请延期，理由属实。"


class Promising(Kept):
    """An answer graded B plans its first measure by a day."""

    due_on: date

    @property
    def liaison(self) -> Hand:
        return self.house.liaisons[self.unit.pk]

    def plan(self, grade: str) -> None:
        """The lines of the letter, bound to it."""
        self.planned: list[ReplyItem] = []
        if grade != "B":
            return
        self.due_on = day_of(self.at) + timedelta(days=SOONEST + STEP * (self.fate.serial % 5))
        item = ReplyItem(
            reply=self.letter,
            position=1,
            kind=ReplyItem.Kind.PLANNED,
            matter=self.fate.matter.measures[0],
            quantity=Decimal("1.00"),
            measure="项",
            due_on=self.due_on,
        )
        self.planned.append(self.book.keep(item))
        self.letter.items_digest = digest(self.planned)

    def promises(self) -> None:
        """On delivery."""
        for item in self.planned:
            self.promise = Commitment(
                proposal=self.proposal,
                assignment=self.share,
                item=item,
                what=item.matter,
                quantity=item.quantity,
                measure=item.measure,
                first_due_on=self.due_on,
                due_on=self.due_on,
            )
            self.book.bear(self.promise)
            self.owing.promise(self.promise, debts.unit_liaison(self.share), self.at)
            self.move(self.promise, COMMITMENT, CommitmentAction.PROMISE, self.liaison)

    def settle_promise(self) -> None:
        """On the last working day of its time."""
        if self.promise is None:
            return
        if self.fate.serial % PUT_OFF == 2 and not self.reaches(self.promise.due_on - AHEAD):
            return
        if self.fate.serial % PUT_OFF == 2:
            self.on(self.house.after(self.promise.due_on - AHEAD) - 1, self.put_off)
        day = self.house.after(self.promise.due_on) - 1
        if not self.reaches(self.promise.due_on):
            return
        if self.fate.serial % BROKEN == 0:
            self.on(day, self.break_promise)
        elif self.on(day, self.report, self.keep):
            self.hear(day)

    def reaches(self, day: date) -> bool:
        """Whether that day has come."""
        return day_of(self.house.moment(-1, 0)) >= day

    def put_off(self) -> None:
        """准予延期, once."""
        if self.promise is None:
            return
        until = self.promise.due_on + timedelta(days=LONGER)
        self.owing.extend(self.promise, until)
        told = {"due_on": until, "reason": LATER}
        by = self.house.office
        self.move(self.promise, COMMITMENT, CommitmentAction.EXTEND, by, LATER, **told)

    def report(self) -> None:
        told = {"progress": DONE, "reported_on": day_of(self.at), "said_done": True}
        self.owe(Duty.CHECK_COMMITMENT, debts.office(self.proposal), row=self.promise)
        self.move(self.promise, COMMITMENT, CommitmentAction.REPORT, self.liaison, DONE, **told)
