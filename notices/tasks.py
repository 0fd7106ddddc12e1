"""Celery's doors to the inbox."""

from __future__ import annotations

from celery import shared_task

from notices import digests, gathering, pushing, sending, services


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


@shared_task
def push() -> int:
    """Tell other systems what changed in the cases that they copy; how many attempts."""
    gathering.gather()
    return pushing.deliver()


@shared_task
def forget_pushes() -> None:
    """What became of pushes is kept for some time only."""
    pushing.forget()
