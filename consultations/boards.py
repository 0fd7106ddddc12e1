"""看板: what was done against what was to be done, county by county and township by township."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from common import clock
from consultations.areas import Period, by_county, townships_of
from consultations.figures import counted
from consultations.models import Campaign, Measure
from consultations.services.campaigns import WHOLE, Area
from members.models import Committee, Seat, Township

BOARD = (
    *("venues", "meetings", "villages", "consensuses", "solved"),
    *("tasks", "done", "turned", "to_opinion", "open", "late", "civic"),
)
Numbers = dict[str, int]
Goals = dict[tuple[Area, str], int]


class Rate(NamedTuple):
    """A rate with its two numbers, for there are two ways and both are named."""

    label: str
    formula: str
    part: str
    whole: str

    def value(self, numbers: Numbers) -> str:
        whole = numbers[self.whole]
        return f"{numbers[self.part] / whole:.1%}" if whole else "—"


RATES = (
    Rate("共识解决率", "已解决 ÷ 共识", "solved", "consensuses"),
    Rate("任务完成率", "已完成 ÷ 任务", "done", "tasks"),
)


class Line(NamedTuple):
    """One area with its numbers and its targets by measure."""

    name: str
    county: Committee | None
    township: Township | None
    numbers: Numbers
    goals: Numbers

    @property
    def urgency(self) -> tuple[int, int]:
        """Late first, then those with most to do; who is done comes last, in no other order."""
        return -self.numbers["late"], -self.numbers["open"]


class Board(NamedTuple):
    """total: all that the seat looks over; townships: each county with its own, late first."""

    total: Line
    counties: list[Line]
    townships: list[Line]

    def of(self, county: Committee) -> list[Line]:
        return [one for one in self.townships if one.township and one.county == county]


def period_of(campaign: Campaign | None) -> Period:
    """The campaign's days, or this year where there is none."""
    if campaign:
        return Period(campaign.first_on, campaign.last_on)
    today = clock.today()
    return Period(today.replace(month=1, day=1), today.replace(month=12, day=31))


def board_of(seat: Seat, campaign: Campaign | None, codes: Sequence[str] = BOARD) -> Board:
    """The same number of questions for ten townships as for a hundred."""
    found = counted(seat, period_of(campaign), codes)
    places = by_county(townships_of(seat).select_related("committee"))
    goals = goals_of(campaign)
    nothing = dict.fromkeys(codes, 0)
    townships = [
        Line(one.name, county, one, found.get(one.pk, nothing), of(goals, Area(township=one.pk)))
        for county, those in places.items()
        for one in those
    ]
    counties = [
        Line(
            county.short_name,
            county,
            None,
            added([one.numbers for one in townships if one.county == county], codes),
            of(goals, area_of(county, campaign)),
        )
        for county in places
    ]
    total = added([one.numbers for one in counties], codes)
    whole = of(goals, area_of(seat.committee, campaign)) if seat.township_id is None else {}
    return Board(
        Line("合计", None, None, total, whole),
        sorted(counties, key=lambda one: one.urgency),
        sorted(townships, key=lambda one: one.urgency),
    )


def area_of(committee: Committee, campaign: Campaign | None) -> Area:
    """Whose targets a committee's are: the whole campaign's where it is its own."""
    own = campaign is not None and campaign.committee == committee
    return WHOLE if own else Area(county=committee.pk)


def goals_of(campaign: Campaign | None) -> Goals:
    if campaign is None:
        return {}
    rows = campaign.targets.all()
    return {(Area(one.county_id, one.township_id), one.measure): one.number for one in rows}


def of(goals: Goals, area: Area) -> Numbers:
    return {measure: goals[area, measure] for measure in Measure.values if (area, measure) in goals}


def added(numbers: Iterable[Numbers], codes: Sequence[str]) -> Numbers:
    lines = list(numbers)
    return {code: sum(one[code] for one in lines) for code in codes}
