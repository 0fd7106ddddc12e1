"""The invented proposals: their words are data, in texts/*.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from random import Random
from typing import NamedTuple

from proposals.demo.year.themes import Theme, answer, matter, themes

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
    told = {
        key: Text(**{name: value.strip() for name, value in fields.items()})
        for file in files
        for key, fields in file.items()
    }
    return told | {f"our_{key}": whole(key, one) for key, one in themes().items()}


def whole(key: str, one: Theme) -> Text:
    """A matter of the whole prefecture, from the themes of the year."""
    place, chance = "我州", Random(key)
    words = matter(one, one.titles[0].format(place=place), place, chance)
    return Text(words.title, one.category, one.unit, words.body, answer(words, "A", chance))
