"""What boards and tables count of consultations. Each figure is declared once.

A board counts by a figure, the list behind the number filters by the same one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from enum import StrEnum
from typing import Any, NamedTuple

from django.db.models import CharField, Count, Exists, F, Func, OuterRef, Q, QuerySet, Value

from common import clock
from consultations.areas import Period, townships_of
from consultations.models import CivicVillage, Consensus, Consultation, Task, Venue
from consultations.models.meeting import Noted
from consultations.querysets import AFTER_MEETING
from members.models import Seat
from members.workflow import LineAction
from workflow.models import Event

Status = Task.Status
UNDONE = (Status.LISTED, Status.WAITING, Status.HANDLING, Status.RETURN_ASKED, Status.REPORTED)
UNREPORTED = tuple(one for one in UNDONE if one != Status.REPORTED)
MARKS = r"[、，,；;\s]+"  # between the villages of one consultation


class Of(StrEnum):
    """What kind of thing is counted."""

    VENUE = "venue"
    MEETING = "meeting"
    VILLAGE = "village"
    CONSENSUS = "consensus"
    TASK = "task"
    CIVIC = "civic"
    BID = "bid"


class Split(Func):
    """The villages that one line names, each a row of its own."""

    function = "regexp_split_to_table"
    set_returning = True
    output_field = CharField()


class Figure(NamedTuple):
    """How many there are of those for which `holds` is true; `unit` is its counting word."""

    code: str
    label: str
    meaning: str
    of: Of
    holds: Q
    unit: str


def figures() -> dict[str, Figure]:
    """All that can be counted, as of today."""
    return {one.code: one for one in (*of_meetings(), *of_consensuses(), *of_tasks(), *of_civic())}


def of_meetings() -> tuple[Figure, ...]:
    own = Q(self_run=True)
    each = "期内开过协商会议的村（社区），一村开几次会也只计一个"
    return (
        Figure("venues", "平台", "期末在用的委员工作室和协商议事室", Of.VENUE, Q(), "个"),
        Figure("meetings", "协商场次", "期内召开的院坝协商会议", Of.MEETING, Q(), "场"),
        Figure("self_run", "其中自办", "乡镇、村自行召开的协商会议", Of.MEETING, own, "场"),
        Figure("villages", "覆盖村（社区）", each, Of.VILLAGE, Q(), "个"),
    )


def of_consensuses() -> tuple[Figure, ...]:
    solved = "所列任务全部核查完成的共识；有任务转为提案或社情民意的不计入"
    return (
        Figure("consensuses", "共识", "期内会议形成的共识", Of.CONSENSUS, Q(), "条"),
        Figure("solved", "已解决", solved, Of.CONSENSUS, Q(solved=True), "条"),
    )


def of_tasks() -> tuple[Figure, ...]:
    undone = Q(status__in=UNDONE)
    turned, told = Q(status=Status.TURNED), Q(status=Status.TO_OPINION)
    late = Q(status__in=UNREPORTED, due_on__lt=clock.today())
    apart = "转为{}、不再作为任务办理的，单列，不算完成"
    return (
        Figure("tasks", "任务", "期内会议列出的任务；删去、改派前的不计", Of.TASK, Q(), "项"),
        Figure("done", "已完成", "经核查完成的任务", Of.TASK, Q(status=Status.DONE), "项"),
        Figure("turned", "转提案", apart.format("提案"), Of.TASK, turned, "项"),
        Figure("to_opinion", "转社情民意", apart.format("社情民意"), Of.TASK, told, "项"),
        Figure("open", "在办", "尚未核查完成的任务", Of.TASK, undone, "项"),
        Figure("late", "逾期", "完成时限已过、尚未报告完成的任务", Of.TASK, late, "项"),
    )


def of_civic() -> tuple[Figure, ...]:
    bids = "期内申报的文明村寨，撤回的不计"
    named = "期内评定为文明村寨的村（社区），后来撤销的不计"
    return (
        Figure("bids", "文明村寨申报", bids, Of.BID, Q(), "个"),
        Figure("civic", "文明村寨", named, Of.CIVIC, Q(), "个"),
    )


def meetings_in(seat: Seat, period: Period) -> QuerySet[Consultation]:
    """Meetings that were held, where the seat looks over the leading township."""
    seen = Consultation.objects.visible_to(seat).filter(township__in=townships_of(seat))
    held: QuerySet[Consultation] = seen.filter(status__in=AFTER_MEETING, held_on__range=period)
    return held


def venues_in(seat: Seat, period: Period) -> QuerySet[Venue]:
    """Places entered by the last day and not closed by then, as the record tells."""
    told = Event.objects.filter(
        case=OuterRef("registry"),
        subject_type=Venue.kind(),
        subject_id=OuterRef("pk"),
        at__lt=clock.end_of(min(period.last, clock.today())),
    )
    seen = Venue.objects.visible_to(seat).filter(township__in=townships_of(seat))
    there = seen.filter(Exists(told.filter(action=LineAction.ENTER)))
    found: QuerySet[Venue] = there.exclude(Exists(told.filter(action=LineAction.END)))
    return found


def bids_in(seat: Seat, period: Period) -> QuerySet[CivicVillage]:
    """Villages that were proposed, by the day of the proposal."""
    seen = CivicVillage.objects.visible_to(seat).filter(township__in=townships_of(seat))
    found: QuerySet[CivicVillage] = seen.exclude(status=CivicVillage.Status.WITHDRAWN).filter(
        proposed_on__range=period
    )
    return found


def civic_in(seat: Seat, period: Period) -> QuerySet[CivicVillage]:
    """Villages that were named and still are, by the day of the decision."""
    seen = CivicVillage.objects.visible_to(seat).filter(township__in=townships_of(seat))
    found: QuerySet[CivicVillage] = seen.filter(
        status=CivicVillage.Status.NAMED, named_on__range=period
    )
    return found


def consensuses_in(seat: Seat, period: Period) -> QuerySet[Consensus]:
    """What those meetings agreed on; `solved`: whether all that was to be done is done."""
    tasks = Task.objects.live().filter(consensus=OuterRef("pk"))
    found = Consensus.objects.filter(
        status=Noted.RECORDED, consultation__in=meetings_in(seat, period)
    )
    return found.annotate(solved=Exists(tasks) & ~Exists(tasks.exclude(status=Status.DONE)))


def tasks_in(seat: Seat, period: Period) -> QuerySet[Task]:
    return Task.objects.live().filter(consultation__in=meetings_in(seat, period))


def villages_of(meetings: QuerySet[Consultation]) -> list[tuple[int, str]]:
    """(township, village) of those meetings, each once; a line may name several villages."""
    named = (
        meetings.exclude(villages="").order_by().annotate(one=Split(F("villages"), Value(MARKS)))
    )
    found = named.values_list("township", "one").distinct()
    return sorted((place, village) for place, village in found if village)


OWN, INSIDE = "township", "consultation__township"  # the way from a row to its township
ROWS: dict[Of, tuple[Callable[[Seat, Period], QuerySet[Any]], str]] = {
    Of.VENUE: (venues_in, OWN),
    Of.MEETING: (meetings_in, OWN),
    Of.VILLAGE: (meetings_in, OWN),
    Of.CONSENSUS: (consensuses_in, INSIDE),
    Of.TASK: (tasks_in, INSIDE),
    Of.CIVIC: (civic_in, OWN),
    Of.BID: (bids_in, OWN),
}
Counted = dict[int, dict[str, int]]  # by township


def counted(seat: Seat, period: Period, codes: Collection[str]) -> Counted:
    """Each figure of each township that has any: one question a kind of thing."""
    known = [one for code, one in figures().items() if code in codes]
    found: Counted = {}
    for of in dict.fromkeys(one.of for one in known):
        those = [one for one in known if one.of == of]
        for place, numbers in lines(seat, period, of, those):
            found.setdefault(place, dict.fromkeys(codes, 0)).update(numbers)
    return found


def lines(seat: Seat, period: Period, of: Of, those: list[Figure]) -> list[tuple[int, Any]]:
    if of == Of.VILLAGE:
        return counted_villages(seat, period, those[0].code)
    rows, way = ROWS[of]
    sums = {one.code: Count("pk", filter=one.holds) for one in those}
    grouped = rows(seat, period).order_by().values(town=F(way)).annotate(**sums)
    return [(line.pop("town"), line) for line in grouped]


def counted_villages(seat: Seat, period: Period, code: str) -> list[tuple[int, dict[str, int]]]:
    numbers: dict[int, int] = {}
    for place, _ in villages_of(meetings_in(seat, period)):
        numbers[place] = numbers.get(place, 0) + 1
    return [(place, {code: number}) for place, number in numbers.items()]
