"""A notice that calls for a duty is settled once the duty is done, or owed by somebody else.

Whoever stands above the debtor and was told that it is late goes on seeing it until it is done.

It happens as events are passed on to inboxes: moves stay as short as they are, a seat learns of
it when it learns of the event itself, and what an event did not tell of is seen all the same.
"""

from __future__ import annotations

from django.db.models import DateTimeField, Exists, OuterRef, Value
from django.db.models.functions import Coalesce

from common import clock
from deadlines.models import Obligation
from notices.models import Notice
from workflow.models import Event


def settle(event: Event) -> int:
    """Notices of the event's case that call for nothing any more; how many there were."""
    ours = Obligation.objects.filter(case=event.case_id)
    still = Obligation.objects.calling(
        OuterRef("duty"), OuterRef("seat__role"), OuterRef("seat__scope_key")
    )
    called = Notice.objects.filter(settled=False, duty__in=ours.values("pk"))
    now = Value(clock.now(), DateTimeField())
    return called.filter(~Exists(still)).update(settled=True, read_at=Coalesce("read_at", now))
