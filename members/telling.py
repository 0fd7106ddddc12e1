"""Which cases a client was told: remembered in the act of telling, asked for when one is gone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import connection
from django.db.models import Exists, F, OuterRef, QuerySet

from common.written import NO_JIT, whole
from members.models import Client, Copied
from workflow.models import Case

BLOCK = f"key >> {Copied.BITS}"
RANGES = "range_agg(int8range(key, key, '[]'))"
REMEMBER = f"""
INSERT INTO members_copied AS known (client_id, block, cases)
SELECT {{client}}, {BLOCK}, {RANGES} FROM {{keys}} GROUP BY {BLOCK}
ON CONFLICT (client_id, block) DO UPDATE SET cases = known.cases + excluded.cases
WHERE NOT known.cases @> excluded.cases
"""
UNKNOWN = f"""
SELECT key FROM asked WHERE NOT EXISTS (
    SELECT FROM members_copied AS before
    WHERE before.client_id = {{client}} AND before.block = {BLOCK} AND before.cases @> key
)
"""
GONE = f"""
WITH seen (block, cases) AS (
    SELECT {BLOCK}, {RANGES} FROM ({{rows}}) AS rows (key) GROUP BY {BLOCK}
), gone (key) AS (
    SELECT generate_series(lower(part), upper(part) - 1)
    FROM members_copied LEFT JOIN seen USING (block)
    CROSS JOIN unnest(members_copied.cases - coalesce(seen.cases, '{{{{}}}}')) AS part
    WHERE client_id = {{client}} AND block >= {{last}} >> {Copied.BITS}
)
SELECT key FROM gone WHERE key > {{last}} ORDER BY key LIMIT {{limit}}
"""


def remembering(client: Client) -> str:
    """Beside a question whose keys are called `asked`. What is known is not even locked."""
    unknown = f"({UNKNOWN.format(client=client.pk)}) AS unknown"
    return f", kept AS ({REMEMBER.format(client=client.pk, keys=unknown)})"


def remember(client: Client, cases: Iterable[int]) -> None:
    """Written as one word: a list of ten thousand numbers takes longer to read."""
    question = REMEMBER.format(client=client.pk, keys="unnest(%s::bigint[]) AS told (key)")
    with connection.cursor() as cursor:
        cursor.execute(question, ["{" + ",".join(map(str, cases)) + "}"])


def told(client: Client, cases: Iterable[int]) -> QuerySet[Case]:
    """Those of the cases that it was told some time."""
    block = OuterRef("block_of_key")
    known = Copied.objects.filter(client=client.pk, block=block, cases__holds=OuterRef("pk"))
    rows = Case.objects.alias(block_of_key=F("pk").bitrightshift(Copied.BITS))
    return rows.filter(Exists(known), pk__in=cases).order_by("pk")


def gone(client: Client, seen: Iterable[QuerySet[Any]], last: int, limit: int) -> QuerySet[Case]:
    """The next that it was told and that are in none of those rows, after a key."""
    begin = last >> Copied.BITS << Copied.BITS
    keys = (rows.order_by().filter(pk__gte=begin).values_list("pk") for rows in seen)
    with connection.cursor() as cursor:
        parts = [part for one in keys if (part := whole(cursor, one.query))]
        rows = " UNION ALL ".join(parts) or "SELECT 0::bigint"
        cursor.execute(NO_JIT)
        cursor.execute(GONE.format(rows=rows, client=client.pk, last=last, limit=limit))
        found = [key for (key,) in cursor.fetchall()]
    return Case.objects.filter(pk__in=found).order_by("pk")
