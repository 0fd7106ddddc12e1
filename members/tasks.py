"""What the timetable does for the API, and for who asked for long work."""

from __future__ import annotations

from celery import shared_task
from oauth2_provider.models import clear_expired

from members.calls import forget_old
from members.receipts import forget_receipts
from members.services import jobs


@shared_task
def forget_api() -> None:
    """Receipts that are old enough, and tokens that have expired."""
    forget_receipts()
    clear_expired()


@shared_task
def forget_calls() -> int:
    """清理接口调用记录: what is older than its place keeps it; how many lines."""
    return forget_old()


@shared_task
def run_job() -> bool:
    """办理后台任务: the one that waits longest."""
    return jobs.run_next()


@shared_task
def forget_jobs() -> int:
    """到期删除后台任务和文件; how many were deleted."""
    return jobs.forget_old()
