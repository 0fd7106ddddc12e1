"""The invented proposals: their words are data, in texts/*.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent / "texts"


class Text(NamedTuple):
    """What one proposal says, which unit it concerns, and what that unit may answer."""

    title: str
    category: str
    unit: str
    body: str
    answer: str = ""


@cache
def texts() -> dict[str, Text]:
    """All texts by their key."""
    files = (tomllib.loads(file.read_text("utf-8")) for file in sorted(FOLDER.glob("*.toml")))
    return {
        key: Text(**{name: value.strip() for name, value in fields.items()})
        for file in files
        for key, fields in file.items()
    }
