"""Waiting for one another, where there is no row to lock yet."""

from __future__ import annotations

from django.db import connection


def alone(key: str) -> None:
    """Until this transaction ends, whoever asks for the same key waits."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])
