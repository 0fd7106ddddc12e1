"""Celery's door to what happens to opinions because time passes."""

from __future__ import annotations

from celery import shared_task

from opinions import services


@shared_task
def follow_debtors() -> int:
    """承担主体变更: debts of nobody present; how many cases were changed."""
    return services.follow_debtors()
