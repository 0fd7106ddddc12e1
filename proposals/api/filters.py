"""What shares, answers and promises are looked up by; proposals as on their page."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet

from proposals.choices import units_here
from proposals.models import Assignment, Commitment
from proposals.showing import PREPARING, UNSENT
from proposals.turns import outside


class PartFilter(django_filters.FilterSet):
    proposal = django_filters.UUIDFilter(label="提案", field_name="proposal__case__uid")
    unit: Any = django_filters.ModelChoiceFilter(
        label="承办单位",
        queryset=units_here,  # type: ignore[arg-type]
        field_name="assignment__unit",
    )


class AssignmentFilter(PartFilter):
    status = django_filters.ChoiceFilter(
        label="状态", choices=Assignment.Status.choices, method="as_told"
    )
    duty = django_filters.ChoiceFilter(label="承办方式", choices=Assignment.Duty.choices)
    unit = django_filters.ModelChoiceFilter(
        label="承办单位",
        queryset=units_here,  # type: ignore[arg-type]
        field_name="unit",
    )

    def as_told(self, shares: QuerySet[Assignment], name: str, status: str) -> QuerySet[Assignment]:
        """What passes inside a unit is 办理中 to those outside, also when it is looked for."""
        if not outside(self.request.seat):  # type: ignore[union-attr]
            return shares.filter(status=status)
        if status == PREPARING["code"]:
            return shares.filter(status__in=(status, *UNSENT))
        return shares.filter(status=status).exclude(status__in=UNSENT)


class ReplyFilter(PartFilter):
    delivered_after = django_filters.DateFilter(
        label="送达日期晚于", field_name="delivered_on", lookup_expr="gt"
    )


class CommitmentFilter(PartFilter):
    status = django_filters.ChoiceFilter(label="状态", choices=Commitment.Status.choices)
    due_before = django_filters.DateFilter(
        label="落实时限早于", field_name="due_on", lookup_expr="lt"
    )
