"""JSON that others send, which may be anything."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser


class Json(JSONParser):
    def parse(self, *args: Any, **kwargs: Any) -> Any:
        """Nested deeper than anything of ours is no JSON for us, nor are names of half letters."""
        try:
            told = super().parse(*args, **kwargs)
            "".join(names_in(told)).encode()
        except (RecursionError, UnicodeEncodeError):
            raise ParseError from None
        return told


def names_in(told: Any) -> Iterator[str]:
    """Those of all objects: an error says them again."""
    if isinstance(told, dict):
        yield from told
    if isinstance(told, dict | list):
        for one in told.values() if isinstance(told, dict) else told:
            yield from names_in(one)
