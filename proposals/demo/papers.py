"""Invented scans: a page with lines and a red seal without any name."""

from __future__ import annotations

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

RED, GREY, WIDTH, HEIGHT = (200, 30, 30), (150, 150, 150), 595, 842


def sealed_page() -> SimpleUploadedFile:
    """The first page of a body's proposal with its seal, as a scanner would give it."""
    page = Image.new("RGB", (WIDTH, HEIGHT), "white")
    pen = ImageDraw.Draw(page)
    for y in range(120, 560, 28):
        pen.line([(80, y), (WIDTH - 80, y)], fill=GREY)
    pen.ellipse([(360, 600), (500, 740)], outline=RED, width=5)
    pen.regular_polygon((430, 670, 30), 5, rotation=0, fill=RED)
    out = io.BytesIO()
    page.save(out, "PNG")
    return SimpleUploadedFile("盖章件示例.png", out.getvalue())
