"""How often somebody may ask in a minute: counted where all processes see it."""

from __future__ import annotations

from django.core.cache import cache
from redis.exceptions import RedisError

from common import clock

LENGTH = 60  # seconds


class Window:
    """The running minute of one asker."""

    def __init__(self, asker: str, most: int) -> None:
        self.moment = clock.now().timestamp()
        self.key = f"window:{asker}:{int(self.moment // LENGTH)}"
        self.most = most

    def admits(self) -> bool:
        """Count one more; whether it is still within what is allowed.

        A count that is lost with its server shuts nobody out.
        """
        try:
            cache.add(self.key, 0, 2 * LENGTH)
            return cache.incr(self.key) <= self.most
        except (RedisError, ValueError):
            return True

    def left(self) -> float:
        """Seconds until the next minute begins."""
        return LENGTH - self.moment % LENGTH
