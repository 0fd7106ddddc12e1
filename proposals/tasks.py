"""Celery's doors to what happens to proposals because time passes."""

from __future__ import annotations

from celery import shared_task

from proposals import services


@shared_task
def close_expired() -> int:
    """到期办结; how many cases were closed."""
    return services.close_expired()


@shared_task
def follow_debtors() -> int:
    """承办主体变更: debts whose unit or proposer is gone; how many cases were changed."""
    return services.follow_debtors()
