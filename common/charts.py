"""Charts that the server draws: bars of pieces, told in words too, never by colour alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

ROW, BAR = 44, 14  # heights in pixels: a line of words with its bar, and the bar


class Piece(NamedTuple):
    """A part of a bar; tone: the name of its colour and of its pattern."""

    label: str
    number: int
    tone: str


class Bar(NamedTuple):
    """said: in words, where the numbers of the pieces do not say it."""

    label: str
    pieces: Sequence[Piece]
    said: str = ""

    @property
    def whole(self) -> int:
        return sum(one.number for one in self.pieces)

    @property
    def words(self) -> str:
        told = "，".join(f"{one.label} {one.number}" for one in self.pieces if one.number)
        return self.said or told or "没有"


def drawn(bars: Sequence[Bar]) -> dict[str, Any]:
    """Where everything stands: widths in hundredths of the longest bar, heights in pixels."""
    longest = max((one.whole for one in bars), default=0) or 1
    rows = [placed(bar, place * ROW, longest) for place, bar in enumerate(bars)]
    known = {one.tone: one.label for bar in bars for one in bar.pieces}  # in their order
    used = {one.tone for bar in bars for one in bar.pieces if one.number}
    tones = {tone: label for tone, label in known.items() if tone in used}
    return {"rows": rows, "height": len(bars) * ROW, "bar": BAR, "legend": list(tones.items())}


def placed(bar: Bar, top: int, longest: int) -> dict[str, Any]:
    pieces, start = [], 0.0
    for one in bar.pieces:
        width = one.number / longest * 100
        if width:
            pieces.append({"tone": one.tone, "x": f"{start:.2f}", "width": f"{width:.2f}"})
        start += width
    return {"label": bar.label, "words": bar.words, "text": top + 16, "y": top + 24,
            "pieces": pieces}  # fmt: skip
