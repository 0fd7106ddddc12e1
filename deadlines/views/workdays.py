"""工作日历: a year month by month, and the pages on which it is kept."""

from __future__ import annotations

from calendar import Calendar as Weeks
from datetime import date
from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from common import clock
from deadlines.calendar import SATURDAY, WorkCalendar, forecast_rest_days
from deadlines.changes import Change
from deadlines.forms import ChangeForm, DayForm, DropDay, NoticeForm, PublishForm
from deadlines.keeping import (
    FIRST,
    LAST,
    Notice,
    Publication,
    SingleDay,
    keeps_local,
    keeps_notice,
    noticed,
    standing,
    year_of,
)
from deadlines.models import Recomputation, SpecialDay
from deadlines.notice_table import as_lines
from deadlines.views.changing import AtOnce, ChangePage
from deadlines.views.days import WEEK, cell
from deadlines.workdays import calendar_of, path_of
from deadlines.year_days import days_of
from members.http import SeatRequired
from members.models import Committee, Seat


class ThisYear(SeatRequired):
    def get(self, request: HttpRequest) -> HttpResponse:
        return redirect("workdays:year", year=clock.today().year)


class Year(SeatRequired):
    """Which days are worked, for everybody; with its tools for whoever keeps it."""

    def get(self, request: HttpRequest, year: int) -> HttpResponse:
        known(year)
        committee = self.request.seat.committee
        path = path_of(committee.pk)
        kept = year_of(Committee(pk=path[0]), year)
        days = list(days_of(path, year))
        keeper = keeps_notice(self.request.seat, committee)
        drafted = keeper and not kept.published and any(not one.local for one in days)
        shown = with_draft(days, year) if drafted else calendar_of(committee.pk)
        context = {
            "year": year,
            "years": [one for one in (year - 1, year, year + 1) if FIRST <= one <= LAST],
            "kept": kept,
            "sure": shown.knows(year) and not drafted,
            "drafted": drafted,
            "months": months_of(shown, year, {one.day: one.name for one in days}),
            "week": WEEK,
            "days": [one for one in days if keeper or kept.published or one.local],
            "keeper": keeper,
            "local": keeps_local(self.request.seat, committee),
            "own": committee.pk,
            "works": works_of(path),
        }
        return render(request, "deadlines/year.html", context)


def known(year: int) -> None:
    if not FIRST <= year <= LAST:
        raise Http404


def with_draft(days: list[SpecialDay], year: int) -> WorkCalendar:
    """The year as it would be, were it published now."""
    return WorkCalendar({one.day: one.working for one in days}, frozenset({year}), noticed=False)


def months_of(calendar: WorkCalendar, year: int, names: dict[date, str]) -> list[dict[str, Any]]:
    weeks = Weeks()
    return [
        {
            "number": month,
            "weeks": [
                [cell(calendar, day, names) if day.month == month else None for day in week]
                for week in weeks.monthdatescalendar(year, month)
            ],
        }
        for month in range(1, 13)
    ]


def works_of(path: list[int]) -> list[Recomputation]:
    """What is being reckoned anew just now."""
    return list(Recomputation.objects.filter(committee__in=path, done_at=None).order_by("pk")[:5])


class YearChange(ChangePage):
    """Something about one year, by the 系统管理员 of the top committee."""

    place = "工作日历"
    refusal = "国家节假日安排由最上级政协的系统管理员维护"

    @property
    def year(self) -> int:
        return int(self.kwargs["year"])

    def allowed(self, seat: Seat) -> bool:
        known(self.year)
        return keeps_notice(seat, seat.committee)

    def back(self) -> str:
        return reverse("workdays:year", args=[self.year])


class NoticePage(YearChange):
    """登记放假通知: a file or pasted lines, in place of what was there for the year."""

    form_class = NoticeForm

    def title(self) -> str:
        return f"登记{self.year}年放假安排"

    def besides(self) -> dict[str, Any]:
        return {"year": self.year}

    def initial(self) -> dict[str, Any]:
        committee = self.request.seat.committee
        lines = as_lines(noticed(committee, self.year))
        return {"source": year_of(committee, self.year).source, "lines": lines}

    def changes(self, told: dict[str, Any]) -> list[Change]:
        return [Notice(self.request.seat.committee, self.year, told["days"], told["source"])]


class PublishPage(AtOnce, YearChange):
    """公布: what it will move is shown before it is pressed."""

    form_class = PublishForm

    def title(self) -> str:
        return f"公布{self.year}年工作日历"

    def answers(self) -> dict[str, Any]:
        return {"seen": standing(self.request.seat.committee, self.year)}

    def changes(self, told: dict[str, Any]) -> list[Change]:
        return [Publication(self.request.seat.committee, self.year, told["seen"])]

    def about(self) -> dict[str, Any]:
        committee = self.request.seat.committee
        days = noticed(committee, self.year)
        said = {one.day for one in days}
        return {
            "source": year_of(committee, self.year).source,
            "lines": as_lines(days).splitlines(),
            "missing": [day for day in festivals(self.year) if day not in said],
        }


def festivals(year: int) -> list[date]:
    """Weekdays of rest by law, which no notice leaves out."""
    return sorted(day for day in forecast_rest_days(year) if day.weekday() < SATURDAY)


class DayPage(ChangePage):
    """One day: of the notice, or of this place only."""

    form_class: ClassVar[type[ChangeForm]] = DayForm
    local = False
    place, refusal = YearChange.place, YearChange.refusal

    def allowed(self, seat: Seat) -> bool:
        return (keeps_local if self.local else keeps_notice)(seat, seat.committee)

    def title(self) -> str:
        return "登记地方假日" if self.local else "修改单日安排"

    def back(self) -> str:
        return reverse("workdays:year", args=[self.kwargs["year"]])

    def initial(self) -> dict[str, Any]:
        return {"working": "rest"}

    def changes(self, told: dict[str, Any]) -> list[Change]:
        return [SingleDay(self.request.seat.committee, local=self.local, **told)]


class LocalDayPage(DayPage):
    local = True
    refusal = "地方假日由本会办公室和安全管理员维护"


class DropDayPage(AtOnce, DayPage):
    """A day goes back to the rule of the week."""

    form_class = DropDay

    def title(self) -> str:
        return "取消单日安排"

    def answers(self) -> dict[str, Any]:
        return {"day": self.kwargs["day"]}

    def changes(self, told: dict[str, Any]) -> list[Change]:
        return [SingleDay(self.request.seat.committee, told["day"], None, local=self.local)]


class DropLocalDayPage(DropDayPage):
    local = True
    refusal = LocalDayPage.refusal
