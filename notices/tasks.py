"""Celery's doors to the inbox."""

from __future__ import annotations

from celery import shared_task

from notices import digests, sending, services


@shared_task
def drain() -> int:
    """Pass waiting events on to inboxes; how many were passed on."""
    return services.drain()


@shared_task
def deliver() -> int:
    """Send what is due by mail and by gateways; how many were taken."""
    return sending.deliver()


@shared_task
def digest() -> int:
    """Gather and send the daily digests whose hour has come; how many were sent."""
    digests.gather()
    return digests.deliver()
