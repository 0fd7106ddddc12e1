"""What proposers say of an answer, what a 不满意 sets going, and closing by answer or by time."""

from __future__ import annotations

from functools import partial

from common.clock import day_of
from deadlines.defaults import Kind as Duty
from members.models import Seat
from proposals import debts
from proposals.demo.year.fate import SAID, drawn
from proposals.demo.year.life import Life
from proposals.models import Assignment, Feedback
from proposals.workflow import FEEDBACK, Action, FeedbackAction
from workflow.hand import SYSTEM, Hand

IN_TIME = 10  # working days after the delivery
REMARKS = {
    "satisfied": "办理认真，沟通及时，建议已落实。",
    "fair": "答复实事求是，望抓好后续落实。",
    "dissatisfied": "所提建议没有实质进展，请进一步核实办理。",
}
VERIFIED = "经与提案人、承办单位核实，主要问题已列入下一年度计划，提案人表示理解。"
SETTLED = "所提问题已列入计划并明确时限，转入跟踪督办，不再重新办理。"


class Voiced(Life):
    """An answered proposal from the delivery on."""

    share: Assignment

    def listen(self, first: int) -> None:
        """Each proposer in their time; who says nothing is 未表态 when it is over."""
        last = first
        said = [(first + self.chance.randint(0, IN_TIME), seat) for seat in self.givers]
        for day, seat in sorted(said, key=lambda one: one[0]):
            words = drawn(self.chance, SAID)
            if isinstance(words, tuple):
                if not self.on(day, partial(self.feedback, seat, *words)):
                    return
                last = day
        self.look_into(last)

    def feedback(self, seat: Seat, attitude: str, result: str) -> None:
        voice = Feedback(
            proposal=self.proposal,
            assignment=self.share,
            member=seat.member,
            attitude=attitude,
            result=result,
            words=REMARKS[result],
        )
        self.book.bear(voice)
        self.meet(Duty.FEEDBACK, row=self.share, member_id=seat.member_id)
        if result == Feedback.Rating.DISSATISFIED and not self.owed(Duty.VERIFY):
            self.owe(Duty.VERIFY, debts.office(self.proposal))
        self.move(voice, FEEDBACK, FeedbackAction.GIVE_FEEDBACK, Hand(seat))
        self.close_if_over()

    def owed(self, *kinds: Duty) -> bool:
        case = self.proposal.case.pk
        return any(self.owing.last_day(case, kind) for kind in kinds)

    def close_if_over(self) -> None:
        if not self.owed(Duty.FEEDBACK, Duty.VERIFY, Duty.REHANDLE_DECISION):
            self.close()

    def look_into(self, day: int) -> None:
        """The office verifies, the director decides; then time runs out for the silent."""
        if self.owed(Duty.VERIFY):
            if not (self.on(day + 2, self.verify) and self.on(day + 4, self.leave_as_is)):
                return
            day += 4
        due = self.owing.last_day(self.proposal.case.pk, Duty.FEEDBACK)
        if due is not None:
            self.on(max(day, self.house.after(due)), self.close)

    def verify(self) -> None:
        self.meet(Duty.VERIFY)
        self.owe(Duty.REHANDLE_DECISION, debts.director(self.proposal))
        self.act(Action.VERIFY, self.house.office, VERIFIED, verified_round=1)

    def leave_as_is(self) -> None:
        self.meet(Duty.REHANDLE_DECISION)
        self.act(Action.LEAVE_AS_IS, self.house.director, SETTLED, settled_round=1)
        self.close_if_over()

    def close(self) -> None:
        lapsed = self.owing.cancel(self.proposal.case.pk, self.at, Duty.FEEDBACK)
        if lapsed:
            self.proposal.case.tell("lapsed", lapsed)
        self.act(Action.CLOSE, SYSTEM, closed_on=day_of(self.at))
