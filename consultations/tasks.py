"""Celery's doors to what happens to consultations because time passes."""

from __future__ import annotations

from celery import shared_task

from consultations import services


@shared_task
def finish_expired() -> int:
    """评议到期办结; how many consultations were finished."""
    return services.finish_expired()


@shared_task
def forget_sendings() -> int:
    """清理补传记录: how many answers and files were let go."""
    return services.forget_sendings()


@shared_task
def forget_knocks() -> int:
    """扫码次数过期: counts of public pages that are over; how many were deleted."""
    return services.forget_knocks()


@shared_task
def follow_debtors() -> int:
    """承担主体变更: debts of nobody present; how many cases were changed."""
    return services.follow_debtors()


@shared_task
def take_back_unfiled() -> int:
    """转提案未成: tasks whose proposal was not filed are done again; how many."""
    return services.take_back_unfiled()
