"""组件页: what stands above a list, and a chart; invented samples."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.forms import BoundField

from common.charts import Bar, Piece
from common.narrowing import Chip

GRADES = (("A类", "ok"), ("B类", "link"), ("C类", "soon"), ("D类", "late"))


def narrowing(fields: Sequence[BoundField]) -> dict[str, Any]:
    """A list's views and conditions: one that is gone, a count, the ways to its tools."""
    return {
        "views": [
            {"label": "逾期未办复", "url": "#table", "current": True},
            {"label": "本单位在办", "url": "#table", "current": False},
        ],
        "fields": fields,
        "carried": [("sort", "title")],
        "chips": [
            Chip("承办单位", "州教育局", "?"),
            Chip("审查会议", "已不存在或写得不对", "?", stale=True),
        ],
        "stale": True,
        "more_url": "?more=1",
        "count": 1_240,
        "save_url": "#table",
        "views_url": "#table",
        "columns_url": "#table",
        "sheet_url": "#table",
    }


def bars() -> list[Bar]:
    """Every tone, and a bar with nothing in it."""
    told = {"州教育局": (8, 3, 2, 1), "州水务局": (4, 0, 2, 0), "州林草局": (0, 0, 0, 0)}
    return [
        Bar(name, [Piece(label, n, tone) for (label, tone), n in zip(GRADES, counts, strict=True)])
        for name, counts in told.items()
    ]
