"""A co-unit's part in an answer: its opinion, or the dispatcher's word that none is needed."""

from __future__ import annotations

from dataclasses import dataclass

from deadlines.defaults import Kind as Duty
from proposals import debts
from proposals.demo.year.life import Life
from proposals.models import Assignment, Opinion
from proposals.workflow import ASSIGNMENT, OPINION, OpinionAction, ShareAction
from workflow.hand import Hand

WAIVED_AFTER = 12  # working days from the notice
WITHIN = range(8, 14)  # and in which of them an opinion is written
WORDS = "结合本单位职责，建议将所提事项纳入年度计划统筹安排，我们将予以配合。"


@dataclass
class CoUnit:
    life: Life
    share: Assignment
    way: str  # given or waived

    def speaks(self, notice: int) -> bool:
        """All of it, as far as the days have come; False when they have not."""
        life = self.life
        if self.way == "waived":
            return life.on(notice + WAIVED_AFTER, self.waive)
        steps = (self.sign_for, self.draft, self.approve, self.give)
        days = sorted(life.chance.sample(WITHIN, len(steps)))
        return all(life.on(notice + day, step) for day, step in zip(days, steps, strict=True))

    def act(self, action: ShareAction, by: Hand, note: str = "") -> None:
        self.life.move(self.share, ASSIGNMENT, action, by, note)

    @property
    def liaison(self) -> Hand:
        return self.life.house.liaisons[self.share.unit_id]

    def waive(self) -> None:
        life = self.life
        life.owing.cancel(life.proposal.case.pk, life.at, Duty.SIGN_FOR)
        by = life.house.dispatchers[self.share.unit.system_id]
        self.act(ShareAction.WAIVE_OPINION, by, "所提事项不涉及该单位职责，免会办意见。")

    def sign_for(self) -> None:
        self.life.meet(Duty.SIGN_FOR, row=self.share)
        debtor, start = debts.unit_liaison(self.share), self.share.start
        self.life.owe(Duty.OPINION, debtor, row=self.share, start=start)
        self.act(ShareAction.SIGN_FOR, self.liaison)

    def draft(self) -> None:
        self.opinion = Opinion(proposal=self.share.proposal, assignment=self.share, body=WORDS)
        self.life.book.bear(self.opinion)
        self.life.owe(Duty.APPROVE_OPINION, debts.unit_head(self.share), row=self.share)
        self.life.move(self.opinion, OPINION, OpinionAction.DRAFT_OPINION, self.liaison)

    def approve(self) -> None:
        self.life.meet(Duty.APPROVE_OPINION, row=self.share)
        head = self.life.house.heads[self.share.unit_id]
        self.life.move(self.opinion, OPINION, OpinionAction.APPROVE_OPINION, head)

    def give(self) -> None:
        self.life.move(self.opinion, OPINION, OpinionAction.GIVEN, self.liaison)
        self.life.meet(Duty.OPINION, row=self.share)
        self.act(ShareAction.GIVE_OPINION, self.liaison)
