"""The changes of a calendar: a year's notice, its publication, and days of one place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from common.templatetags.ui import stamp
from deadlines.models import CalendarYear, SpecialDay
from deadlines.notice_table import as_lines
from deadlines.recomputing import Scope
from deadlines.seeding import NoticedDay, noticed_days, noticed_years, source_of
from members.models import Committee, Role, Seat
from workflow.models import fingerprint

FIRST, LAST = 2004, 2099  # years that can be kept
LOCAL_KEEPERS = (Role.OFFICE, Role.SECADMIN)


def keeps_notice(seat: Seat, committee: Committee) -> bool:
    """The 系统管理员 of the top committee keeps the notices for all below it."""
    return seat.role == Role.SYSADMIN and seat.committee_id == committee.pk and not committee.parent


def keeps_local(seat: Seat, committee: Committee) -> bool:
    """A committee's own days: its office and its 安全管理员."""
    return seat.role in LOCAL_KEEPERS and seat.committee_id == committee.pk


def seed_calendar(committee: Committee) -> int:
    """The notices that are known, for a top committee that keeps none yet; how many years.

    No day changes by it: without a table the same notices hold.
    """
    if committee.parent_id or CalendarYear.objects.filter(committee=committee).exists():
        return 0
    years = noticed_years()
    CalendarYear.objects.bulk_create(
        CalendarYear(committee=committee, year=year, published=True, source=source_of(year))
        for year in years
    )
    SpecialDay.objects.bulk_create(
        SpecialDay(committee=committee, source=source_of(year), **one._asdict())
        for year in years
        for one in noticed_days(year)
    )
    return len(years)


def year_of(committee: Committee, year: int) -> CalendarYear:
    """As it is kept, or as it would begin."""
    found = CalendarYear.objects.filter(committee=committee, year=year).first()
    return found or CalendarYear(committee=committee, year=year)


def noticed(committee: Committee, year: int) -> list[NoticedDay]:
    """What is kept of the notice for the year."""
    lines = SpecialDay.objects.filter(committee=committee, local=False, day__year=year)
    return [NoticedDay(one.day, one.working, one.name) for one in lines.order_by("day")]


def standing(committee: Committee, year: int) -> str:
    """The same as one short text, by which a change since somebody looked is seen."""
    return fingerprint(as_lines(noticed(committee, year)))


def whole_year(committee: Committee, year: int, duty: str = "") -> Scope:
    return Scope(committee, date(year, 1, 1), date(year, 12, 31), duty)


@dataclass(frozen=True)
class Notice:
    """The State Council's notice for a year, in place of what was there for it."""

    committee: Committee
    year: int
    days: Sequence[NoticedDay]
    source: str

    def allowed(self, seat: Seat) -> bool:
        return keeps_notice(seat, self.committee)

    def check(self) -> None:
        faults = {}
        if not self.source.strip():
            faults["source"] = "请写明通知的名称和文号"
        if not self.days:
            faults["lines"] = "请填写放假和上班的日期"
        if any(one.day.year != self.year for one in self.days):
            faults["lines"] = f"只能填写{self.year}年的日期"
        if faults:
            raise ValidationError(faults)

    def apply(self) -> Scope | None:
        seed_calendar(self.committee)
        kept, _ = CalendarYear.objects.update_or_create(
            committee=self.committee, year=self.year, defaults={"source": self.source}
        )
        of_year = SpecialDay.objects.filter(committee=self.committee, local=False)
        of_year.filter(day__year=self.year).delete()
        SpecialDay.objects.bulk_create(
            SpecialDay(committee=self.committee, source=self.source, **one._asdict())
            for one in self.days
        )
        return whole_year(self.committee, self.year) if kept.published else None

    def words(self) -> str:
        return f"登记{self.year}年工作日历，共{len(self.days)}日"

    def facts(self) -> dict[str, Any]:
        return {"year": self.year, "source": self.source, "days": [told(one) for one in self.days]}


@dataclass(frozen=True)
class Publication:
    """The year holds from now on as it stands in the table; seen: as somebody looked at it."""

    committee: Committee
    year: int
    seen: str | None = None

    def allowed(self, seat: Seat) -> bool:
        return keeps_notice(seat, self.committee)

    def check(self) -> None:
        kept = year_of(self.committee, self.year)
        if kept.published:
            raise ValidationError(f"{self.year}年的工作日历已经公布", code="wrong_state")
        if not kept.pk or not noticed(self.committee, self.year):
            raise ValidationError(f"请先登记{self.year}年的放假安排，再公布")
        if self.seen not in (None, standing(self.committee, self.year)):
            raise ValidationError("登记的安排刚有变动，请重新核对后公布", code="stale")

    def apply(self) -> Scope | None:
        ours = CalendarYear.objects.filter(committee=self.committee, year=self.year)
        ours.update(published=True)
        return whole_year(self.committee, self.year)

    def words(self) -> str:
        return f"{self.year}年工作日历公布"

    def facts(self) -> dict[str, Any]:
        return {"year": self.year, "published": True}


@dataclass(frozen=True)
class SingleDay:
    """One day, set or (working=None) taken out; of the notice, or local."""

    committee: Committee
    day: date
    working: bool | None
    name: str = ""
    source: str = ""
    local: bool = False

    def allowed(self, seat: Seat) -> bool:
        keeps = keeps_local if self.local else keeps_notice
        return keeps(seat, self.committee)

    def check(self) -> None:
        if not FIRST <= self.day.year <= LAST:
            raise ValidationError({"day": f"请填写{FIRST}至{LAST}年的日期"})
        if self.working is None and not self.rows().exists():
            raise ValidationError({"day": "这一天没有单独的安排"})
        if self.working is not None and not self.name.strip():
            raise ValidationError({"name": "请填写名称，例如：州庆"})

    def rows(self) -> Any:
        ours = SpecialDay.objects.filter(committee=self.committee, local=self.local)
        return ours.filter(day=self.day)

    def apply(self) -> Scope | None:
        if self.working is None:
            self.rows().delete()
        else:
            told = {"working": self.working, "name": self.name.strip(), "source": self.source}
            SpecialDay.objects.update_or_create(
                committee=self.committee, local=self.local, day=self.day, defaults=told
            )
        if self.local:
            return Scope(self.committee, self.day, self.day)
        seed_calendar(self.committee)
        kept, _ = CalendarYear.objects.get_or_create(committee=self.committee, year=self.day.year)
        return Scope(self.committee, self.day, self.day) if kept.published else None

    def words(self) -> str:
        on = stamp(self.day)
        if self.working is None:
            return f"{on}取消单独安排"
        return f"{on}{self.name.strip()}{'上班' if self.working else '放假'}"

    def facts(self) -> dict[str, Any]:
        return {"day": self.day.isoformat(), "working": self.working, "local": self.local}


def told(one: NoticedDay) -> list[Any]:
    return [one.day.isoformat(), one.working, one.name]
