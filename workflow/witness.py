"""The witness: where every chain ended, in a file outside the database."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings

from workflow.chain import Head


def default() -> Path:
    return Path(settings.DATA_DIR) / "witness" / "heads.jsonl"


def testimony(file: Path) -> Iterator[Head]:
    """What was seen at the last sound run; nothing when there was none."""
    if file.exists():
        with file.open(encoding="utf-8") as lines:
            yield from (Head._make(json.loads(line)) for line in lines)


def keep(file: Path, heads: Iterable[Head]) -> None:
    """Write the heads whole or not at all: a half-written witness would accuse the innocent."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    half = file.with_suffix(".new")
    with half.open("w", encoding="utf-8") as lines:
        lines.writelines(json.dumps(head) + "\n" for head in heads)
        lines.flush()
        os.fsync(lines.fileno())
    half.replace(file)
