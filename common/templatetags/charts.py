"""The tag that draws a chart: one picture with its name, its description and its words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import template

from common.charts import Bar, drawn

register = template.Library()


@register.inclusion_tag("components/chart.html")
def chart(key: object, title: str, about: str, bars: Sequence[Bar]) -> dict[str, Any]:
    """Bars below each other; `key` is its own on the page, `about` says what a bar is."""
    return {"key": f"chart{key}", "title": title, "about": about, **drawn(bars)}
