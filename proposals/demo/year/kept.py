"""What becomes of a kept promise of the year: its proposers' word, another look, a new grade."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from common.clock import day_of
from deadlines.defaults import Kind as Duty
from members.models import Entry, Seat
from proposals import debts
from proposals.demo.year.voiced import Voiced
from proposals.models import Commitment, Confirmation, Regrading, Reply
from proposals.workflow import (
    COMMITMENT,
    CONFIRMATION,
    REGRADING,
    CommitmentAction,
    ConfirmAction,
    RegradeAction,
)
from workflow.hand import SYSTEM, Hand

MINDS = 8  # of so many, one contests and two say nothing
CONTESTS, SILENT = 5, (0, 3)
SAID_AFTER, LOOKED_AFTER, DECIDED_AFTER, LAPSED_AFTER = 2, 3, 5, 16  # working days
CHECKED = "现场查看并电话回访，情况属实。"
CONTESTED = "部分点位尚未完成，请再核查。"
FOUND = "会同提案人到现场复核，所指点位确未完成，限期继续落实。"
WHY = "配套资金未到位，尚未实施，列入下一年度计划。"
MORE = timedelta(days=45)
LEFT = "所承诺的是阶段性措施，问题尚未根本解决，维持原类别。"


class Kept(Voiced):
    """From 核定已落实 on, as far as the days have come."""

    letter: Reply
    promise: Commitment | None = None
    wish: Regrading | None = None
    words: list[Confirmation]

    def keep(self) -> None:
        promise, office = self.promise, self.house.office
        if promise is None:
            return
        self.words = []
        self.meet(Duty.COMMITMENT, Duty.CHECK_COMMITMENT, row=promise)
        for seat in self.firsts:
            self.owe(Duty.CONFIRM_COMMITMENT, self.owed_by(seat), row=promise)
        self.propose()
        told = {"ended_on": day_of(self.at), "said_done": False}
        self.move(promise, COMMITMENT, CommitmentAction.KEEP, office, CHECKED, **told)

    def propose(self) -> None:
        better = self.house.entries[Entry.Book.GRADE, "A"]
        self.wish = Regrading(
            proposal=self.proposal, reply=self.letter, old=self.letter.grade, new=better
        )
        self.book.bear(self.wish)
        self.owe(Duty.REGRADE, debts.director(self.proposal), row=self.wish)
        self.move(self.wish, REGRADING, RegradeAction.PROPOSE, self.house.office)

    def hear(self, day: int) -> None:
        """What the first proposers say; the director decides; then time runs out."""
        silent = self.house.has(day + LAPSED_AFTER)
        for place, seat in enumerate(self.firsts):
            mind, said = (self.fate.serial + place) % MINDS, day + SAID_AFTER + place
            if mind == CONTESTS:
                if self.on(said, partial(self.contest, seat)):
                    self.on(said + LOOKED_AFTER, self.take_up)
                return
            if not (mind in SILENT and silent):
                self.on(said, partial(self.endorse, seat))
        if self.on(day + DECIDED_AFTER, self.decide):
            self.on(day + LAPSED_AFTER, self.fall_silent)

    def say(self, verb: ConfirmAction, seat: Seat, words: str = "") -> None:
        said = Confirmation(
            proposal=self.proposal, commitment=self.promise, member=seat.member, words=words
        )
        self.book.bear(said)
        self.words.append(said)
        self.meet(Duty.CONFIRM_COMMITMENT, row=self.promise, member_id=seat.member_id)
        self.move(said, CONFIRMATION, verb, Hand(seat))

    def endorse(self, seat: Seat) -> None:
        self.say(ConfirmAction.ENDORSE, seat)

    def contest(self, seat: Seat) -> None:
        self.owe(Duty.RECHECK_COMMITMENT, debts.office(self.proposal), row=self.promise)
        if self.wish is not None:
            self.owing.cancel(self.proposal.case.pk, self.at, Duty.REGRADE)
            gone = day_of(self.at)
            self.move(self.wish, REGRADING, RegradeAction.LAPSE, Hand(seat), lapsed_on=gone)
        self.move(self.promise, COMMITMENT, CommitmentAction.DISPUTE, Hand(seat))
        self.say(ConfirmAction.CONTEST, seat, CONTESTED)

    def take_up(self) -> None:
        """The proposer was right: nobody is asked any more, and the unit owes it again."""
        promise, office = self.promise, self.house.office
        if promise is None:
            return
        self.meet(Duty.RECHECK_COMMITMENT, row=promise)
        self.owing.cancel(self.proposal.case.pk, self.at, Duty.CONFIRM_COMMITMENT)
        for said in self.words:
            self.move(said, CONFIRMATION, ConfirmAction.LAPSE, office)
        told = {"due_on": day_of(self.at) + MORE, "reason": FOUND, "ended_on": None}
        promise.due_on = day_of(self.at) + MORE
        self.owing.promise(promise, debts.unit_liaison(self.share), self.at)
        self.move(promise, COMMITMENT, CommitmentAction.TAKE_UP, office, FOUND, **told)
        self.end_again(promise)

    def end_again(self, promise: Commitment) -> None:
        """By its new day it is not kept either."""
        if day_of(self.house.moment(-1, 0)) >= promise.due_on:
            self.on(self.house.after(promise.due_on) - 1, self.break_promise)

    def break_promise(self) -> None:
        told = {"ended_on": day_of(self.at), "reason": WHY}
        self.owing.cancel(self.proposal.case.pk, self.at, Duty.COMMITMENT)
        by = self.house.office
        self.move(self.promise, COMMITMENT, CommitmentAction.FAIL, by, WHY, **told)

    def decide(self) -> None:
        """One in three stays as it is."""
        stays = self.fate.serial % 3 == 0
        verb = RegradeAction.KEEP_GRADE if stays else RegradeAction.REGRADE
        note = LEFT if stays else ""
        self.meet(Duty.REGRADE, row=self.wish)
        told = {"decided_on": day_of(self.at), "reason": note}
        self.move(self.wish, REGRADING, verb, self.house.director, note, **told)

    def fall_silent(self) -> None:
        lapsed = self.owing.cancel(self.proposal.case.pk, self.at, Duty.CONFIRM_COMMITMENT)
        if lapsed:
            self.proposal.case.tell("silent", lapsed)
            self.move(self.promise, COMMITMENT, CommitmentAction.SILENCE, SYSTEM)
