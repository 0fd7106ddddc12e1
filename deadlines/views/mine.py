"""日历: what one owes from this seat, day by day."""

from __future__ import annotations

from calendar import Calendar as Weeks
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from common import clock
from common.listing import declare
from deadlines.calendar import WorkCalendar
from deadlines.keeping import FIRST, LAST
from deadlines.lights import light_of
from deadlines.listed import LISTING
from deadlines.models import Obligation
from deadlines.own import debts_of, page_of
from deadlines.views.days import WEEK, Day, cell
from deadlines.workdays import calendar_of, path_of
from deadlines.year_days import days_of
from members.http import SeatRequired

DAY, SEVEN = timedelta(days=1), timedelta(days=7)
SHOWN = 20  # duties of one day; the rest are on the desk


class Square(NamedTuple):
    """A day of the page: what is owed by then, and whether it is worked."""

    day: Day
    sure: bool
    duties: list[dict[str, Any]]
    due: int

    @property
    def more(self) -> int:
        return self.due - len(self.duties)


class Span(NamedTuple):
    """The days that are shown: a month, or one week of it."""

    first: date
    last: date
    week: bool

    def weeks(self) -> list[list[date | None]]:
        if self.week:
            return [[self.first + DAY * n for n in range(7)]]
        return [
            [day if day.month == self.first.month else None for day in week]
            for week in Weeks().monthdatescalendar(self.first.year, self.first.month)
        ]

    def ways(self) -> dict[str, str]:
        """To the days before and after, to today, and to the other width."""
        here, today = self.first, clock.today()
        inside = today if self.first <= today <= self.last else here
        if self.week:
            before, after = week_url(here - SEVEN), week_url(here + SEVEN)
            return {"before": before, "after": after, "other": month_url(inside)}
        before, after = month_url(here - DAY), month_url(self.last + DAY)
        return {"before": before, "after": after, "other": week_url(inside)}


def month_url(day: date) -> str:
    return f"?month={day:%Y-%m}"


def week_url(day: date) -> str:
    return f"?week={day:%Y-%m-%d}"


def span_of(request: HttpRequest) -> Span:
    """What was asked for; this month where nothing, or nothing readable, was."""
    if week := day_in(request.GET.get("week", "")):
        monday = week - DAY * week.weekday()
        return Span(monday, monday + DAY * 6, True)
    first = (day_in(request.GET.get("month", "") + "-01") or clock.today()).replace(day=1)
    return Span(first, (first + DAY * 31).replace(day=1) - DAY, False)


def day_in(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if FIRST <= day.year <= LAST else None


declare(LISTING)


class MyCalendar(SeatRequired):
    def get(self, request: HttpRequest) -> HttpResponse:
        seat, span = self.request.seat, span_of(request)
        mine = debts_of([seat])
        shown = mine.open().filter(due_on__range=(span.first, span.last)).select_related("case")
        squares = squares_of(seat.committee_id, span, list(shown.order_by("due_on", "pk")))
        calendar = calendar_of(seat.committee_id)
        context = {
            "span": span,
            "weeks": squares,
            "week_names": WEEK,
            "ways": span.ways(),
            "today": clock.today(),
            "count": sum(one.due for week in squares for one in week if one),
            "earlier": mine.late(min(span.first, clock.today())).count(),
            "sure": calendar.knows(span.first.year) and calendar.knows(span.last.year),
        }
        return render(request, "deadlines/mine.html", context)


def squares_of(committee: int, span: Span, owed: list[Obligation]) -> list[list[Square | None]]:
    due: dict[date, list[Obligation]] = {}
    for one in owed:
        due.setdefault(one.due_on, []).append(one)
    calendar, names = calendar_of(committee), names_of(committee, span)
    return [
        [square(calendar, day, names, due.get(day, [])) if day else None for day in week]
        for week in span.weeks()
    ]


def names_of(committee: int, span: Span) -> dict[date, str]:
    path = path_of(committee)
    years = {span.first.year, span.last.year}
    return {one.day: one.name for year in sorted(years) for one in days_of(path, year)}


def square(
    calendar: WorkCalendar, day: date, names: dict[date, str], owed: list[Obligation]
) -> Square:
    duties = [duty(one) for one in owed[:SHOWN]]
    return Square(cell(calendar, day, names), calendar.is_sure(day), duties, len(owed))


def duty(owed: Obligation) -> dict[str, Any]:
    return {
        "kind": owed.get_kind_display(),
        "title": owed.case.caption,
        "url": page_of(owed.case),
        "light": light_of(owed),
    }
