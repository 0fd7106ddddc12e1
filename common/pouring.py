"""Lines out of the database by COPY, as its binary form comes: rows of many keys and their text.

To the server a part of a hundred lines is one row: what it costs to send a row, and here to take
it, falls to a hundredth.
"""

from __future__ import annotations

import struct
from typing import IO, Any

from django.db import connection
from django.db.models import F, Value
from django.db.models.lookups import Exact

from common.written import NO_JIT, Lines, whole

TOGETHER = 100  # lines
PARTS = r"""
WITH ends AS MATERIALIZED (
    SELECT min(key) AS first, max(key) AS last FROM (
        SELECT key, (row_number() OVER (ORDER BY key) - 1) / {together} FROM ({keys}) AS asked (key)
    ) AS numbered (key, part) GROUP BY part ORDER BY first
)
SELECT lines.* FROM ends, LATERAL (
    SELECT string_agg(int8send(key), ''), string_agg(told, E'\n')
    FROM ({told}) AS written (key, told)
) AS lines
"""
BY_KEY = "SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off"  # these read all rows


class Within(Exact):
    """That a key lies in the part of all that is just written."""

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        key, parameters = self.process_lhs(compiler, connection)
        return f"{key} BETWEEN ends.first AND ends.last", parameters


def pour(lines: Lines, most: int, file: IO[bytes]) -> list[int]:
    """The next so many into a file; the keys of them. Within a transaction."""
    sink, rows = Sink(file), lines.rows.prefetch_related(None)
    part = rows.filter(Within(F("pk"), Value(0))).values_list("pk", lines.statement.told)
    with connection.cursor() as cursor:
        if keys := whole(cursor, rows.values_list("pk")[:most].query):
            told = whole(cursor, part.query)
            parts = PARTS.format(keys=keys, together=TOGETHER, told=told)
            cursor.execute(f"{NO_JIT}; {BY_KEY}")
            cursor.copy_expert(f"COPY ({parts}) TO STDOUT (FORMAT binary)", sink)
    return sink.keys()


class Sink:
    """Where lines are poured into: each row a count of two, then length and value of both; before
    the first a head, after the last a count of its own."""

    SIGN = b"PGCOPY"
    HEAD, COUNT, LENGTH = 19, 2, 4  # bytes

    def __init__(self, file: IO[bytes]) -> None:
        self.file, self.found = file, bytearray()

    def write(self, row: bytes) -> None:
        begin = self.COUNT + self.LENGTH + (self.HEAD if row.startswith(self.SIGN) else 0)
        if len(row) > begin:
            size = int.from_bytes(row[begin - self.LENGTH : begin])
            self.found += row[begin : begin + size]
            self.file.write(memoryview(row)[begin + size + self.LENGTH :])
            self.file.write(b"\n")

    def keys(self) -> list[int]:
        """The keys of all lines."""
        return [key for (key,) in struct.iter_unpack(">q", self.found)]
