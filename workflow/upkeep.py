"""What the system itself does to a case of any kind, in whatever state: no status changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import models

from workflow.hand import SYSTEM
from workflow.holding import holding, lend
from workflow.models import Audience, Case, Event
from workflow.procedure import PROCEDURES, Move, nobody, open_gate, spoiling
from workflow.record import record


class Upkeep(models.TextChoices):
    RECKON = "reckon", "重新核定期限"


KEPT_UP = Move(frozenset(), None, nobody, open_gate, None, Audience.PARTIES)


def keep_up(case: Case, action: Upkeep, work: Callable[[Any], str]) -> Event | None:
    """Lock the case, let `work` look after it, and record what it says; nothing for no words.

    work: gets the root as it is under the lock; what it tells the case stands in the event.
    """
    root = PROCEDURES[case.kind].model._base_manager.get(pk=case.pk)
    with holding(root.case) as held:
        fresh = lend(root, held)
        before = fresh.facts()
        with spoiling(held):
            note = work(fresh)
            return record(fresh, before, before, action, KEPT_UP, SYSTEM, note)
