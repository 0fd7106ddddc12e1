"""Contact sheets: many pages on one picture, each at three widths, small enough to be kept."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFont

WIDTHS = (1280, 768, 390)
SCALE = 0.36
DEEP = 1000  # pixels of a page that a sheet shows; the rest is on the single picture
GAP, HEAD, COLUMNS, ROWS = 12, 26, 2, 10
QUALITY = 42
PAPER, INK, EDGE = "#e9e6df", "#1f2328", "#c2bbac"


class Shot(NamedTuple):
    """One page in one state: how it is labelled, and its picture at each width."""

    label: str
    files: tuple[Path, ...]


@cache
def letters() -> ImageFont.FreeTypeFont:
    asked = ["fc-match", "-f", "%{file}", "Noto Sans CJK SC:lang=zh"]
    return ImageFont.truetype(subprocess.check_output(asked, text=True), 16)


def thumb(file: Path) -> Image.Image:
    with Image.open(file) as whole:
        part = whole.convert("RGB").crop((0, 0, whole.width, min(whole.height, DEEP)))
        size = (round(part.width * SCALE), round(part.height * SCALE))
        return part.resize(size, Image.Resampling.LANCZOS)


def shrink(picture: bytes, file: Path, width: int = 900) -> None:
    """A single picture small enough to be kept."""
    with Image.open(BytesIO(picture)) as whole:
        size = (width, round(whole.height * width / whole.width))
        whole.convert("RGB").resize(size, Image.Resampling.LANCZOS).save(
            file, "WEBP", quality=60, method=6
        )


def wide() -> int:
    """Of one page on a sheet."""
    return sum(round(one * SCALE) + GAP for one in WIDTHS)


def draw_sheets(shots: Sequence[Shot], folder: Path, name: str) -> list[Path]:
    """As many sheets as are needed, numbered when there is more than one."""
    each = COLUMNS * ROWS
    parts = [shots[start : start + each] for start in range(0, len(shots), each)]
    made = []
    for number, part in enumerate(parts, 1):
        file = folder / (f"{name}-{number}.webp" if len(parts) > 1 else f"{name}.webp")
        draw_sheet(part, file)
        made.append(file)
    return made


def draw_sheet(shots: Sequence[Shot], file: Path) -> None:
    row = HEAD + round(DEEP * SCALE) + GAP
    rows = -(-len(shots) // COLUMNS)
    sheet = Image.new("RGB", (COLUMNS * (wide() + GAP) + GAP, rows * row + GAP), PAPER)
    pen = ImageDraw.Draw(sheet)
    for place, shot in enumerate(shots):
        left, top = GAP + place % COLUMNS * (wide() + GAP), GAP + place // COLUMNS * row
        pen.text((left, top), shot.label, INK, letters())
        for picture in map(thumb, shot.files):
            sheet.paste(picture, (left, top + HEAD))
            box = (left, top + HEAD, left + picture.width, top + HEAD + picture.height)
            pen.rectangle(box, outline=EDGE)
            left += picture.width + GAP
    sheet.save(file, "WEBP", quality=QUALITY, method=6)
