"""Stopping the clock of a limit and letting it run again; called inside the move that does so."""

from __future__ import annotations

from django.db.models import F

from common import clock
from deadlines.arithmetic import DAY, Due
from deadlines.models import Obligation, Pause
from deadlines.reckoning import reckon
from deadlines.services import owed
from deadlines.workdays import calendar_now
from workflow.models import Row


def pause(row: Row, kind: str) -> int:
    """From today on the limit does not run. How many were stopped."""
    today = clock.today()
    stopped = owed(row, kind).filter(paused_on=None).update(paused_on=today)
    if stopped:
        row.case.tell("paused", {"kind": kind, "on": today.isoformat()})
    return int(stopped)


def resume(row: Row, kind: str) -> int:
    """It runs again from today, and is due as much later as it stood still."""
    stopped = list(owed(row, kind).filter(paused_on__isnull=False).order_by("pk"))
    for debt in stopped:
        due = run(debt)
        told = {"id": debt.pk, "kind": kind, "due_on": due.on.isoformat()}
        row.case.tell("resumed", told)
    return len(stopped)


def run(debt: Obligation) -> Due:
    """The days up to yesterday are a pause of it; a pause that ends on its first day is none."""
    first, last = debt.paused_on, clock.today() - DAY
    if first and last >= first:
        Pause.objects.create(obligation=debt, first=first, last=last)
        if debt.extended_to:  # a day that was granted has no count left to run
            debt.extended_to += last - first + DAY
    due = reckon(debt, calendar_now(debt.committee_id))
    version = {"due_version": F("due_version") + 1} if due.on != debt.due_on else {}
    Obligation.objects.filter(pk=debt.pk).update(
        paused_on=None,
        extended_to=debt.extended_to,
        due_on=due.on,
        provisional=due.provisional,
        **version,
    )
    return due
