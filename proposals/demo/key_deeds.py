"""What is done about the key proposals of the demo year: visits, 批示, reports, broadcasts."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from common import clock
from members.models import Entry, Role, Seat, Session
from proposals.demo.almanac import Almanac, at
from proposals.models import KeyProposal, PlanItem
from proposals.services import keys as services
from workflow.hand import Hand

# Working days before today on which it happened.
SEEN, WROTE, REPORTED, CHECKED, TOLD = 40, 36, 20, 15, 12
WROTE_WORDS = "此件反映的问题群众关注，请责任单位专题研究，明确时限，抓紧推进。"
SEEN_WORDS = "实地看了两个点，听取责任单位汇报，与提案人、群众代表座谈，商定了下一步措施。"


def back(days: int) -> date:
    almanac = Almanac()
    return almanac.day(-days) if days else almanac.today


class KeyDeeds:
    """Who acts, on which day, and what is done about one key proposal."""

    session: Session
    office: Hand

    def on(self, days: int, act: Any) -> Any:
        with clock.frozen(at(back(days), 60)):
            return act()

    def seat(self, role: Role) -> Hand:
        here = self.session.term.committee_id
        return Hand(Seat.objects.held().filter(role=role, committee=here).order_by("pk")[0])

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
