"""A committee's own words in templates."""

from __future__ import annotations

from typing import Any

from django import template

from members.words import said_of

register = template.Library()


@register.filter
def said(text: str, row: Any) -> str:
    """{{ "会办意见"|said:proposal }}: as the committee of the case, or of the seat, calls it."""
    return said_of(text, row)
