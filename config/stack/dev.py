"""bin/dev: worker and beat start anew when the code changes (gunicorn sees to itself)."""

from __future__ import annotations

import time
from pathlib import Path

from config.stack.child import Child
from config.stack.mending import MENDED
from config.stack.up import BASE_DIR, Stack

APART = {".venv", ".git", "var", "static", "tests", "docs"}
LOOK_EVERY = 1  # second


def newest(base: Path = BASE_DIR) -> float:
    """The time of the latest change of any module."""
    folders = [f for f in base.iterdir() if f.is_dir() and f.name not in APART]
    times = [file.stat().st_mtime for folder in folders for file in folder.rglob("*.py")]
    return max(times, default=0.0)


class DevStack(Stack):
    """The same servers, but a worker that an error in new code has ended stops nothing."""

    seen = 0.0
    looked = 0.0

    def vital(self) -> list[Child]:
        """All but those that follow the code."""
        return [child for child in self.children if child.log.name not in MENDED]

    def pause(self) -> None:
        """As always, and once a second a look at the code."""
        super().pause()
        if time.monotonic() - self.looked > LOOK_EVERY:
            self.looked = time.monotonic()
            self.follow(newest())

    def follow(self, latest: float) -> None:
        """Restart worker and beat when a module is newer than at the last look."""
        if self.seen and latest > self.seen:
            print("代码已更改，后台任务重新启动。", flush=True)
            for child in self.children:
                if child.log.name in MENDED:
                    child.restart()
        self.seen = latest
