"""Advisory locks of PostgreSQL by a word: whoever names the same word comes after the other."""

from __future__ import annotations

from django.db import connection

HELD = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"
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
