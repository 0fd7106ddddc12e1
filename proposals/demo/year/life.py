"""One proposal's life before it is handed over, told in memory as the services would record it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from random import Random
from typing import Any

from common.clock import day_of
from deadlines.defaults import Kind as Duty
from deadlines.services import Debtor
from members.models import Entry, Role, Seat, Unit
from proposals import debts
from proposals.demo.year.fate import COSIGNERS, Fate, drawn
from proposals.demo.year.house import House
from proposals.demo.year.owing import Owing
from proposals.models import (
    Cosigner,
    Draft,
    Kind,
    Occasion,
    Proposal,
    ProposalText,
    Publication,
    Recommendation,
    ReviewMeeting,
    Suggestion,
    Withdrawal,
)
from proposals.workflow import COSIGNER, PROPOSAL, WITHDRAWAL, Action, CosignAction, WithdrawAction
from workflow.chronicle import Chronicle
from workflow.hand import Hand
from workflow.models import Case, Row, fingerprint

PACE = 9  # minutes between two steps of a life that fall on one day
GROUNDS = (("vague", "reference"), ("personal", "member_letter"), ("academic", "opinion"))
DECLINED = "所提事项经会议研究，不符合立案条件，已按有关规定转送参考，感谢您的关心和支持。"


class Life:
    """What every step has at hand, and the steps until the proposal is transferred."""

    def __init__(self, house: House, book: Chronicle, owing: Owing, fate: Fate) -> None:
        self.house, self.book, self.owing, self.fate = house, book, owing, fate
        self.chance: Random = fate.chance(house.session.name)
        self.members = self.chance.sample(house.members, 1 + self.signers())
        self.told, self.at = 0, house.moment(fate.start, 0)
        self.givers, self.firsts = list(self.members), self.members[:1]
        self.unit: Unit = house.units[fate.matter.theme.unit]
        self.proposal = self.sheet()

    def signers(self) -> int:
        number = drawn(self.chance, COSIGNERS)
        return number if isinstance(number, int) else 0

    @property
    def writer(self) -> Hand:
        return Hand(self.members[0])

    def on(self, day: int, *steps: Callable[[], None]) -> bool:
        """Do these on that day, one after the other; False if it lies ahead."""
        if not self.house.has(day):
            return False
        for step in steps:
            self.told += 1
            self.at = self.house.moment(day, self.told * PACE + self.fate.serial % PACE)
            step()
        return True

    def sheet(self) -> Proposal:
        matter, session = self.fate.matter, self.house.session
        return Proposal(
            case=Case(committee=self.house.committee),
            session=session,
            occasion=Occasion.at(self.at, session),
            proposer_kind=Kind.MEMBER,
            title=matter.title,
            category=self.house.entries[Entry.Book.CATEGORY, matter.theme.category],
            text_digest=fingerprint(matter.body),
            member=self.members[0].member,
            publication=Publication.FULL,
            source_key=self.fate.key,
        )

    def move(
        self, row: Any, procedure: Any, action: Any, by: Hand, note: str = "", **to: Any
    ) -> None:
        self.book.move(procedure, row, action, by=by, at=self.at, note=note, **to)

    def act(self, action: Action, by: Hand, note: str = "", **to: Any) -> None:
        self.move(self.proposal, PROPOSAL, action, by, note, **to)

    def owe(self, kind: Duty, debtor: Debtor, row: Row | None = None, **start: Any) -> None:
        self.owing.owe(row or self.proposal, kind, debtor, self.at, **start)

    def meet(self, *kinds: Duty, row: Row | None = None, **debtor: Any) -> None:
        self.owing.meet(row or self.proposal, self.at, *kinds, **debtor)

    def owed_by(self, seat: Seat) -> Debtor:
        return Debtor(Role.MEMBER, self.house.committee.pk, member_id=seat.member_id)

    def submit(self, receipt: int) -> None:
        proposal = self.proposal
        proposal.submitted_at = self.at
        self.book.bear(proposal)
        self.keep_words()
        self.owe(Duty.SCREEN, debts.office(proposal))
        for seat in self.members[1:]:
            signer = Cosigner(proposal=proposal, member=seat.member)
            self.move(signer, COSIGNER, CosignAction.SIGN, self.writer)
        many = len(self.members) - 1
        kind = Kind.JOINT if many else Kind.MEMBER
        self.act(Action.SUBMIT, self.writer, receipt=receipt, cosigners=many, proposer_kind=kind)

    def keep_words(self) -> None:
        """The sheet it was written on, the text for ever, and the unit that was wished for."""
        proposal, body = self.proposal, self.fate.matter.body
        sheet = Draft(
            seat=self.members[0],
            committee=self.house.committee,
            member=proposal.member,
            title=proposal.title,
            category=proposal.category,
            body=body,
            revision=1,
            created_at=self.at,
            updated_at=self.at,
            proposal=proposal,
            submitted_at=self.at,
        )
        self.book.keep(sheet)
        self.book.keep(ProposalText(proposal=proposal, revision=1, body=body, at=self.at))
        self.suggest(Suggestion.By.PROPOSER)

    def suggest(self, by: str) -> None:
        self.book.keep(Suggestion(proposal=self.proposal, unit=self.unit, by=by))

    def screen(self, recommendation: Recommendation = Recommendation.FILE) -> None:
        note = f"情况清楚、建议具体，建议由{self.unit}承办。"
        if recommendation == Recommendation.DECLINE:
            note = "内容不符合立案条件，建议不予立案。"
        else:
            self.suggest(Suggestion.By.OFFICE)
            self.proposal.case.tell("suggested", self.unit.pk)
        self.meet(Duty.SCREEN)
        self.owe(Duty.DECIDE, debts.office(self.proposal))
        self.act(Action.SCREEN, self.house.office, note, recommendation=recommendation)

    def file(self, meeting: ReviewMeeting) -> None:
        self.meet(Duty.DECIDE)
        self.owe(Duty.NUMBER, debts.office(self.proposal))
        self.act(Action.FILE, self.house.director, meeting=meeting, filed_on=day_of(self.at))

    def decline(self, meeting: ReviewMeeting) -> None:
        ground, disposition = self.chance.choice(GROUNDS)
        self.meet(Duty.DECIDE)
        self.owing.cancel(self.proposal.case.pk, self.at)
        self.owe(Duty.CONSENT, self.owed_by(self.members[0]))
        self.act(
            Action.DECLINE,
            self.house.director,
            DECLINED,
            meeting=meeting,
            ground=self.house.entries[Entry.Book.GROUND, ground],
            disposition=self.house.entries[Entry.Book.DISPOSITION, disposition],
        )

    def consent(self) -> None:
        self.meet(Duty.CONSENT)
        self.owe(Duty.PASS_ON, debts.office(self.proposal))
        self.act(Action.CONSENT, self.writer, consent=True)

    def pass_on(self) -> None:
        self.meet(Duty.PASS_ON)
        note = "已转送有关单位参考。"
        self.act(Action.PASS_ON, self.house.office, note, passed_on=day_of(self.at))

    def ask_withdrawal(self) -> None:
        reason = "所提问题已由有关单位着手解决，申请撤回。"
        asked = self.asked = Withdrawal(proposal=self.proposal, reason=reason)
        self.book.bear(asked)
        self.owe(Duty.WITHDRAWAL_DECISION, debts.director(asked), row=asked)
        self.move(asked, WITHDRAWAL, WithdrawAction.ASK_WITHDRAWAL, self.writer, reason)

    def withdraw(self) -> None:
        self.meet(Duty.WITHDRAWAL_DECISION, row=self.asked)
        self.move(self.asked, WITHDRAWAL, WithdrawAction.ACCEPT_WITHDRAWAL, self.house.director)
        self.owing.cancel(self.proposal.case.pk, self.at)
        self.act(Action.WITHDRAW, self.house.director)

    def merge(self, into: Life, meeting: ReviewMeeting) -> None:
        """Absorbed by another one of the same meeting, whose proposers are its own from now on."""
        target = into.proposal
        self.owing.cancel(self.proposal.case.pk, self.at)
        into.on(self.fate.meeting, partial(into.absorb, self))
        note = f"并入{target.label}《{target.title}》"
        self.act(Action.MERGE, self.house.director, note, meeting=meeting, merged_into=target)

    def absorb(self, other: Life) -> None:
        self.proposal.case.tell("absorbed", other.proposal.pk)
        what = f"{other.proposal.label}《{other.proposal.title}》并入"
        self.act(Action.ABSORB, self.house.director, what)
        known = {seat.pk for seat in self.givers}
        self.givers += [seat for seat in other.members if seat.pk not in known]
        if other.members[0] not in self.firsts:
            self.firsts.append(other.members[0])

    def number(self, value: int) -> None:
        self.meet(Duty.NUMBER)
        self.owe(Duty.TRANSFER, debts.office(self.proposal))
        self.act(Action.NUMBER, self.house.office, number=value)

    def transfer(self) -> None:
        self.proposal.case.tell("suggested", self.unit.pk)
        self.meet(Duty.TRANSFER)
        debtor = debts.dispatcher(self.proposal, self.unit.system_id)
        self.owe(Duty.HAND_OVER, debtor)
        self.act(Action.TRANSFER, self.house.office)
