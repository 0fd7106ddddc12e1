"""Answers as JSON; what the database has written already is only put in its place."""

from __future__ import annotations

import json
from typing import Any

from rest_framework.renderers import JSONRenderer


class Ready(list[bytes]):
    """Values that are JSON already."""

    def told(self) -> bytes:
        return b"[" + b",".join(self) + b"]"


class Json(JSONRenderer):
    def render(self, data: Any, *args: Any, **kwargs: Any) -> bytes:
        if not isinstance(data, dict) or not any(isinstance(one, Ready) for one in data.values()):
            return super().render(data, *args, **kwargs)
        named = (self.member(name, value) for name, value in data.items())
        return b"{" + b",".join(named) + b"}"

    def member(self, name: str, value: Any) -> bytes:
        told = value.told() if isinstance(value, Ready) else super().render(value)
        return json.dumps(name).encode() + b":" + (told or b"null")
