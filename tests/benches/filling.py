"""Many cases like one that is there, row for row by the database, as if they came long ago."""

from __future__ import annotations

import random
from collections.abc import Iterable
from typing import Any

from django.db import connection

AT_ONCE = 50_000  # rows of one statement
TEXTS = 200  # different ones; no two characters of them are alike often enough to be packed
CASES = """
WITH fresh AS (
    INSERT INTO workflow_case ({columns}) SELECT {columns}
    FROM workflow_case, generate_series(1, %s) WHERE id = %s RETURNING id
)
INSERT INTO {table} (case_id, {own}) SELECT fresh.id, {own} FROM {table}, fresh WHERE case_id = %s
"""
BODIES = f"""
INSERT INTO proposals_proposaltext (case_id, revision, body, at)
SELECT case_id, revision, (%s::text[])[1 + case_id %% {TEXTS}], submitted_at FROM proposals_proposal
"""


def fill(row: Any, rows: int) -> None:
    """So many proposals more, each with a text of a thousand characters."""
    own = names(row, leaving={"case", "receipt", "number"})
    columns = names(row.case, leaving={"id", "uid"})
    told = CASES.format(columns=columns, own=own, table=row.kind())
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        for begun in range(0, rows, AT_ONCE):
            cursor.execute(told, [min(AT_ONCE, rows - begun), row.pk, row.pk])
        cursor.execute(BODIES, [list(texts())])
        cursor.execute("SET session_replication_role = origin")
        cursor.execute("VACUUM ANALYZE")


def names(row: Any, leaving: set[str]) -> str:
    fields = [one for one in row._meta.concrete_fields if not one.generated]
    return ", ".join(one.column for one in fields if one.name not in leaving)


def texts() -> Iterable[str]:
    chance = random.Random(9)
    for _ in range(TEXTS):
        yield "【建议】" + "".join(chr(chance.randrange(0x4E00, 0x9FA5)) for _ in range(1000))
