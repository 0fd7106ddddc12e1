"""Celery's doors to the papers."""

from __future__ import annotations

from celery import shared_task

from documents import services


@shared_task
def compile_next() -> bool:
    """生成汇编: the one that waits longest."""
    return services.compile_next()


@shared_task
def forget_compilations() -> int:
    """到期删除汇编; how many were deleted."""
    return services.forget_old()
