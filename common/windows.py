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

    def admits(self, calls: int = 1) -> bool:
        """Count so many more; whether they are still within what is allowed.

        Of several at once that are not, none is counted. A count that is lost with its server
        shuts nobody out.
        """
        try:
            cache.add(self.key, 0, 2 * LENGTH)
            admitted = cache.incr(self.key, calls) <= self.most
            if not admitted and calls > 1:
                cache.decr(self.key, calls)
            return admitted
        except (RedisError, ValueError):
            return True

    def left(self) -> float:
        """Seconds until the next minute begins."""
        return LENGTH - self.moment % LENGTH
