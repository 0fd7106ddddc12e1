"""One consultation of the demo up to its meeting, told as the services would record it."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from common.clock import day_of
from consultations import debts
from consultations.demo.county import County
from consultations.demo.fate import Fate
from consultations.demo.names import guests
from consultations.demo.owing import Debts
from consultations.models import Attendee, Consultation, Speech, Topic, Visit
from consultations.rules import at_township
from consultations.workflow import (
    ATTENDEE,
    CONSULTATION,
    SPEECH,
    TOPIC,
    VISIT,
    Action,
    PartAction,
    TopicAction,
)
from deadlines.defaults import Kind as Duty
from deadlines.services import Debtor
from members.models import Entry, Role
from members.services.numbers import take_numbers
from workflow.chronicle import Chronicle
from workflow.hand import Hand
from workflow.models import Case

PACE = 4  # minutes between two steps of one day
SOURCES = ("people", "member", "party", "people", "opinion")
CAME = ("member", "township", "village", "villager", "villager", "villager", "worthy", "expert")
RAISED, ACCEPTED, PLANNED, VISITED, ASKED, APPROVED = -18, -16, -14, -10, -7, -6


class Life:
    """What every step has at hand, and the steps until the meeting is held."""

    def __init__(self, county: County, book: Chronicle, owing: Debts, fate: Fate) -> None:
        self.county, self.book, self.owing, self.fate = county, book, owing, fate
        self.chance = Random(f"{fate.county}:{fate.serial}")
        self.base, self.today, self.told = county.day(fate.ago), RAISED - 1, 0
        self.township = county.townships[fate.place]
        self.studio = county.hand(Role.TOWNSHIP, township_id=self.township.pk)
        self.party = county.hand(Role.PARTY, township_id=self.township.pk)
        self.row = Consultation(
            case=Case(committee=county.committee),
            township=self.township,
            villages=fate.village,
            venue=county.venues.get(self.township.pk),
            title=fate.title,
            planned_on=county.date(self.base),
            chair="委员工作室召集人",
            self_run=fate.serial % 10 == 9,
            plan="先入户走访，再开院坝会，现场形成共识，列出任务清单。",
        )

    def on(self, day: int, *steps: Callable[[], None]) -> bool:
        """Do these on that day from the meeting, one after the other; False if it lies ahead."""
        if not self.county.has(self.base + day):
            return False
        if day != self.today:
            self.today, self.told = day, 0
        for step in steps:
            self.told += 1
            minute = self.told * PACE + self.fate.serial % PACE
            self.at = self.county.moment(self.base + day, minute)
            step()
        return True

    def move(self, row: Any, table: Any, verb: Any, by: Hand, note: str = "", **to: Any) -> None:
        self.book.move(table, row, verb, by=by, at=self.at, note=note, **to)

    def act(self, action: Action, by: Hand, note: str = "", **to: Any) -> None:
        self.move(self.row, CONSULTATION, action, by, note, **to)

    def owe(self, row: Any, kind: Duty, debtor: Debtor) -> None:
        self.owing.owe(row, kind, debtor, self.at)

    def meet(self, row: Any, *kinds: Duty) -> None:
        self.owing.meet(row, self.at, *kinds)

    @property
    def of_studio(self) -> Debtor:
        return at_township(Role.TOWNSHIP, self.row)

    @property
    def of_party(self) -> Debtor:
        return at_township(Role.PARTY, self.row)

    def begin(self) -> bool:
        """From the wish to the meeting; whether it has been held."""
        self.on(RAISED, self.raise_topic)
        self.on(ACCEPTED, self.accept)
        self.on(PLANNED, self.plan)
        self.on(VISITED, self.visit, self.visit)
        self.on(ASKED, self.ask_plan)
        self.on(APPROVED, self.approve_plan)
        return self.on(0, self.invite, self.hold, self.speak)

    def raise_topic(self) -> None:
        committee, wish = self.county.committee, self.fate.theme
        [number] = take_numbers(committee, None, "topic")
        self.topic = Topic(
            case=Case(committee=committee),
            township=self.township,
            village=self.fate.village,
            source=SOURCES[self.fate.serial % len(SOURCES)],
            title=self.fate.title,
            body=wish.wish,
            received_at=self.at,
            number=number,
        )
        self.book.bear(self.topic)
        self.owe(self.topic, Duty.SCREEN_TOPIC, at_township(Role.TOWNSHIP, self.topic))
        self.move(self.topic, TOPIC, TopicAction.RAISE, self.studio)

    def accept(self) -> None:
        entries = self.county.entries
        self.meet(self.topic, Duty.SCREEN_TOPIC)
        self.owe(self.topic, Duty.PLAN_TOPIC, at_township(Role.TOWNSHIP, self.topic))
        told: dict[str, Any] = {
            "ground": entries[Entry.Book.DISCUSSED, "people"],
            "focus": entries[Entry.Book.FOCUS, self.fate.theme.focus],
        }
        self.move(self.topic, TOPIC, TopicAction.ACCEPT, self.studio, **told)

    def plan(self) -> None:
        self.book.bear(self.row)
        self.owe(self.row, Duty.ASK_PLAN, self.of_studio)
        self.act(Action.PLAN, self.studio)
        self.meet(self.topic, Duty.PLAN_TOPIC)
        told: dict[str, Any] = {"consultation": self.row}
        self.move(self.topic, TOPIC, TopicAction.ARRANGE, self.studio, **told)

    def visit(self) -> None:
        visit = Visit(
            consultation=self.row,
            visited_on=day_of(self.at),
            village=self.fate.village,
            by_whom="驻乡镇委员和村组干部",
            households=self.chance.randint(8, 36),
            people=self.chance.randint(20, 110),
            notes=f"逐户听取意见，群众反映：{self.fate.theme.wish}",
        )
        self.move(visit, VISIT, PartAction.RECORD_VISIT, self.studio)

    def ask_plan(self) -> None:
        self.meet(self.row, Duty.ASK_PLAN)
        self.owe(self.row, Duty.APPROVE_PLAN, self.of_party)
        self.act(Action.ASK_PLAN, self.studio)

    def approve_plan(self) -> None:
        self.meet(self.row, Duty.APPROVE_PLAN)
        planned, rule = self.row.planned_on, debts.IN_THE_PLAN
        self.owing.owe_on(self.row, Duty.HOLD_MEETING, self.of_studio, self.at, planned, rule)
        self.act(Action.APPROVE_PLAN, self.party, "同意，请做好会前准备。")

    def invite(self) -> None:
        """Who came, and one who did not."""
        names = self.chance.sample(guests(), len(CAME) + 1)
        for name, role in zip(names, CAME, strict=False):
            self.guest(name, role, PartAction.SIGN_IN, signed_in_by=Attendee.Way.LIST)
        self.guest(names[-1], "county", PartAction.MISS, signed_in_by="")

    def guest(self, name: str, role: str, then: PartAction, **told: Any) -> None:
        entry = self.county.entries[Entry.Book.ATTENDEE, role]
        guest = Attendee(consultation=self.row, role=entry, name=name)
        self.move(guest, ATTENDEE, PartAction.INVITE, self.studio)
        self.move(guest, ATTENDEE, then, self.studio, **told)

    def hold(self) -> None:
        self.meet(self.row, Duty.HOLD_MEETING)
        self.owe(self.row, Duty.ASK_LIST, self.of_studio)
        self.act(
            Action.HOLD,
            self.studio,
            held_on=day_of(self.at),
            held_at=f"{self.fate.village}院坝",
            chair=self.row.chair,
            minutes="主持人介绍走访情况，到会人员逐项发言，协商一致形成共识。",
        )

    def speak(self) -> None:
        for point, said in (("走访情况", self.fate.theme.wish), ("群众意见", "大家出力，早些办。")):
            speech = Speech(consultation=self.row, point=point, speaker="群众代表", text=said)
            self.move(speech, SPEECH, PartAction.RECORD_SPEECH, self.studio)
