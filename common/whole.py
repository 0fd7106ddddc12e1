"""Whole numbers as browsers send them."""

from __future__ import annotations

LONGEST = 18  # digits: what fits the database's bigint whatever they are


def whole(text: str | None) -> int | None:
    """The number, or None for anything that is none or longer than any id."""
    if not text or not text.isascii() or not text.isdecimal() or len(text) > LONGEST:
        return None
    return int(text)
