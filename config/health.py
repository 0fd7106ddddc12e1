"""Two questions a monitor asks without signing in: does the process live, can it serve?"""

from __future__ import annotations

from django.conf import settings
from django.core.cache import cache
from django.db import Error, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from redis.exceptions import RedisError

from common.disk import is_full
from config import heartbeat


@require_safe
@never_cache
def alive(request: HttpRequest) -> JsonResponse:
    """GET /healthz: the process lives; asks no other server."""
    return JsonResponse({"alive": True})


@require_safe
@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """GET /readyz: 200 when all parts work, else 503 with the names of those that do not."""
    failing = database_fails() + broker_fails() + disk_fails()
    return JsonResponse({"ready": not failing, "failing": failing}, status=503 if failing else 200)


def database_fails() -> list[str]:
    """["database"] when PostgreSQL does not answer."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return ["database"]
    return []


def broker_fails() -> list[str]:
    """The broker, or those of worker and beat whose last sign of life is older than a minute."""
    try:
        stamps = cache.get_many([heartbeat.WORKER, heartbeat.BEAT])
    except (RedisError, OSError):
        return ["broker", "worker", "beat"]
    parts = {"worker": heartbeat.WORKER, "beat": heartbeat.BEAT}
    return [part for part, name in parts.items() if not heartbeat.is_fresh(stamps.get(name))]


def disk_fails() -> list[str]:
    """["disk"] when there is no room left for data, files and logs."""
    return ["disk"] if is_full(settings.DATA_DIR) else []
