"""Ten key proposals of the demo year, told by the services, each at another turn; all invented."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from common import clock
from members.models import Committee, Entry, Organisation, Role, Seat, Session, User
from members.services import appoint, registry_of
from members.spelling import pinyin
from proposals.demo import names
from proposals.demo.almanac import Almanac, at
from proposals.models import Assignment, KeyList, KeyProposal, PlanItem, Proposal
from proposals.services import keys as services
from workflow.hand import Hand
from workflow.models import Outbox

WANTED, LEAD = 10, "lead"
# Working days before today on which it happened.
OPENED, ASKED, ADVISED, SUBMITTED, FIXED, LED, ISSUED = 80, 78, 74, 70, 68, 62, 55
SEEN, WROTE, REPORTED, CHECKED, TOLD, DONE = 40, 36, 20, 15, 12, 5
LEADERS = (
    *(("州委书记", "苇示例"), ("州长", "杨示例"), ("州委副书记", "普示例")),
    *(("常务副州长", "段示例"), ("副州长", "李示例")),
)
CHAIRS = (("州政协主席", "尹示例"), ("州政协副主席", "罗示例"), ("州政协副主席", "起示例"))
STEPS = ("调查核实，列出问题清单和责任分工", "分批实施，每季度向提案委报告进展")
WROTE_WORDS = "此件反映的问题群众关注，请责任单位专题研究，明确时限，抓紧推进。"
SEEN_WORDS = "实地看了两个点，听取责任单位汇报，与提案人、群众代表座谈，商定了下一步措施。"


def tell_keys() -> int:
    """How many were told; none where there is no demo year, or they are there already."""
    committee = Committee.objects.filter(code=names.PREFECTURE).first()
    session = Session.objects.current(committee) if committee else None
    if session is None or KeyList.objects.filter(session=session).exists():
        return 0
    chosen = ready(session)
    return KeyStory(session, chosen).tell() if len(chosen) == WANTED else 0


def ready(session: Session) -> list[Proposal]:
    """Handed over to units that somebody sits in, filed before the list was opened."""
    there = Seat.objects.held().filter(role=Role.LIAISON, unit__isnull=False).values("unit")
    answering = Assignment.objects.answering().filter(unit__in=there)
    known = ("case__committee", "session__term")
    filed = Proposal.objects.filter(session=session, filed_on__lte=back(OPENED))
    rows = filed.filter(status__in=("handling", "replied", "closed"))
    rows = rows.filter(pk__in=answering.values("proposal"))
    return list(rows.select_related(*known).order_by("number")[:WANTED])


def back(days: int) -> date:
    almanac = Almanac()
    return almanac.day(-days) if days else almanac.today


@dataclass
class KeyStory:
    """The year's list, and what became of each one on it."""

    session: Session
    proposals: Sequence[Proposal]

    @transaction.atomic
    def tell(self) -> int:
        self.office, self.director = self.seat(Role.OFFICE), self.seat(Role.DIRECTOR)
        self.lead = self.seated_lead()
        row = self.selected()
        keys = list(row.keys.for_page().order_by("proposal__number"))
        for n, key in enumerate(keys):
            self.tell_one(n, key)
        cases = [row.pk, *(key.pk for key in keys)]
        Outbox.objects.filter(event__case__in=cases).delete()  # nobody is told of what is over
        return len(keys)

    def on(self, days: int, act: Any) -> Any:
        with clock.frozen(at(back(days), 60)):
            return act()

    def seat(self, role: Role) -> Hand:
        here = self.session.term.committee_id
        return Hand(Seat.objects.held().filter(role=role, committee=here).order_by("pk")[0])

    def seated_lead(self) -> Seat:
        """A leader with an account of their own, with the password of all demo accounts."""
        known = Seat.objects.held().filter(role=Role.LEAD, user__username=LEAD).first()
        if known:
            return known
        name = LEADERS[-1][1]
        password = User.objects.get(username="office").password
        user = User.objects.create(username=LEAD, name=name, pinyin=pinyin(name), password=password)
        registry = registry_of(self.session.term.committee)
        seat = self.on(
            OPENED + 1, lambda: appoint(registry, by=self.office, user=user, role=Role.LEAD)
        )
        return Seat.objects.with_scope().get(pk=seat.pk)

    def selected(self) -> KeyList:
        by = self.office
        row: KeyList = self.on(
            OPENED,
            lambda: services.open_key_list(
                self.session, by=by, name=f"{self.session}重点提案", wanted=WANTED
            ),
        )
        reasons = "事关民生实事，建议具体，当年可以见效。"
        self.on(
            OPENED,
            lambda: services.shortlist(row, by=by, proposals=self.proposals, reasons=reasons),
        )
        self.advised(row)
        self.on(SUBMITTED, lambda: services.submit_key_list(row, by=by))
        self.on(FIXED, lambda: self.fix(row))
        found: KeyList = KeyList.objects.for_page().get(pk=row.pk)
        return found

    def advised(self, row: KeyList) -> None:
        kinds = (Organisation.Kind.PARTY, Organisation.Kind.SPECIAL)
        bodies = list(
            Organisation.objects.filter(committee=row.committee_id, kind__in=kinds).order_by("pk")[
                :3
            ]
        )
        if not bodies:
            return
        words: dict[str, Any] = {"organisations": bodies, "due_on": back(SUBMITTED)}
        self.on(ASKED, lambda: services.ask_advice(row, by=self.office, **words))
        liked = list(row.candidates.all())
        for advice in row.advices.select_related("keylist__case")[:2]:
            text = "赞成备选提案，建议加强跟踪问效。"
            told: dict[str, Any] = {"text": text, "favours": liked}
            self.on(
                ADVISED,
                lambda advice=advice, told=told: services.give_advice(
                    advice, by=self.office, **told
                ),
            )

    def fix(self, row: KeyList) -> None:
        services.fix_key_list(
            row,
            by=self.director,
            chosen=list(row.candidates.select_related("proposal")),
            fixed_by="第二十次主席会议",
            minutes_number=f"彩协纪〔{clock.today().year}〕3号",
            fixed_on=clock.today(),
        )

    def tell_one(self, n: int, key: KeyProposal) -> None:
        """The last one has no plan yet; three are done; two lines are late."""
        self.led(n, key)
        if n == WANTED - 1:
            return
        unit = self.planned(n, key)
        self.on(ISSUED, lambda: services.issue_plan(self.fresh(key), by=self.director))
        if n % 2 == 0:
            self.visited(key, unit)
        if n % 3 == 0:
            self.instructed(key, unit, answered=n < 6)
        self.reported(n, key)
        if n < 4:
            self.broadcast(n, key)
        if n < 3:
            result = "两项督办事项全部完成，所提问题基本解决，提案人表示满意。"
            self.on(
                DONE,
                lambda: services.conclude_key(self.fresh(key), by=self.director, result=result),
            )

    def fresh(self, key: KeyProposal) -> KeyProposal:
        found: KeyProposal = KeyProposal.objects.for_page().get(pk=key.pk)
        return found

    def led(self, n: int, key: KeyProposal) -> None:
        post, name = LEADERS[n % len(LEADERS)]
        chair, chaired = CHAIRS[n % len(CHAIRS)]
        account = self.lead if name == LEADERS[-1][1] else None
        for duty, title, who, seat in (
            ("leads", post, name, account),
            ("oversees", chair, chaired, None),
        ):
            words: dict[str, Any] = {"duty": duty, "post": title, "name": who, "account": seat}
            leader = self.on(
                LED, lambda words=words: services.ask_leader(key, by=self.office, **words)
            )
            if n < WANTED - 1:
                self.agreed(leader)

    def agreed(self, leader: Any) -> None:
        by = Hand(self.lead) if leader.seat_id else self.office
        self.on(
            LED - 2,
            lambda: services.consent_leader(
                leader, by=by, answered_on=clock.today(), words="同意。"
            ),
        )

    def planned(self, n: int, key: KeyProposal) -> Any:
        share = key.proposal.assignments.answering().select_related("unit").order_by("pk").first()
        unit = share.unit if share else None
        due = (back(CHECKED), back(TOLD) if n in (4, 7) else back(0) + timedelta(days=40 + n))
        for content, day in zip(STEPS, due, strict=True):
            words: dict[str, Any] = {"content": content, "unit": unit, "due_on": day}
            self.on(
                LED - 4, lambda words=words: services.propose_item(key, by=self.office, **words)
            )
        return unit

    def visited(self, key: KeyProposal, unit: Any) -> None:
        here = self.session.term.committee_id
        sort = Entry.objects.filter(committee=here, book=Entry.Book.VISIT).order_by("position")
        member = [key.proposal.member] if key.proposal.member else []
        words: dict[str, Any] = {"place": "州城和两个乡镇", "planned_on": back(SEEN)}
        words |= {"members": member, "units": [unit], "sort": sort[key.pk % sort.count()]}
        visit = self.on(SEEN + 4, lambda: services.plan_visit(key, by=self.office, **words))
        told: dict[str, Any] = {"present": list(visit.guests.all()), "notes": SEEN_WORDS}
        self.on(
            SEEN,
            lambda: services.hold_visit(visit, by=self.office, held_on=clock.today(), **told),
        )

    def instructed(self, key: KeyProposal, unit: Any, *, answered: bool) -> None:
        words: dict[str, Any] = {"words": WROTE_WORDS, "unit": unit, "by_whom": "州长杨示例"}
        words |= {"said_on": back(WROTE), "due_on": back(0) + timedelta(days=10)}
        row = self.on(WROTE, lambda: services.instruct(key, by=self.office, **words))
        if not answered:
            return
        answer = "已召开专题会议，明确分管领导和完成时限，正在按计划推进。"
        self.on(
            REPORTED, lambda: services.answer_instruction(row, by=self.liaison(row), answer=answer)
        )
        self.on(CHECKED, lambda: services.close_instruction(row, by=self.office))

    def liaison(self, row: Any) -> Hand:
        """Who sits in the unit; the office for it where nobody does."""
        held = Seat.objects.held().filter(role=Role.LIAISON, unit=row.unit_id).order_by("pk")
        seat = held.with_scope().first()
        return Hand(seat) if seat else self.office

    def reported(self, n: int, key: KeyProposal) -> None:
        """The first line of everybody, the second of those that are done."""
        rows = key.planitems.filter(status=PlanItem.Status.OPEN)
        items = list(rows.select_related("unit__successor", "keyproposal__case"))
        for item in items if n < 3 else items[:1]:
            self.finish(item)

    def finish(self, item: PlanItem) -> None:
        note = "已按方案完成，相关材料已报送。"
        self.on(REPORTED, lambda: services.report_item(item, by=self.liaison(item), note=note))
        self.on(
            CHECKED,
            lambda: services.confirm_item(item, by=self.office, note="现场核查，情况属实。"),
        )

    def broadcast(self, n: int, key: KeyProposal) -> None:
        form, title = (("face", "提案人与承办单位面对面"), ("track", "重点提案追踪"))[n % 2]
        words: dict[str, Any] = {"medium": "broadcast", "form": form, "title": title}
        words |= {"outlet": "彩云州融媒体中心", "on": back(TOLD)}
        self.on(TOLD, lambda: services.record_media(key, by=self.office, **words))
