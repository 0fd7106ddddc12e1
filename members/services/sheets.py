"""导出清单: a list as its reader has it, small ones at once, large ones by a worker."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.http import QueryDict
from django.urls import get_resolver

from common import clock
from common.exporting import StaleConditions, found_for, headers, values, write
from common.listing import LISTINGS, Listing
from common.paging import count_of
from common.templatetags.ui import Column
from members.models import Job, Seat
from members.services.exporting import exported, narrowed_to, press_for, typed_in
from members.services.jobs import RUNNERS, Beat, ask_job
from members.services.registry import registry_of
from workflow.hand import Hand

AT_ONCE = 500  # rows; a larger sheet is written by a worker
MOST = 200_000
KIND = "sheet"


def found_by(
    listing: Listing,
    seat: Seat,
    query: QueryDict,
    columns: Sequence[Column],
    picks: Sequence[int] = (),
) -> Any:
    """The rows that exist for the seat now, under these conditions and in their order."""
    assert listing.rows
    asked: Any = SimpleNamespace(GET=query, seat=seat)
    found = found_for(listing, asked, listing.knowing(listing.rows(seat), columns, seat))
    return found.filter(pk__in=picks) if picks else found


def take_sheet(
    listing: Listing,
    seat: Seat,
    query: QueryDict,
    keys: Sequence[str],
    picks: Sequence[int] = (),
    *,
    by: Hand,
) -> Job | io.BytesIO:
    """The file, or the job that makes it; who took what is on record either way.

    picks: only these of the rows that are found. ValidationError: more rows than a sheet holds.
    """
    columns = listing.chosen(keys, seat)
    found = found_by(listing, seat, query, columns, picks)
    count = count_of(found, MOST)
    if count > MOST:
        raise ValidationError(f"超过{MOST}行，没有导出。请先缩小筛选范围")
    if count > AT_ONCE:
        return later(listing, seat, query, keys, picks, by=by, count=count)
    record(listing, seat, query, count, by=by)
    file = io.BytesIO()
    write(file, listing.title, headers(columns), values(listing, found, columns))
    file.seek(0)
    return file


@transaction.atomic
def later(
    listing: Listing,
    seat: Seat,
    query: QueryDict,
    keys: Sequence[str],
    picks: Sequence[int],
    *,
    by: Hand,
    count: int,
) -> Job:
    """What a worker needs to make the same. Raises ValidationError where too much waits."""
    assert by.press
    record(listing, seat, query, count, by=by)
    told = {
        "list": listing.name,
        "query": query.urlencode(),
        "columns": list(keys),
        "picks": list(picks),
    }
    title = f"导出{listing.title}清单"
    press = press_for(by.press, told)
    return ask_job(seat, KIND, title, press=press, total=count, told=told)


def record(listing: Listing, seat: Seat, query: QueryDict, count: int, *, by: Hand) -> None:
    asked = narrowed_to(query.dict(), typed_in(listing.filterset))
    what = f"导出{listing.title}清单（{count}行）"
    exported(registry_of(seat.committee), what, by=by, list=listing.name, rows=count, asked=asked)


def run(job: Job, beat: Beat) -> None:
    """By a worker: again only what the seat may see by now."""
    assert get_resolver().url_patterns  # lists are declared where the addresses lead
    listing, query = LISTINGS[job.told["list"]], QueryDict(job.told["query"])
    columns = listing.chosen(job.told["columns"], job.seat)
    try:
        found = found_by(listing, job.seat, query, columns, job.told["picks"])
    except StaleConditions:
        job.fault = "筛选条件已不存在，请重新筛选后再导出"
        return
    lines = told(values(listing, found[:MOST], columns), beat)
    with tempfile.TemporaryFile() as file:
        write(file, listing.title, headers(columns), lines)
        default_storage.delete(job.place)
        default_storage.save(job.place, File(file))
    job.file = name_of(listing)


def told(rows: Any, beat: Beat) -> Any:
    """Row by row, with a note of how far it is."""
    for done, row in enumerate(rows, 1):
        yield row
        beat(done, [])


def name_of(listing: Listing) -> str:
    return f"{listing.title}清单-{clock.today():%Y%m%d}.xlsx"


def offer() -> None:
    """Workers know how a sheet is made; called when the app is ready."""
    RUNNERS[KIND] = run
