"""年度、半年统计表: every column counted by a query of its own, area by area; nothing is stored."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import Count, F, Min, Q, QuerySet, Sum

from common import clock
from consultations.areas import Period, townships_of
from consultations.figures import INSIDE, OWN, counted, figures, meetings_in, tasks_in
from consultations.models import Attendee, Consultation, Rating, Task, Topic, Visit
from consultations.models.after import Grade
from consultations.models.meeting import Noted
from members.models import Seat

UNTOLD = "未注明"
Number = int | Decimal


class Column(NamedTuple):
    """One column: what it is called and what it counts."""

    code: str
    label: str
    meaning: str
    money: bool = False


class Sheet(NamedTuple):
    """Columns that stand together."""

    title: str
    columns: list[Column]


class Found(NamedTuple):
    """What was counted: by township and column; and the columns, which the data may add to."""

    cells: dict[int, dict[str, Number]]
    sheets: list[Sheet]

    def of(self, townships: Iterable[int], code: str) -> Number:
        return sum(self.cells.get(one, {}).get(code, 0) for one in townships)


class Part(NamedTuple):
    """Numbers by township and code, with the labels of the codes in their order."""

    cells: list[tuple[int, str, Number]]
    labels: dict[str, str]


def yearly(seat: Seat, period: Period) -> Found:
    """All columns of a period for whatever the seat looks over."""
    known = counted(seat, period, figures())
    cells: dict[int, dict[str, Number]] = {one: dict(those) for one, those in known.items()}
    asked = (attendees, by_source, by_focus, by_money, visits, levels, ratings, births)
    parts = [ask(seat, period) for ask in asked]
    for part in parts:
        for place, code, number in part.cells:
            line = cells.setdefault(place, {})
            line[code] = line.get(code, 0) + number
    return Found(cells, sheets_of(*(part.labels for part in parts[:4])))


def topics_in(seat: Seat, period: Period) -> QuerySet[Any]:
    """Topics that came in during the period, by the days of Shanghai."""
    seen = Topic.objects.visible_to(seat).filter(township__in=townships_of(seat))
    came: QuerySet[Any] = seen.filter(received_at__lt=clock.end_of(period.last))
    return came.filter(received_at__gte=clock.start_of(period.first))


def visits(seat: Seat, period: Period) -> Part:
    seen = Consultation.objects.visible_to(seat).filter(township__in=townships_of(seat))
    made = Visit.objects.filter(status=Noted.RECORDED, visited_on__range=period)
    ours = made.filter(consultation__in=seen).order_by()
    sums = ours.values(town=F(INSIDE)).annotate(
        visits=Count("pk"), households=Sum("households"), people=Sum("people")
    )
    return plain_part(sums, "visits", "households", "people")


def plain_part(lines: Iterable[Any], *codes: str) -> Part:
    return Part([(line["town"], code, line[code]) for line in lines for code in codes], {})


def attendees(seat: Seat, period: Period) -> Part:
    """Who came, in the roles of each committee; roles of one name stand in one column."""
    came = Attendee.objects.filter(
        status=Attendee.Status.PRESENT, consultation__in=meetings_in(seat, period)
    ).order_by()
    lines = came.values(town=F(INSIDE), label=F("role__label")).annotate(
        n=Count("pk"), first=Min("role__position")
    )
    part = labelled("role", lines)
    total = [(place, "roles", number) for place, _, number in part.cells]
    return part._replace(cells=part.cells + total)


def labelled(prefix: str, lines: Iterable[Any]) -> Part:
    """Columns by label, in the order of the dictionary."""
    found = list(lines)
    order = {line["label"] or UNTOLD: line["first"] or 0 for line in found}
    labels = sorted(order, key=lambda label: (label == UNTOLD, order[label], label))
    cells: list[tuple[int, str, Number]] = [
        (line["town"], f"{prefix}:{line['label'] or UNTOLD}", line["n"]) for line in found
    ]
    return Part(cells, {f"{prefix}:{label}": label for label in labels})


def by_source(seat: Seat, period: Period) -> Part:
    lines = topics_in(seat, period).order_by().values(OWN, "source").annotate(n=Count("pk"))
    cells: list[tuple[int, str, Number]] = []
    for line in lines:
        codes = (f"source:{line['source']}", "topics")
        cells += [(line[OWN], code, line["n"]) for code in codes]
    return Part(cells, {f"source:{one.value}": str(one.label) for one in Topic.Source})


def by_focus(seat: Seat, period: Period) -> Part:
    rows = topics_in(seat, period).order_by()
    return labelled(
        "focus",
        rows.values(town=F(OWN), label=F("focus__label")).annotate(
            n=Count("pk"), first=Min("focus__position")
        ),
    )


def levels(seat: Seat, period: Period) -> Part:
    tasks = tasks_in(seat, period).order_by()
    lines = tasks.values("level", town=F(INSIDE)).annotate(n=Count("pk"))
    return Part([(line["town"], f"level:{line['level']}", line["n"]) for line in lines], {})


def by_money(seat: Seat, period: Period) -> Part:
    """By where it comes from, as the lists say; the largest source first."""
    paid = tasks_in(seat, period).filter(money__isnull=False).order_by()
    lines = paid.values("money_source", town=F(INSIDE)).annotate(n=Sum("money"))
    cells: list[tuple[int, str, Number]] = []
    sums: dict[str, Decimal] = {}
    for line in lines:
        source = line["money_source"].strip() or UNTOLD
        sums[source] = sums.get(source, Decimal(0)) + line["n"]
        cells += [(line["town"], code, line["n"]) for code in (f"money:{source}", "money")]
    largest = sorted(sums, key=lambda source: (-sums[source], source))
    return Part(cells, {f"money:{source}": source for source in largest})


def ratings(seat: Seat, period: Period) -> Part:
    """Attitude and result apart, never one from the other."""
    recorded = Rating.objects.filter(status=Noted.RECORDED).order_by()
    said = recorded.filter(consultation__in=meetings_in(seat, period))
    cells: list[tuple[int, str, Number]] = []
    for line in said.values("attitude", "result", town=F(INSIDE)).annotate(n=Count("pk")):
        codes = (f"attitude:{line['attitude']}", f"result:{line['result']}", "ratings")
        cells += [(line["town"], code, line["n"]) for code in codes]
    return Part(cells, {})


def births(seat: Seat, period: Period) -> Part:
    """What became a proposal or an opinion: topics here, tasks by the figures of those names."""
    turned, told = (Q(status=one) for one in (Topic.Status.TURNED, Topic.Status.TO_OPINION))
    lines = topics_in(seat, period).filter(turned | told).order_by().values(town=F(OWN))
    sums = lines.annotate(
        turned_topics=Count("pk", filter=turned), told_topics=Count("pk", filter=told)
    )
    return plain_part(sums, "turned_topics", "told_topics")


Labels = dict[str, str]


def sheets_of(roles: Labels, sources: Labels, foci: Labels, money: Labels) -> list[Sheet]:
    return [
        Sheet("场所、场次和走访", [*known("venues", "meetings", "self_run", "villages"), *VISITS]),
        Sheet("到会人员（人次）", [ROLES, *each(roles, "以此身份签到的")]),
        Sheet("议题来源", [TOPICS, *each(sources, "期内收到的议题，按来源")]),
        Sheet("议题重点", [TOPICS, *each(foci, "期内收到的议题，按协商重点；未筛选的可能未注明")]),
        Sheet("共识和任务", [*known("consensuses", "solved", "tasks"), *LEVELS, *known(*OUTCOME)]),
        Sheet("资金", [MONEY, *each(money, "任务清单所列资金，按来源", money=True)]),
        Sheet("群众评议（人次）", [RATINGS, *ATTITUDES, *RESULTS]),
        Sheet("文明村寨", known("bids", "civic")),
        Sheet("转化", [TURNED_TOPICS, TOLD_TOPICS, *known("turned", "to_opinion")]),
    ]


OUTCOME = ("done", "open", "late")
VISITS = (
    Column("visits", "走访次数", "期内的走访调研记录，作废的不计"),
    Column("households", "走访户数", "各次走访户数之和"),
    Column("people", "走访人数", "各次走访人数之和"),
)
ROLES = Column("roles", "到会人次", "期内会议签到的人次，未到会的不计")
TOPICS = Column("topics", "议题", "期内收到的议题，含未列入协商的")
LEVELS = tuple(
    Column(f"level:{one.value}", str(one.label), f"任务中属于{one.label}的") for one in Task.Level
)
MONEY = Column("money", "资金合计", "期内会议任务清单所列资金之和", money=True)
RATINGS = Column("ratings", "评议", "对期内会议任务的群众评议，作废的不计")
TURNED_TOPICS = Column("turned_topics", "议题转提案", "期内收到、已转为提案草稿的议题")
TOLD_TOPICS = Column("told_topics", "议题转社情民意", "期内收到、已转为社情民意稿的议题")


def known(*codes: str) -> list[Column]:
    """The figures of the board, in their own words."""
    all_of = figures()
    return [Column(code, all_of[code].label, all_of[code].meaning) for code in codes]


def each(labels: Labels, meaning: str, *, money: bool = False) -> list[Column]:
    return [Column(code, label, meaning, money) for code, label in labels.items()]


def graded(what: str, label: str) -> list[Column]:
    return [
        Column(f"{what}:{one.value}", f"{label}{one.label}", f"办理{label}评为{one.label}的")
        for one in Grade
    ]


ATTITUDES, RESULTS = graded("attitude", "态度"), graded("result", "结果")
