"""The agenda of a review meeting in groups, with what lies before it about each case."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from members.models import Unit
from proposals.forms.deciding import Line
from proposals.forms.handing import advised
from proposals.likely import look_alikes
from proposals.models import Consultation, Proposal, ReviewMeeting
from proposals.showing_before import TONES
from proposals.workflow import Action
from workflow.models import Event

SHOWN = 60  # cases on one page, each decided in a transaction of its own
ADVICE = (Action.SCREEN, Action.ADVISE)
Status = Proposal.Status


class Group(NamedTuple):
    """Undecided cases that belong together; key goes into the address."""

    key: str
    name: str
    rows: list[Proposal]


class Asked(NamedTuple):
    """Whom was asked, whether they agree, and what they said."""

    whom: str
    label: str
    tone: str
    words: str


@dataclass
class Item:
    """One case as the board shows it."""

    proposal: Proposal
    form: Line | None
    units: Sequence[Unit] = ()
    alike: tuple[Proposal, int] | None = None
    advice: str = ""  # what the office wrote at the first review
    consulted: Sequence[Asked] = ()


@dataclass
class Section:
    key: str
    name: str
    count: int
    items: list[Item] = field(default_factory=list)


Place = Callable[[Proposal, Mapping[int, list[Unit]]], tuple[int, str, str]]


def by_category(row: Proposal, _: Mapping[int, list[Unit]]) -> tuple[int, str, str]:
    one = row.category
    return (one.position, str(one.pk), str(one)) if one else (999, "0", "未分类")


def by_advice(row: Proposal, _: Mapping[int, list[Unit]]) -> tuple[int, str, str]:
    orders = {"file": 1, "decline": 2, "merge": 3}
    advice = row.recommendation
    return orders.get(advice, 9), advice or "0", row.get_recommendation_display() or "未提建议"


def by_unit(row: Proposal, units: Mapping[int, list[Unit]]) -> tuple[int, str, str]:
    """By the first unit that the office suggested."""
    first = next(iter(units.get(row.pk, ())), None)
    return (first.pk, str(first.pk), str(first)) if first else (10**9, "0", "未建议单位")


WAYS: dict[str, tuple[str, Place]] = {
    "category": ("按类别", by_category),
    "advice": ("按初审建议", by_advice),
    "unit": ("按建议单位", by_unit),
}


def undecided(meeting: ReviewMeeting) -> list[Proposal]:
    """In the order of the agenda."""
    rows = Proposal.objects.filter(agenda__meeting=meeting, status=Status.SCREENING)
    known = ("case__committee", "session__term", "advised_into__case")
    return list(rows.for_list().select_related(*known).order_by("agenda__position"))


def grouped(rows: Iterable[Proposal], way: str, units: Mapping[int, list[Unit]]) -> list[Group]:
    place = WAYS[way][1]
    groups: dict[tuple[int, str, str], list[Proposal]] = {}
    for row in rows:
        groups.setdefault(place(row, units), []).append(row)
    return [Group(at[1], at[2], groups[at]) for at in sorted(groups)]


def sections(
    groups: Iterable[Group],
    units: Mapping[int, list[Unit]],
    form_of: Callable[[Proposal], Line | None],
) -> list[Section]:
    """The first cases of the groups, each with what there is to know before deciding."""
    left, shown = SHOWN, []
    for group in groups:
        if rows := group.rows[:left]:
            shown.append((group, rows))
            left -= len(rows)
    cases = [row for _, rows in shown for row in rows]
    alike, notes, questions = look_alikes(cases), advice_on(cases), questions_of(cases)

    def item(row: Proposal) -> Item:
        beside = alike.get(row.pk), notes.get(row.pk, ""), questions.get(row.pk, [])
        return Item(row, form_of(row), units.get(row.pk, ()), *beside)

    return [
        Section(group.key, group.name, len(group.rows), [item(row) for row in rows])
        for group, rows in shown
    ]


def advice_on(rows: Iterable[Proposal]) -> dict[int, str]:
    """By case, what the office wrote when it advised last."""
    told = Event.objects.filter(case__in=[row.pk for row in rows], action__in=ADVICE)
    return dict(told.order_by("version").values_list("case", "note"))


def questions_of(rows: Iterable[Proposal], stage: str = "filing") -> dict[int, list[Asked]]:
    """By case, what was asked before the decision and how it was answered."""
    asked = Consultation.objects.filter(proposal__in=[row.pk for row in rows], stage=stage)
    found: dict[int, list[Asked]] = {}
    for one in asked.select_related("unit", "system").order_by("pk"):
        tone = TONES.get(one.status, "none")
        line = Asked(one.whom(), one.get_status_display(), tone, one.words)
        found.setdefault(one.proposal_id, []).append(line)
    return found


class Result(NamedTuple):
    """One line of the official list."""

    proposal: Proposal
    words: str


RESULTS = (
    (Status.DECLINED, "不予立案、转意见建议"),
    (Status.MERGED, "并案"),
    (Status.SENT_BACK, "退回修改"),
    (Status.WITHDRAWN, "撤案"),
    (Status.SUBMITTED, "尚未决定"),
    (Status.SCREENING, "尚未决定"),
)
UNDECIDED = (Status.SUBMITTED, Status.SCREENING, Status.SENT_BACK, Status.WITHDRAWN)
FILED = "立案"
ELSEWHERE = "由其他会议审查"
ORDER = (FILED, *dict.fromkeys(name for _, name in RESULTS), ELSEWHERE)


def results_of(meeting: ReviewMeeting) -> list[tuple[str, list[Result]]]:
    """审查结果清单: what became of each item, in the order of the categories."""
    rows = list(
        Proposal.objects.filter(agenda__meeting=meeting)
        .for_list()
        .select_related("case", "ground", "disposition", "merged_into__case")
        .order_by("category__position", "receipt", "pk")
    )
    units = advised(rows)
    groups: dict[str, list[Result]] = {name: [] for name in ORDER}
    for row in rows:
        groups[heading(row, meeting)].append(Result(row, words_of(row, units.get(row.pk, []))))
    return [(name, found) for name, found in groups.items() if found]


def heading(row: Proposal, meeting: ReviewMeeting) -> str:
    if row.meeting_id not in (None, meeting.pk):
        return ELSEWHERE
    return dict(RESULTS).get(Status(row.status), FILED)


def words_of(row: Proposal, units: Iterable[Unit]) -> str:
    """Why, whereto, or who is likely to answer."""
    if row.status == Status.DECLINED:
        return "；".join(str(one) for one in (row.ground, row.disposition) if one)
    if row.merged_into:
        return f"并入{row.merged_into.label}《{row.merged_into.title}》"
    return "" if row.status in UNDECIDED else "、".join(map(str, units))


__all__ = [
    *("SHOWN", "WAYS", "Group", "Item", "Section", "grouped", "questions_of", "results_of"),
    *("sections", "undecided"),
]
