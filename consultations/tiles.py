"""The map-like grid: one tile a township, its colour said in words too."""

from __future__ import annotations

from typing import Any, NamedTuple

from consultations.boards import Board, Line
from members.models import Committee


class Tile(NamedTuple):
    """tone: a colour; words: what it means, so that nobody has to see it."""

    name: str
    tone: str
    words: str
    url: str


class Block(NamedTuple):
    county: Committee
    tiles: list[Tile]


def blocks_of(board: Board, url: Any) -> list[Block]:
    """Counties and townships where they stand in the register, so that each keeps its place."""
    counties = {one.county.code: one.county for one in board.counties if one.county}
    return [
        Block(county, [tile(one, url(one)) for one in sorted(board.of(county), key=code)])
        for _, county in sorted(counties.items())
    ]


def code(line: Line) -> str:
    return line.township.code if line.township else ""


def tile(line: Line, url: str) -> Tile:
    tone, words = standing(line.numbers)
    return Tile(line.name, tone, words, url)


def standing(numbers: dict[str, int]) -> tuple[str, str]:
    """How a township stands, the most pressing first."""
    if numbers["late"]:
        return "late", f"逾期{numbers['late']}项"
    if numbers["open"]:
        return "soon", f"在办{numbers['open']}项"
    if numbers["meetings"]:
        return "ok", f"已开{numbers['meetings']}场"
    return "none", "尚未召开"
