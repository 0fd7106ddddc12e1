"""Celery's doors to the record."""

from __future__ import annotations

import logging
from io import StringIO

from celery import shared_task
from django.core.management import CommandError, call_command

log = logging.getLogger(__name__)


@shared_task
def verify_events() -> None:
    """The nightly check of the record; heads are kept outside the database."""
    told = StringIO()
    try:
        call_command("verify_events", stdout=told)
    except CommandError as found:
        log.error("%s\n%s", found, told.getvalue())
        raise
