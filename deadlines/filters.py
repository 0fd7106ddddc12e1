"""What debts are looked up by."""

from __future__ import annotations

from collections.abc import Sequence

import django_filters
from django.db.models import Q, QuerySet

from deadlines.models import DUTIES, Obligation

ENDED = Q(met_at__isnull=False) | Q(cancelled_at__isnull=False)
STATES = {
    "open": ~ENDED & Q(paused_on=None),
    "paused": ~ENDED & Q(paused_on__isnull=False),
    "met": Q(met_at__isnull=False, cancelled_at=None),
    "cancelled": Q(cancelled_at__isnull=False),
}
LABELS = {"open": "未办结", "paused": "已暂停计时", "met": "已办", "cancelled": "已撤销"}


def state_of(owed: Obligation) -> str:
    """The same of one that was read."""
    if owed.cancelled_at:
        return "cancelled"
    if owed.met_at:
        return "met"
    return "paused" if owed.paused_on else "open"


class ObligationFilter(django_filters.FilterSet):
    """state and kind may be given several times: any of them."""

    state = django_filters.MultipleChoiceFilter(
        label="状态", choices=list(LABELS.items()), method="in_state"
    )
    kind = django_filters.MultipleChoiceFilter(label="事项", choices=DUTIES)
    due_before = django_filters.DateFilter(label="期限早于", field_name="due_on", lookup_expr="lt")
    due_after = django_filters.DateFilter(label="期限晚于", field_name="due_on", lookup_expr="gt")

    class Meta:
        model = Obligation
        fields: tuple[str, ...] = ()

    def in_state(
        self, rows: QuerySet[Obligation], name: str, states: Sequence[str]
    ) -> QuerySet[Obligation]:
        wanted = Q()
        for state in states:
            wanted |= STATES[state]
        return rows.filter(wanted)
