"""How often a unit was pressed by hand, by the record."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from common import clock
from proposals.models import Assignment
from workflow.models import Event

URGE = "urge"  # ShareAction.URGE, of which models know nothing


class Urged(NamedTuple):
    """Which share, whose, how often, and when last."""

    share: int
    unit: str
    times: int
    last: datetime


def urged_today(share: Assignment, seat: int) -> bool:
    begun = clock.end_of(clock.today() - timedelta(days=1))
    told = Event.objects.filter(case=share.case_id, action=URGE, subject_id=share.pk, at__gte=begun)
    return told.filter(subject_type=Assignment.kind(), seat=seat).exists()


def urged(events: Iterable[Event], shares: Iterable[Assignment]) -> list[Urged]:
    """The units that were pressed, by the part of the record that the page has read already."""
    told: dict[int, list[datetime]] = {}
    for event in events:
        if event.action == URGE and event.subject_type == Assignment.kind():
            told.setdefault(event.subject_id, []).append(event.at)
    return [
        Urged(one.pk, str(one.unit), len(told[one.pk]), max(told[one.pk]))
        for one in shares
        if one.pk in told
    ]
