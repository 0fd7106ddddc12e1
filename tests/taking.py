"""A list as somebody takes it away."""

from __future__ import annotations

import io
from uuid import uuid4

from django.urls import reverse
from python_calamine import CalamineWorkbook

from tests.browsing import Person


def taken(seat, listing, query="") -> list[dict]:
    """Line by line by the heads of their columns: all columns that the seat may choose."""
    url = reverse("lists:sheet", args=[listing])
    page = Person(seat).post(f"{url}?{query}", press=uuid4(), columns="every")
    assert page.status_code == 200
    data = io.BytesIO(b"".join(page.streaming_content))
    head, *lines = CalamineWorkbook.from_filelike(data).get_sheet_by_index(0).to_python()
    return [dict(zip(head, line, strict=True)) for line in lines]
