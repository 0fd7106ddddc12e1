"""How a case goes, as it is looked up: what is owed, what units asked for, what was said, when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import django_filters
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field

from common import clock
from deadlines.lights import soon_until
from deadlines.models import Obligation
from members.models import Entry, Seat
from proposals.choices import ALL, grades_here
from proposals.filters_case import CaseFilter
from proposals.models import Assignment, Change, Extension, Feedback, Reply
from proposals.owning import unknown_to
from proposals.share_facts import READERS, shares_of

LATENESS = (
    ("soon", "即将到期"),
    ("late", "逾期"),
    ("late7", "逾期超过7天"),
    ("late30", "逾期超过30天"),
    ("paused", "已暂停计时"),
)
SILENT = "none"
SAID = (*Feedback.Rating.choices, (SILENT, "未表态"))
ASKED = (
    ("return", "申请退回"),
    ("reassign", "申请改办"),
    ("add", "申请增办"),
    ("pending", "调整申请待决定"),
)
STAFF_ONLY, READERS_ONLY = ("hold",), ("grade", "asked", "extended")


def owed(seat: Seat) -> QuerySet[Any]:
    """What is open for the case in question, as far as the seat may know of it."""
    known = Obligation.objects.open().exclude(unknown_to(seat))
    return known.filter(case=OuterRef("pk"))


def with_next(rows: Any, seat: Seat) -> Any:
    """With the nearest day of a limit that runs: `next_due`, as the light of the list has it."""
    nearest = owed(seat).filter(paused_on=None).order_by("due_on")
    return rows.annotate(next_due=Subquery(nearest.values("due_on")[:1]))


def running(seat: Seat, **day: date | tuple[date, date]) -> Q:
    """That a limit runs for the case, or one whose day is such: asked of debts, not of cases."""
    return Q(Exists(owed(seat).filter(paused_on=None, **day)))


def days(label: str, field: str) -> tuple[Any, Any]:
    """From a day and until a day, both included."""
    return (
        django_filters.DateFilter(label=f"{label}不早于", field_name=field, lookup_expr="gte"),
        django_filters.DateFilter(label=f"{label}不晚于", field_name=field, lookup_expr="lte"),
    )


class CourseFilter(CaseFilter):
    lateness = django_filters.ChoiceFilter(
        label="期限", choices=LATENESS, empty_label=ALL, method="by_light"
    )
    attitude = django_filters.ChoiceFilter(
        label="对态度的评价", choices=SAID, empty_label=ALL, method="rated"
    )
    result = django_filters.ChoiceFilter(
        label="对结果的评价", choices=SAID, empty_label=ALL, method="rated"
    )
    grade = django_filters.ModelChoiceFilter(
        label="认定类别",
        queryset=grades_here,  # type: ignore[arg-type]
        empty_label=ALL,
        method="graded",
    )
    asked = django_filters.ChoiceFilter(
        label="调整申请", choices=ASKED, empty_label=ALL, method="asked_for"
    )
    extended = django_filters.ChoiceFilter(
        label="延期申请",
        choices=(("pending", "待决定"), ("accepted", "已同意"), ("refused", "未同意")),
        empty_label=ALL,
        method="extended_by",
    )
    hold = django_filters.ChoiceFilter(
        label="暂缓办结",
        choices=((True, "已暂缓"), (False, "未暂缓")),
        empty_label=ALL,
        field_name="on_hold",
    )
    submitted_since = django_filters.DateFilter(label="提交不早于", method="since")
    submitted_until = django_filters.DateFilter(label="提交不晚于", method="until")
    filed_since, filed_until = days("立案", "filed_on")
    notice_since, notice_until = days("交办", "notice_on")
    due_since = django_filters.DateFilter(label="到期不早于", method="due_from")
    due_until = django_filters.DateFilter(label="到期不晚于", method="due_by")
    replied_since, replied_until = days("办复", "replied_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """What a seat may not know of a case, it may not look for either."""
        super().__init__(*args, **kwargs)
        seat = getattr(self.request, "seat", None)
        if seat is None:  # the description of the API
            return
        unknown: tuple[str, ...] = () if seat.is_staff_of_committee else STAFF_ONLY
        unknown += () if seat.role in READERS else READERS_ONLY
        for name in unknown:
            self.filters.pop(name, None)

    def by_light(self, rows: Any, name: str, code: str) -> Any:
        return LIGHTS[code](rows, self.seat)

    def due_from(self, rows: Any, name: str, day: date) -> Any:
        return rows.filter(running(self.seat), ~running(self.seat, due_on__lt=day))

    def due_by(self, rows: Any, name: str, day: date) -> Any:
        return rows.filter(running(self.seat, due_on__lte=day))

    def since(self, rows: Any, name: str, day: date) -> Any:
        return rows.filter(submitted_at__gte=clock.start_of(day))

    def until(self, rows: Any, name: str, day: date) -> Any:
        return rows.filter(submitted_at__lt=clock.end_of(day))

    def rated(self, rows: Any, name: str, code: str) -> Any:
        """In the round that goes on, of any answer; who said nothing is never satisfied."""
        heard = Feedback.objects.filter(
            proposal=OuterRef("pk"),
            status=Feedback.Status.RECORDED,
            assignment__round=OuterRef("round"),
        )
        if code != SILENT:
            return rows.filter(Exists(heard.filter(**{name: code})))
        sent = Assignment.objects.filter(
            proposal=OuterRef("pk"),
            round=OuterRef("round"),
            status=Assignment.Status.DELIVERED,
        )
        return rows.filter(Exists(sent), ~Exists(heard))

    @extend_schema_field(OpenApiTypes.INT)
    def graded(self, rows: Any, name: str, line: Entry) -> Any:
        """As delivered letters of the seat's own business were graded."""
        letters = Reply.objects.filter(
            self.of_ours(), delivered_on__isnull=False, grade__code=line.code
        )
        return rows.filter(Exists(letters))

    def asked_for(self, rows: Any, name: str, code: str) -> Any:
        wanted = Q(status="pending") if code == "pending" else Q(what=code)
        return rows.filter(Exists(Change.objects.filter(self.of_ours(), wanted)))

    def extended_by(self, rows: Any, name: str, code: str) -> Any:
        return rows.filter(Exists(Extension.objects.filter(self.of_ours(), status=code)))

    def of_ours(self) -> Q:
        """Of the shares whose course is this seat's business."""
        ours = shares_of(self.seat).values("pk")
        return Q(proposal=OuterRef("pk"), assignment__in=ours)


def late_by(least: int) -> Callable[[Any, Seat], Any]:
    """By more than so many days."""

    def late(rows: Any, seat: Seat) -> Any:
        return rows.filter(running(seat, due_on__lt=clock.today() - timedelta(days=least)))

    return late


def soon(rows: Any, seat: Seat) -> Any:
    """Yellow, by the committee's own number of working days."""
    last = soon_until(seat.committee_id, clock.today())
    near = running(seat, due_on__range=(clock.today(), last))
    return rows.filter(near, ~running(seat, due_on__lt=clock.today()))


def paused(rows: Any, seat: Seat) -> Any:
    """All limits that are open are stopped."""
    return rows.filter(Exists(owed(seat).exclude(paused_on=None)), ~running(seat))


LIGHTS: dict[str, Callable[[Any, Seat], Any]] = {
    "soon": soon,
    "late": late_by(0),
    "late7": late_by(7),
    "late30": late_by(30),
    "paused": paused,
}
