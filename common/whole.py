"""Whole numbers as browsers send them."""

from __future__ import annotations

from collections.abc import Iterable

LONGEST = 18  # digits: what fits the database's bigint whatever they are


def whole(text: str | None) -> int | None:
    """The number, or None for anything that is none or longer than any id."""
    if not text or not text.isascii() or not text.isdecimal() or len(text) > LONGEST:
        return None
    return int(text)


def wholes(texts: Iterable[str]) -> list[int]:
    """The ids among what was ticked."""
    return [number for number in map(whole, texts) if number]
