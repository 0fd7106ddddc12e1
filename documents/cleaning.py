"""What people typed, fit for a Word file: no sign that XML forbids, one paragraph a line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from members.models.committees import day as in_chinese
from proposals.showing_text import sections_of

# XML 1.0, production 2: everything else would spoil the file. Directions that hide words, too.
_FORBIDDEN = re.compile(
    "[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u202a-\u202e\u2066-\u2069\ufeff]"
)
_BREAKS = re.compile("[\t\r\n\x0b\x0c\u0085\u2028\u2029]+")
_FIRST = re.compile("[一二三四五六七八九十]{1,3}、")
_SECOND = re.compile("[（(][一二三四五六七八九十]{1,3}[）)]")
HEADING = 40  # characters: what is longer is a sentence
Facts = dict[str, Any]


def plain(value: object) -> str:
    """On one line, without what a Word file cannot hold."""
    return _FORBIDDEN.sub("", _BREAKS.sub(" ", "" if value is None else str(value))).strip()


def harmless(value: Any) -> Any:
    """The same for all that is inside; numbers and yes or no stay what they are."""
    if isinstance(value, dict):
        return {name: harmless(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [harmless(one) for one in value]
    return value if isinstance(value, int | bool) else plain(value)


def paragraphs(text: str) -> list[Facts]:
    """A stored text as its lines: 文, and 级: 1 for 一、 and 【…】, 2 for （一）, else 0."""
    found: list[Facts] = []
    for part in sections_of(text):
        found += [{"文": part["title"], "级": 1}] if part["title"] else []
        found += [{"文": line, "级": level(line)} for line in part["paragraphs"]]
    return found


def level(line: str) -> int:
    if len(line) > HEADING or line.endswith(("。", "；", "：", "，")):
        return 0
    return 1 if _FIRST.match(line) else 2 if _SECOND.match(line) else 0


def day(value: date | None) -> str:
    """2026年11月28日, as papers give it (7.3.5.4); a dash where there is none."""
    return in_chinese(value) if value else "——"


def joined(values: Iterable[object]) -> str:
    return "、".join(map(str, values)) or "——"
