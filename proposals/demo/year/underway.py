"""Whether the year behind the story is being loaded: PostgreSQL knows, and knows when it ends.

The loader holds a lock of its session, which is gone with it even when it was killed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from members.models import Committee
from proposals.demo.beside import BESIDE
from proposals.demo.names import COUNTIES, PREFECTURE

PLACES = frozenset({PREFECTURE, *COUNTIES})  # codes that no real division has
LOCK = 5_399_002  # an advisory lock of nobody else; shared, for two may load at once
HELD = """
SELECT EXISTS (
    SELECT FROM pg_locks
    WHERE locktype = 'advisory' AND granted AND classid = 0 AND objid = %s
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
)
"""


@contextmanager
def loading() -> Iterator[None]:
    """While this lasts, the desks of the demo say so."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock_shared(%s)", [LOCK])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock_shared(%s)", [LOCK])


def is_loading(committee: Committee) -> bool:
    """Asks the database in the places of the demo only."""
    if committee.code not in PLACES.union(*(one.codes for one in BESIDE)):
        return False
    with connection.cursor() as cursor:
        cursor.execute(HELD, [LOCK])
        return bool(cursor.fetchone()[0])
