"""Cases that share passages with a text, of whatever session; and the passages themselves.

The database keeps a sketch of every text (migration 0006); rare runs of characters weigh more, so
that what every proposal says tells nothing. What counts is how much of the shorter text is shared.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from django.db import connection
from django.utils.safestring import SafeString

from proposals.hits import marked

SHARED = 8  # runs of the sketch that must be shared: some thirty-five characters
RESEMBLES = 0.12  # of the weight of the shorter text
SHOWN = 5
PASSAGE = 10  # characters that stand alike in both texts
PASSAGES = 3
AROUND = 40  # characters shown before and after

OF_TEXT = "SELECT proposals_search_sketch(proposals_search_fold(%s), proposals_search_fold(%s))"
OF_CASE = "SELECT sketch FROM proposals_searchtext WHERE case_id = %s"
NEAREST = """
WITH own (sketch) AS (
    {own}
), near AS (
    SELECT found.case_id, found.sketch FROM proposals_searchtext AS found, own
    WHERE found.sketch && own.sketch AND found.case_id IN ({visible})
), hits AS (
    SELECT case_id, cardinality(near.sketch) AS runs, run FROM near, own, unnest(near.sketch) AS run
    WHERE run = ANY(own.sketch)
), weighed AS (
    SELECT run, ln((1 + (SELECT count(*) FROM proposals_searchtext))::float / count(*)) AS weight
    FROM hits GROUP BY run
), whole AS (  -- what no other text says weighs most
    SELECT sum(coalesce(weight, ln(1 + (SELECT count(*) FROM proposals_searchtext)))) AS weight,
        count(*) AS runs
    FROM own, unnest(own.sketch) AS run LEFT JOIN weighed USING (run)
)
SELECT case_id, count(*)::float / least(hits.runs, whole.runs) AS part, sum(weighed.weight)
    / least(whole.weight, whole.weight * hits.runs / whole.runs) AS share
FROM hits JOIN weighed USING (run), whole
GROUP BY case_id, hits.runs, whole.weight, whole.runs
HAVING count(*) >= %s
ORDER BY share DESC, case_id DESC LIMIT %s
"""


class Passage(NamedTuple):
    """The same words in both texts, each where it stands."""

    own: SafeString
    other: SafeString


def resembling(rows: Any, title: str, body: str, shown: int = SHOWN) -> dict[int, float]:
    """Of these cases those that share much with the text: how much of the shorter one, of 1."""
    return nearest(rows, OF_TEXT, [title, body], shown)


def resembling_case(rows: Any, case: int, shown: int = SHOWN) -> dict[int, float]:
    """The same for the present text of a case; it is not like itself."""
    return nearest(rows.exclude(pk=case), OF_CASE, [case], shown)


def nearest(rows: Any, own: str, said: list[Any], shown: int) -> dict[int, float]:
    visible, parameters = rows.order_by().values("pk").query.sql_with_params()
    statement = NEAREST.format(own=own, visible=visible)
    with connection.cursor() as cursor:
        cursor.execute(statement, [*said, *parameters, SHARED, shown])
        return {case: part for case, part, share in cursor if share >= RESEMBLES}


def passages(own: str, other: str) -> list[Passage]:
    """The longest passages that stand in both, each marked in its surroundings."""
    one, two = bare(own), bare(other)
    found = sorted(common(one, two), key=lambda run: (-len(run), one.index(run)))[:PASSAGES]
    return [Passage(shown_in(one, run), shown_in(two, run)) for run in found]


def bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def common(one: str, two: str) -> list[str]:
    """Passages of the one that stand in the other, none inside another."""
    starts = {two[n : n + PASSAGE] for n in range(len(two) - PASSAGE + 1)}
    runs, place = [], 0
    while place <= len(one) - PASSAGE:
        end = place + PASSAGE
        if one[place:end] not in starts:
            place += 1
            continue
        while end < len(one) and one[place : end + 1] in two:
            end += 1
        runs.append(one[place:end])
        place = end
    return list(dict.fromkeys(runs))


def shown_in(text: str, run: str) -> SafeString:
    """The passage marked, with some words around it."""
    start = text.index(run)
    begin, end = max(start - AROUND, 0), min(start + len(run) + AROUND, len(text))
    piece = text[begin:end]
    before, after = "…" if begin else "", "…" if end < len(text) else ""
    return marked(f"{before}{piece}{after}", re.compile(re.escape(run)))
