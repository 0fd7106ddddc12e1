"""One village, one meeting, 5 consensuses, 18 tasks in every state: told by the services only."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from typing import Any

from django.db import transaction

from common import clock
from consultations import services
from consultations.demo import around
from consultations.demo.county import County
from consultations.demo.example_list import LISTED
from consultations.demo.names import guests
from consultations.models import Consultation, Progress, Task, Topic
from members.models import Committee, Entry, Member, Role
from members.services import enter_member, registry_of, serve
from proposals.demo.almanac import Almanac
from workflow.hand import Hand
from workflow.models import Outbox

TITLE = "上坝村道路、饮水和“一老一小”协商"
VILLAGE = "上坝村"
NEXT = "上坝村文化活动场所协商"  # its plan waits for the Party committee
WISHED, WISH = "村卫生室夜间无人值守", "老人夜里发病，要走八公里才有医生。"
HELD = 40  # working days before yesterday
ROOM, SHORT = timedelta(days=120), timedelta(days=25)
GUESTS = ("member", "member", "county", "township", "village", "villager", "villager", "worthy")


@transaction.atomic
def load(code: str) -> None:
    """Once; nobody is told of what is over."""
    committee = Committee.objects.select_for_update(no_key=True).get(code=code)
    if Consultation.objects.filter(committee=committee, title=TITLE).exists():
        return
    told = Village(County(committee)).tell()
    Outbox.objects.filter(event__case__in=told).delete()


class Village:
    """The first township of the county, and who acts in it."""

    topic: Topic
    pk: int

    def __init__(self, county: County) -> None:
        self.county, self.town = county, county.townships[0]
        self.studio = county.hand(Role.TOWNSHIP, township_id=self.town.pk)
        self.party = county.hand(Role.PARTY, township_id=self.town.pk)
        self.base = county.day(HELD)

    def entry(self, book: str, code: str) -> Entry:
        return self.county.entries[book, code]

    def on(self, day: int, step: Callable[[], Any], minute: int = 0) -> Any:
        """What happens on that working day from the meeting."""
        with clock.frozen(self.county.moment(self.base + day, minute)):
            return step()

    @property
    def row(self) -> Consultation:
        return Consultation.objects.get(pk=self.pk)

    def task(self, what: str) -> Task:
        """The one that counts, as somebody would read it now."""
        known = Task.objects.live().select_related("consultation__case", "unit__successor")
        return known.get(consultation=self.pk, what=what)

    def hand(self, task: Task) -> Hand:
        if task.unit is None:
            return self.studio
        return self.county.hand(Role.LIAISON, unit_id=task.unit.pk)

    def tell(self) -> list[int]:
        """The cases it made."""
        self.on(-20, self.plan)
        self.on(-12, self.visit)
        self.on(-8, lambda: services.ask_plan(self.row, by=self.studio))
        self.on(-7, lambda: services.approve_plan(self.row, by=self.party, note="同意。"))
        self.on(0, self.meeting)
        self.on(1, lambda: services.ask_list(self.row, by=self.studio))
        self.on(3, lambda: services.approve_list(self.row, by=self.party, note="同意。"))
        self.on(5, lambda: services.file_list(self.row, by=self.county.office))
        lines = [(what, how) for _, tasks in LISTED for what, _, how in tasks]
        steps = [(place, one) for place, line in enumerate(lines) for one in self.follow(*line)]
        for place, (day, step) in sorted(steps, key=lambda one: (one[1][0], one[0])):
            self.on(day, step, place)
        note = "请县水务局、农业农村局会同乡镇在旱季前完成饮水任务。"
        self.on(HELD, lambda: services.oversee(self.row, by=self.county.office, text=note))
        return [self.pk, self.topic.pk, *self.come_next(), *around.tell(self, HELD)]

    def come_next(self) -> list[int]:
        """A plan that waits for the Party committee, and a wish nobody has looked at yet."""
        before = self.topic
        plan = self.on(HELD - 9, lambda: self.planned(NEXT, Almanac().ahead(10)))
        self.pk, first = plan.pk, self.pk
        self.on(HELD - 5, self.visit)
        self.on(HELD - 1, lambda: services.ask_plan(self.row, by=self.studio))
        told: dict[str, Any] = {"source": Topic.Source.PEOPLE, "village": VILLAGE, "body": WISH}
        raised = partial(services.raise_topic, self.town, by=self.studio, title=WISHED, **told)
        wish = self.on(HELD, raised)
        topic, self.pk, self.topic = self.topic, first, before
        return [plan.pk, topic.pk, wish.pk]

    def plan(self) -> None:
        self.pk = self.planned(TITLE, self.county.date(self.base)).pk

    def planned(self, title: str, planned_on: date) -> Consultation:
        """From the villagers' wish to the plan."""
        wish = "进村路坑洼，夜里没有灯，旱季缺水，老人吃饭没人管。"
        told: dict[str, Any] = {"source": Topic.Source.PEOPLE, "title": title}
        told |= {"village": VILLAGE, "body": wish}
        topic = services.raise_topic(self.town, by=self.studio, **told)
        ground, focus = self.entry("discussed", "people"), self.entry("focus", "concern")
        self.topic = services.accept(topic, by=self.studio, ground=ground, focus=focus)
        return services.plan(
            self.town,
            by=self.studio,
            topics=[self.topic],
            title=title,
            villages=VILLAGE,
            venue=self.county.venues.get(self.town.pk),
            planned_on=planned_on,
            chair="委员工作室召集人",
            plan="三次走访，一次院坝会，逐项形成共识并列出任务清单。",
        )

    def visit(self) -> None:
        services.record_visit(
            self.row,
            by=self.studio,
            visited_on=clock.today(),
            village=VILLAGE,
            by_whom="驻乡镇委员三人",
            households=32,
            people=96,
            notes="逐户走访，群众最盼修路、亮灯、通水。",
        )

    def meeting(self) -> None:
        """Guests, minutes, five consensuses and eighteen tasks."""
        for name, code in zip(guests(), GUESTS, strict=False):
            role = self.entry("attendee", code)
            services.walk_in(self.row, by=self.studio, role=role, name=name)
        services.hold(
            self.row,
            by=self.studio,
            held_on=clock.today(),
            held_at=f"{VILLAGE}文化活动院坝",
            chair="委员工作室召集人",
            minutes="委员先报告走访情况，群众逐项发言，部门现场答复，形成五项共识。",
        )
        for text, tasks in LISTED:
            agreed = services.record_consensus(self.row, by=self.studio, text=text)
            for what, unit, how in tasks:
                services.list_task(
                    self.row,
                    by=self.studio,
                    consensus=agreed,
                    what=what,
                    unit=self.county.units[unit] if unit else None,
                    level=Task.Level.COUNTY if unit else Task.Level.TOWNSHIP,
                    due_on=clock.today() + (SHORT if how in ("late", "extended") else ROOM),
                )

    def follow(self, what: str, how: str) -> Iterator[tuple[int, Callable[[], Any]]]:
        """Signed for, and then what its state asks for; each on its own days."""
        if how == "returned":
            yield 7, lambda: self.give_to_another(what)
            return
        yield 7, lambda: self.sign(what)
        if how in ("done", "reported"):
            yield 12, lambda: self.go_on(what)
            yield 18 if how == "done" else HELD - 1, lambda: self.report(what)
        if how == "done":
            yield 20, lambda: services.confirm(self.task(what), by=self.county.office)
        if how == "extended":
            yield 14, lambda: self.extend(what)
        if how == "turned":
            yield 15, lambda: self.turn(what)

    def sign(self, what: str) -> None:
        task = self.task(what)
        services.sign_for(task, by=self.hand(task))

    def go_on(self, what: str) -> Progress:
        task, text = self.task(what), "材料和人员已到位，正在实施。"
        return services.record_progress(task, by=self.hand(task), on=clock.today(), text=text)

    def report(self, what: str) -> None:
        task = self.task(what)
        services.report(task, by=self.hand(task), note="已按清单完成，资料已存档。")

    def give_to_another(self, what: str) -> None:
        """The unit says it is not its affair; the county gives it to the one that it is."""
        task, water = self.task(what), self.county.units["水务局"]
        note = "管网由水务部门管护，建议由县水务局办理。"
        services.ask_return(task, by=self.hand(task), note=note, proposed=water)
        task = self.task(what)
        words: dict[str, Any] = {"level": task.level, "unit": water, "due_on": clock.today() + ROOM}
        services.reassign(task, by=self.county.office, note="同意，改由县水务局办理。", **words)
        self.sign(what)

    def extend(self, what: str) -> None:
        task, until = self.task(what), clock.today() + ROOM
        note = "蓄水池选址调整，需重新勘测，申请延期。"
        services.ask_extension(task, by=self.hand(task), until=until, note=note)
        services.grant_extension(self.task(what), by=self.county.office, note="同意延期。")

    def turn(self, what: str) -> None:
        """What one county cannot settle becomes the draft of a proposal."""
        task, member = self.task(what), self.member()
        services.turn_task(
            task, by=self.county.office, member=member, note="事关两县，拟提交提案。"
        )

    def member(self) -> Member:
        by, registry = self.county.office, registry_of(self.county.committee)
        member = enter_member(registry, by=by, name=guests()[-1], gender="男")
        term = self.county.committee.terms.latest("starts_on")
        serve(member, by=by, term=term, card=f"{self.county.committee.code}001")
        return member
