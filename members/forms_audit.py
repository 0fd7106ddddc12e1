"""What the record is searched by."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.forms import DateInput

from common import clock
from members.audit import verbs
from members.models import User
from workflow.models import Event

ALL = "全部"


class ByDay:
    """since, until: both days are within."""

    def from_day(self, rows: QuerySet[Any], name: str, day: date) -> QuerySet[Any]:
        return rows.filter(at__gte=clock.end_of(within(day) - timedelta(days=1)))

    def to_day(self, rows: QuerySet[Any], name: str, day: date) -> QuerySet[Any]:
        return rows.filter(at__lt=clock.end_of(within(day)))


class EventFilter(ByDay, django_filters.FilterSet):
    person = django_filters.CharFilter(label="姓名、账号", method="by_person")
    case = django_filters.CharFilter(label="案件、名册", method="about")
    action = django_filters.ChoiceFilter(label="事项", choices=verbs, empty_label=ALL)
    since = django_filters.DateFilter(label="自", method="from_day", widget=DateInput)
    until = django_filters.DateFilter(label="至", method="to_day", widget=DateInput)

    class Meta:
        model = Event
        fields: tuple[str, ...] = ()

    def by_person(self, rows: QuerySet[Event], name: str, words: str) -> QuerySet[Event]:
        words = plain(words)
        called = Q(name__icontains=words) | Q(username__icontains=words)
        return rows.filter(user__in=User.objects.filter(called).values("pk"))

    def about(self, rows: QuerySet[Event], name: str, words: str) -> QuerySet[Event]:
        return rows.filter(case__caption__icontains=plain(words))


def within(day: date) -> date:
    """No further than a calendar reaches on either side."""
    return min(max(day, date(1900, 1, 1)), date(9000, 1, 1))


def plain(words: str) -> str:
    return words.strip().replace("\x00", "")
