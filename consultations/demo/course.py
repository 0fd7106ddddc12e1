"""From the meeting on: consensus, the list, its tasks, the villagers' word."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from itertools import count
from typing import Any

from common.clock import day_of
from consultations import debts
from consultations.demo.fate import NEW_FROM
from consultations.demo.life import Life
from consultations.demo.themes import Duty as Line
from consultations.models import Consensus, Progress, Rating, Task
from consultations.rules import by_township, liaison_of
from consultations.workflow import (
    CONSENSUS,
    PROGRESS,
    RATING,
    TASK,
    Action,
    PartAction,
    ProgressAction,
    TaskAction,
)
from deadlines.defaults import Kind as Duty
from deadlines.services import Debtor
from members.models import Role
from members.services.numbers import take_numbers
from workflow.hand import SYSTEM, Hand

LISTED_BY, APPROVED_BY, FILED_BY, SIGNED_BY = 1, 3, 5, 7
REPORTED, SPREAD, CHECKED = 13, 10, 2  # first report; last one; until somebody looked at it
RATED = 4
ROOM, SHORT = timedelta(days=120), timedelta(days=25)  # what a task is given; what was too little
SAID = ("satisfied", "satisfied", "satisfied", "fair")
LATE, GOING, REPORTED_ONLY, RETURNED = range(4)


class Course(Life):
    """Told in the order of the days; whatever lies ahead is not told."""

    def tell(self) -> None:
        self.agreed: list[list[Task]] = []
        self.serial = count(1)
        steps = (
            (0, self.agree),
            (LISTED_BY, self.ask_list),
            (APPROVED_BY, self.approve_list),
            (FILED_BY, self.file),
            (SIGNED_BY, self.sign_all),
        )
        if self.begin() and all(self.on(day, step) for day, step in steps):
            for day, _, step in sorted(self.work(), key=lambda one: one[:2]):
                self.on(day, step)

    @property
    def tasks(self) -> list[Task]:
        return [task for tasks in self.agreed for task in tasks]

    def way(self, number: int) -> int:
        """How an agreement that is not kept stands."""
        return (self.fate.serial + number) % 4

    def agree(self) -> None:
        """The consensuses in their order, each with its tasks."""
        for number, one in enumerate(self.fate.theme.agreed[: self.fate.agreements], 1):
            consensus = Consensus(consultation=self.row, text=one.text, number=number)
            self.move(consensus, CONSENSUS, PartAction.RECORD_CONSENSUS, self.studio)
            late = number > self.fate.kept and self.way(number) == LATE
            self.agreed.append([self.listed(consensus, line, late) for line in one.duties])

    def listed(self, consensus: Consensus, line: Line, late: bool) -> Task:
        task = Task(
            consultation=self.row,
            consensus=consensus,
            number=next(self.serial),
            what=line.what,
            level=line.level,
            unit=self.county.units[line.unit] if line.unit else None,
            quantity=line.quantity,
            measure=line.measure,
            money=line.money,
            money_source=line.source,
            due_on=day_of(self.at) + (SHORT if late else ROOM),
        )
        self.move(task, TASK, TaskAction.LIST, self.studio)
        return task

    def ask_list(self) -> None:
        self.meet(self.row, Duty.ASK_LIST)
        self.owe(self.row, Duty.APPROVE_LIST, self.of_party)
        self.act(Action.ASK_LIST, self.studio)

    def approve_list(self) -> None:
        self.meet(self.row, Duty.APPROVE_LIST)
        self.owe(self.row, Duty.FILE_LIST, debts.office(self.row))
        self.act(Action.APPROVE_LIST, self.party, "同意，请抓好落实。")

    def file(self) -> None:
        """备案: numbered, and each task goes to whom it is for."""
        today = day_of(self.at)
        [number] = take_numbers(self.county.committee, None, f"filing:{today.year}")
        self.meet(self.row, Duty.FILE_LIST)
        for task in self.tasks:
            self.owe(task, Duty.SIGN_TASK, liaison_of(task))
            self.move(task, TASK, TaskAction.GIVE, self.county.office)
        told: dict[str, Any] = {
            "filing_year": today.year,
            "filing_number": number,
            "filed_on": today,
        }
        self.act(Action.FILE, self.county.office, **told)

    def hand(self, task: Task) -> Hand:
        """Whoever does it."""
        if task.unit is None:
            return self.studio
        return self.county.hand(Role.LIAISON, unit_id=task.unit.pk)

    def sign_all(self) -> None:
        for task in self.tasks:
            self.meet(task, Duty.SIGN_TASK)
            debtor, rule = liaison_of(task), debts.ON_THE_LIST
            self.owing.owe_on(task, Duty.TASK, debtor, self.at, task.due_on, rule)
            told: dict[str, Any] = {"signed_on": day_of(self.at)}
            self.move(task, TASK, TaskAction.SIGN_FOR, self.hand(task), **told)
        self.act(Action.HANDLE, SYSTEM)

    def work(self) -> Iterator[tuple[int, int, Callable[[], None]]]:
        """(day, turn, step) of all that was done about the tasks."""
        last = 0
        for number, tasks in enumerate(self.agreed, 1):
            if number > self.fate.kept:
                yield from self.unkept(number, tasks)
                continue
            for task in tasks:
                day = REPORTED + (task.number + self.fate.serial) % SPREAD
                last = max(last, day + CHECKED)
                yield from self.finishing(task, day)
        if self.fate.over:
            yield last + RATED, 0, self.rate
            yield last + RATED + 2, 0, self.end_rating

    def finishing(self, task: Task, day: int) -> Iterator[tuple[int, int, Callable[[], None]]]:
        if task.number % 3 == 0:
            yield day - 3, task.number, partial(self.progress, task)
        yield day, task.number, partial(self.report, task)
        yield day + CHECKED, task.number, partial(self.confirm, task)

    def unkept(
        self, number: int, tasks: list[Task]
    ) -> Iterator[tuple[int, int, Callable[[], None]]]:
        """The first task hangs, the last is done, the others go on; nothing yet of new ones."""
        if self.fate.ago <= NEW_FROM:
            return
        first, last = tasks[0], tasks[-1]
        yield REPORTED, first.number, partial(self.progress, first)
        yield from self.finishing(last, REPORTED + 1)
        lately = self.fate.ago - 1  # the day before yesterday
        if self.way(number) == REPORTED_ONLY:
            yield lately, first.number, partial(self.report, first)
        if self.way(number) == RETURNED:
            yield lately, first.number, partial(self.ask_return, first)

    def progress(self, task: Task) -> None:
        text = f"“{task.what}”正在实施，材料和人员已到位。"
        told = Progress(consultation=self.row, task=task, on=day_of(self.at), text=text)
        self.move(told, PROGRESS, ProgressAction.RECORD, self.hand(task))

    def report(self, task: Task) -> None:
        self.meet(task, Duty.TASK)
        self.owe(task, Duty.CHECK_TASK, self.checker(task))
        note = f"{task.what}{task.amount}，已完成，资料已存档。"
        told = {"reported_on": day_of(self.at)}
        self.move(task, TASK, TaskAction.REPORT, self.hand(task), note, **told)

    def checker(self, task: Task) -> Debtor:
        return self.of_studio if by_township(task) else debts.office(self.row)

    def confirm(self, task: Task) -> None:
        self.meet(task, Duty.CHECK_TASK)
        by = self.studio if by_township(task) else self.county.office
        told = {"done_on": task.reported_on}
        self.move(task, TASK, TaskAction.CONFIRM, by, "现场查看，情况属实。", **told)
        if all(one.status in Task.ENDS for one in self.tasks):
            self.owe(self.row, Duty.RATE_TASKS, self.of_studio)
            self.act(Action.ASK_RATING, SYSTEM)

    def ask_return(self, task: Task) -> None:
        self.owe(task, Duty.TASK_RETURN, debts.office(self.row))
        note = "该事项需先完成前期手续，不属本单位职责，申请退回另行确定责任单位。"
        self.move(task, TASK, TaskAction.ASK_RETURN, self.hand(task), note)

    def rate(self) -> None:
        """Three villagers, each on one task."""
        for place, task in enumerate(self.chance.sample(self.tasks, min(3, len(self.tasks)))):
            rating = Rating(
                consultation=self.row,
                task=task,
                attitude="satisfied",
                result=SAID[(self.fate.serial + place) % len(SAID)],
                on_paper=True,
            )
            self.move(rating, RATING, PartAction.RATE, self.studio)

    def end_rating(self) -> None:
        self.meet(self.row, Duty.RATE_TASKS)
        self.act(Action.END_RATING, self.studio)
        self.act(Action.FINISH, SYSTEM, done_on=day_of(self.at))
