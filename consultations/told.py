"""Tasks as whoever asks may know of them, and what they are looked up by."""

from __future__ import annotations

import django_filters
from django.db.models import QuerySet

from consultations.models import Consultation, Task
from members.models import Seat


class TaskFilter(django_filters.FilterSet):
    consultation = django_filters.UUIDFilter(label="协商", field_name="consultation__case__uid")
    status = django_filters.ChoiceFilter(label="状态", choices=Task.Status.choices)
    due_before = django_filters.DateFilter(
        label="完成时限早于", field_name="due_on", lookup_expr="lt"
    )


def tasks_told(seat: Seat) -> QuerySet[Task]:
    """Of the lists that it reads, all but what was struck off, as on the page."""
    seen = Consultation.objects.visible_to(seat).with_list_for(seat)
    listed = Task.objects.filter(consultation__in=seen).exclude(status=Task.Status.DROPPED)
    return listed.select_related("consultation__case", "unit")
