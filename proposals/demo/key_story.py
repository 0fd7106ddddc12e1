"""Ten key proposals of the demo year, told by the services, each at another turn; all invented."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction

from common import clock
from members.models import Committee, Organisation, Role, Seat, Session, User
from members.services import appoint, registry_of
from members.spelling import pinyin
from proposals.demo import names
from proposals.demo.key_deeds import CHECKED, TOLD, KeyDeeds, back
from proposals.models import Assignment, KeyList, KeyProposal, Proposal
from proposals.services import keys as services
from workflow.hand import Hand
from workflow.models import Outbox

WANTED, LEAD = 10, "lead"
# Working days before today on which it happened.
OPENED, ASKED, ADVISED, SUBMITTED, FIXED, LED, ISSUED = 80, 78, 74, 70, 68, 62, 55
DONE = 5
LEADERS = (
    *(("州委书记", "苇示例"), ("州长", "杨示例"), ("州委副书记", "普示例")),
    *(("常务副州长", "段示例"), ("副州长", "李示例")),
)
CHAIRS = (("州政协主席", "尹示例"), ("州政协副主席", "罗示例"), ("州政协副主席", "起示例"))
STEPS = ("调查核实，列出问题清单和责任分工", "分批实施，每季度向提案委报告进展")


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


@dataclass
class KeyStory(KeyDeeds):
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
        leaders = self.led(n, key)
        if n == WANTED - 1:
            return
        unit = self.planned(n, key)
        for leader in leaders:
            self.agreed(leader)
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

    def led(self, n: int, key: KeyProposal) -> list[Any]:
        post, name = LEADERS[n % len(LEADERS)]
        chair, chaired = CHAIRS[n % len(CHAIRS)]
        account = self.lead if name == LEADERS[-1][1] else None
        asked = []
        for duty, title, who, seat in (
            ("leads", post, name, account),
            ("oversees", chair, chaired, None),
        ):
            words: dict[str, Any] = {"duty": duty, "post": title, "name": who, "account": seat}
            asked.append(
                self.on(LED, lambda words=words: services.ask_leader(key, by=self.office, **words))
            )
        return asked

    def agreed(self, leader: Any) -> None:
        by = Hand(self.lead) if leader.seat_id else self.office
        self.on(
            LED - 4,
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
                LED - 2, lambda words=words: services.propose_item(key, by=self.office, **words)
            )
        return unit
