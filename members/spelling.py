"""Names in Latin letters: how people look them up, and in which order they are listed.

pypinyin takes longer to load than the whole site: only who spells a name loads it.
"""

from __future__ import annotations

ROOM = 300  # characters, for a name of forty
# What is read otherwise when it is a surname.
SURNAMES = {"曾": "zeng", "单": "shan", "解": "xie", "仇": "qiu", "查": "zha", "盖": "ge"}


def initials(name: str) -> str:
    """Pinyin initials, by which people look names up: 段立秋 → dlq."""
    from pypinyin import Style, lazy_pinyin

    return "".join(lazy_pinyin(name, style=Style.FIRST_LETTER)).lower()[:40]


def pinyin(person: str) -> str:
    """A person's name by syllables, so that surnames stand together: 段立秋 → duan li qiu."""
    from pypinyin import lazy_pinyin

    first, *others = lazy_pinyin(person) or [""]
    return " ".join([SURNAMES.get(person[:1], first), *others]).lower()[:ROOM]


def initials_are(letters: str) -> str:
    """The pattern of a pinyin whose syllables begin so: dl finds duan li qiu."""
    return "^" + " ".join(f"{letter}[^ ]*" for letter in letters.lower())
