"""Beat and worker show that they live by a time stamp each in Redis."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from celery import shared_task
from celery.beat import PersistentScheduler
from celery.signals import worker_ready
from django.core.cache import cache
from redis.exceptions import RedisError

from common import clock

BEAT, WORKER = "heartbeat:beat", "heartbeat:worker"
EVERY, FRESH = 10, 60  # seconds


def stamp(name: str) -> None:
    """Remember that this part lived now."""
    cache.set(name, clock.now().timestamp(), timeout=24 * 3600)


def is_fresh(moment: float | None) -> bool:
    """Whether a stamp is younger than a minute."""
    return moment is not None and clock.now().timestamp() - moment < FRESH


@shared_task(name="config.heartbeat.beat", ignore_result=True)
def beat() -> None:
    """Sent by beat, run by the worker: a worker that lives but does no work gives no sign."""
    stamp(WORKER)


@worker_ready.connect
def begin(**_: object) -> None:
    """A worker that has just come up need not wait for beat to be believed."""
    with suppress(RedisError):
        stamp(WORKER)


class Scheduler(PersistentScheduler):
    """The usual scheduler, which remembers a night missed, with a sign of life of its own."""

    stamped = 0.0

    def tick(self, *args: Any, **kwargs: Any) -> Any:
        """Stamp at most every ten seconds; beat itself outlives a Redis that is away."""
        moment = clock.now().timestamp()
        if moment - self.stamped >= EVERY:
            self.stamped = moment
            with suppress(RedisError):
                stamp(BEAT)
        return super().tick(*args, **kwargs)
