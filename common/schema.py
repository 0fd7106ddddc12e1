"""How the API describes itself (OpenAPI 3)."""

from __future__ import annotations

from drf_spectacular.openapi import AutoSchema


class Schema(AutoSchema):
    """As the library makes it."""
