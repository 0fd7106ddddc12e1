"""Advisory locks of PostgreSQL by a word: whoever names the same word comes after the other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

HELD = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"
TRIED_LONG = "SELECT pg_try_advisory_lock(hashtextextended(%s, 0))"
FREED = "SELECT pg_advisory_unlock(hashtextextended(%s, 0))"
TRIED = "SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))"


def alone(key: str) -> None:
    """Until this transaction ends all others wait here."""
    with connection.cursor() as cursor:
        cursor.execute(HELD, [key])


def taken(key: str) -> bool:
    """The same without waiting: False while somebody else has it."""
    with connection.cursor() as cursor:
        cursor.execute(TRIED, [key])
        return bool(cursor.fetchone()[0])


@contextmanager
def meanwhile(key: str) -> Iterator[bool]:
    """Over many transactions, without waiting: False while somebody else has it.

    It goes with the connection: who dies leaves it to the next.
    """
    with connection.cursor() as cursor:
        cursor.execute(TRIED_LONG, [key])
        ours = bool(cursor.fetchone()[0])
    try:
        yield ours
    finally:
        if ours:
            with connection.cursor() as cursor:
                cursor.execute(FREED, [key])
