"""A list as somebody takes it away."""

from __future__ import annotations

import io
from uuid import uuid4

from django.http import QueryDict
from django.urls import reverse
from python_calamine import CalamineWorkbook

from common.exporting import headers, values
from common.listing import LISTINGS
from members.services.sheets import found_by
from tests.browsing import Person

# Lists that have rows in the world of their own app only; all others in that of tests/.
CONSULTING = ("consultations", "topics", "tasks", "gatherings", "villages")
OPINIONS = ("opinions",)


def taken(seat, listing, query="") -> list[dict]:
    """Line by line by the heads of their columns: all columns that the seat may choose."""
    url = reverse("lists:sheet", args=[listing])
    page = Person(seat).post(f"{url}?{query}", press=uuid4(), columns="every")
    assert page.status_code == 200
    data = io.BytesIO(b"".join(page.streaming_content))
    head, *lines = CalamineWorkbook.from_filelike(data).get_sheet_by_index(0).to_python()
    return [dict(zip(head, line, strict=True)) for line in lines]


def is_written(name, seats) -> bool:
    """Every column of the list that who has it may choose, of one row at least."""
    listing = LISTINGS[name]
    seat = next(one for one in seats if listing.readers(one))
    columns = listing.offered(seat)
    rows = list(values(listing, found_by(listing, seat, QueryDict(), columns), columns))
    return bool(rows) and all(len(row) == len(headers(columns)) for row in rows)
