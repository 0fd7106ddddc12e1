"""Every night what was handed over is learned from, for tomorrow's suggestions."""

from __future__ import annotations

from proposals.likely import teach
from proposals.models import Assignment


def learn_units() -> int:
    """学习承办单位: how many committees' histories were learned."""
    committees = Assignment.objects.order_by().values_list("proposal__committee", flat=True)
    taught = list(committees.distinct())
    for committee in taught:
        teach(committee)
    return len(taught)
