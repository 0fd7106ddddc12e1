"""The texts that cases are found by, looked over: whatever went round the triggers is put right."""

from __future__ import annotations

import logging

from django.db import connection

from proposals.models import Proposal

AT_ONCE = 500  # cases
log = logging.getLogger(__name__)


def mend_search() -> int:
    """How many cases were not found by what they say now, and are again.

    None ought to be: rows that were written without triggers (a restored copy, a repair by hand).
    """
    mended, last = 0, 0
    numbers = Proposal.objects.order_by("pk").values_list("pk", flat=True)
    while some := list(numbers.filter(pk__gt=last)[:AT_ONCE]):
        mended += refresh(some)
        last = some[-1]
    if mended:
        log.error("检索内容与提案不符，已更正 %s 件", mended)
    return mended


def refresh(cases: list[int]) -> int:
    """Write anew those of these cases that differ; how many did."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT proposals_search_refresh(%s::bigint[])", [cases])
        written: int = cursor.fetchone()[0]
    return written
