"""Celery's doors to what is owed."""

from __future__ import annotations

import logging
from io import StringIO

from celery import shared_task
from django.core.management import CommandError, call_command

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
