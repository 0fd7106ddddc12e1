"""Whether a disk is as good as full."""

from __future__ import annotations

import shutil
from pathlib import Path

FULL = 10 * 1024 * 1024  # bytes left, below which nothing can be relied upon


def is_full(folder: Path) -> bool:
    """Whether fewer than 10 MB are left where the folder lies, or will lie."""
    there = next(place for place in (folder, *folder.parents) if place.exists())
    return shutil.disk_usage(there).free < FULL
