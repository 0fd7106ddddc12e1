"""Celery's doors to what is owed."""

from __future__ import annotations

import logging
from io import StringIO

from celery import shared_task
from django.core.management import CommandError, call_command

from deadlines import recomputing
from deadlines import sweep as sweeping

log = logging.getLogger(__name__)


@shared_task
def check_obligations() -> None:
    """The nightly check that nothing can be forgotten."""
    told = StringIO()
    try:
        call_command("check_obligations", stdout=told)
    except CommandError as found:
        log.error("%s\n%s", found, told.getvalue())
        raise


@shared_task
def sweep() -> None:
    """Reminders that have come due, where offices are open."""
    sweeping.sweep()


@shared_task
def recompute_deadlines() -> None:
    """What a changed calendar or policy moves, from where it stopped."""
    recomputing.go_on()
