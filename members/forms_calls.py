"""What the record of calls is searched by."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.forms import DateInput

from members.forms_audit import ALL, ByDay, plain
from members.models import ApiCall, Client

ANSWERS = {"done": ("成功", 0, 399), "refused": ("被拒绝", 400, 499), "failed": ("出错", 500, 999)}
METHODS = [("GET", "读取"), ("POST", "办理"), ("other", "其他")]


def clients_of(request: Any) -> QuerySet[Client]:
    """Those that have calls to show; revoked ones too."""
    return Client.objects.visible_to(request.seat).order_by("name", "pk")


class CallFilter(ByDay, django_filters.FilterSet):
    client = django_filters.ModelChoiceFilter(
        label="系统",
        queryset=clients_of,  # type: ignore[arg-type]
        empty_label=ALL,
    )
    since = django_filters.DateFilter(label="自", method="from_day", widget=DateInput)
    until = django_filters.DateFilter(label="至", method="to_day", widget=DateInput)
    answered = django_filters.ChoiceFilter(
        label="应答",
        choices=[(code, label) for code, (label, *_) in ANSWERS.items()],
        empty_label=ALL,
        method="as_answered",
    )
    method = django_filters.ChoiceFilter(
        label="方法", choices=METHODS, empty_label=ALL, method="by_method"
    )
    request_id = django_filters.CharFilter(label="请求编号", method="by_request")

    class Meta:
        model = ApiCall
        fields: tuple[str, ...] = ()

    def as_answered(self, rows: QuerySet[ApiCall], name: str, code: str) -> QuerySet[ApiCall]:
        """A batch of which only a part was refused is among both, done and refused."""
        _, least, most = ANSWERS[code]
        answered = Q(answer__gte=least, answer__lte=most)
        return rows.filter(answered | Q(refused__gt=0) if code == "refused" else answered)

    def by_method(self, rows: QuerySet[ApiCall], name: str, method: str) -> QuerySet[ApiCall]:
        if method == "other":
            return rows.exclude(method__in=("GET", "POST"))
        return rows.filter(method=method)

    def by_request(self, rows: QuerySet[ApiCall], name: str, words: str) -> QuerySet[ApiCall]:
        """As the caller was told it with an error, whole."""
        return rows.filter(request_id=plain(words))
