"""What the timetable does for the API."""

from __future__ import annotations

from celery import shared_task
from oauth2_provider.models import clear_expired

from members.receipts import forget_receipts


@shared_task
def forget_api() -> None:
    """Receipts that are old enough, and tokens that have expired."""
    forget_receipts()
    clear_expired()
