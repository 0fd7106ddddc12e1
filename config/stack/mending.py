"""Worker and beat may be started anew a few times: nobody who reads a page need notice."""

from __future__ import annotations

import time
from collections import defaultdict
from dataclasses import dataclass, field

MENDED = ("worker.log", "beat.log")
MOST, WITHIN = 3, 600  # times, seconds


@dataclass
class Mending:
    """When each was started anew, by the name of its log."""

    moments: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    def may(self, name: str) -> bool:
        """Whether this one is of those, and not ended too often of late; counts the time."""
        now = time.monotonic()
        self.moments[name] = [then for then in self.moments[name] if now - then < WITHIN]
        if name not in MENDED or len(self.moments[name]) >= MOST:
            return False
        self.moments[name].append(now)
        return True
