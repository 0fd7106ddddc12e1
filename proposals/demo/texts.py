"""The invented proposals: their words are data, in texts/*.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from random import Random
from typing import NamedTuple

from proposals.demo.year.themes import Theme, answer, matter, themes

FOLDER = Path(__file__).parent / "texts"
WIDER = (  # why it is a matter of the whole prefecture
    "上述问题在各县市不同程度存在，群众反映多年，单靠一个部门、一个乡镇难以解决，"
    "需要州级统一规划，部门协同推进，县乡抓好落实。",
    "以上几个方面互为因果，近年来各县市各自试过一些办法，但缺少统筹，效果不稳定，"
    "有必要由州级部门牵头，统一标准，分步推进。",
    "这些问题涉及面广，基层有办法而缺支持，部门有政策而缺衔接，"
    "如不及早从全州层面安排，今后解决的难度和成本都会增加。",
)


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
    told = answer(words, "A", chance)
    body = words.body.replace("\n【建议】", f"{chance.choice(WIDER)}\n【建议】", 1)
    return Text(words.title, one.category, one.unit, body, told)
