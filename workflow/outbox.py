"""Passing events on: claimed by one worker, deleted when done, put off when it fails."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import structlog
from django.db import transaction

from common import clock
from workflow.models import Event, Outbox

log = structlog.get_logger(__name__)
LONGEST_WAIT = timedelta(hours=6)


def pass_on(consumer: str, tell: Callable[[Event], None]) -> bool:
    """Tell one waiting event, oldest first; False when there is none.

    What `tell` writes and the end of the waiting are one transaction: told exactly once. One that
    fails waits longer each time and keeps the others going; its reason stays with it.
    """
    with transaction.atomic():
        waiting = Outbox.objects.filter(consumer=consumer, not_before__lte=clock.now())
        entry = waiting.select_for_update(skip_locked=True).order_by("id").first()
        if entry is None:
            return False
        try:
            with transaction.atomic():
                tell(Event.objects.select_related("case").get(pk=entry.event_id))
        except Exception as failure:
            put_off(entry, failure)
        else:
            entry.delete()
    return True


def put_off(entry: Outbox, failure: Exception) -> None:
    log.warning("put off", consumer=entry.consumer, event_id=entry.event_id, exc_info=failure)
    entry.attempts += 1
    entry.error = f"{type(failure).__name__}: {failure}"[:2000]
    entry.not_before = clock.now() + min(timedelta(seconds=5) * 2**entry.attempts, LONGEST_WAIT)
    entry.save(update_fields=["attempts", "error", "not_before"])
