"""JSON that others send, which may be anything."""

from __future__ import annotations

from typing import Any

from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser


class Json(JSONParser):
    def parse(self, *args: Any, **kwargs: Any) -> Any:
        """Nested deeper than anything of ours is no JSON for us."""
        try:
            return super().parse(*args, **kwargs)
        except RecursionError:
            raise ParseError from None
