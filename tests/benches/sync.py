"""What it costs to copy everything: pages and the stream beside the same rows by bare SQL.

pages: rows/s of the cursor pages against a loop of json_agg pages in psycopg2. stream: rows/s of
the NDJSON stream against COPY of row_to_json. feed: one page of 100 changes against a bare view
that only looks the token up. All in one run, in one process, on one connection.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from typing import Any

from tests.benches.place import database

COLUMNS = """p.case_id, c.uid, c.version, p.status, p.number, p.title, p.proposer_kind,
    p.occasion, p.publication, p.round, p.submitted_at, p.filed_on, p.notice_on, p.replied_on,
    p.closed_on, s.name AS session, m.name AS proposer, e.code, e.label"""
TABLES = """proposals_proposal p JOIN workflow_case c ON c.id = p.case_id
    JOIN members_session s ON s.id = p.session_id
    JOIN members_entry e ON e.id = p.category_id
    LEFT JOIN members_member m ON m.id = p.member_id"""
PAGE = f"""SELECT json_agg(r) FROM (SELECT {COLUMNS} FROM {TABLES}
    WHERE p.case_id > %s ORDER BY p.case_id LIMIT 200) r"""
COPY = f"COPY (SELECT row_to_json(r) FROM (SELECT {COLUMNS}, t.body FROM {TABLES}"
COPY += " LEFT JOIN proposals_proposaltext t ON t.case_id = p.case_id) r) TO STDOUT"

TEXTS = """INSERT INTO proposals_proposaltext (case_id, revision, body, at)
    SELECT case_id, revision, %s, submitted_at FROM proposals_proposal"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--json", action="store_true")
    told = parser.parse_args()
    with database():
        figures = measure(told.rows)
    if told.json:
        print(json.dumps(figures))
        return
    for name, value in figures.items():
        print(f"{name:24} {value}")


def measure(rows: int) -> dict[str, Any]:
    from django.test.utils import setup_test_environment

    setup_test_environment()
    one = filled(rows)
    hand, ours = timed(by_hand), timed(lambda: by_pages(one))
    copied, streamed = timed(by_copy), timed(lambda: by_stream(one))
    page, bare = feed(one), bare_view(one)
    return {
        "rows": rows,
        "pages rows/s": round(rows / ours),
        "json_agg rows/s": round(rows / hand),
        "pages ratio (≥ 0.6)": round(hand / ours, 2),
        "stream rows/s": round(rows / streamed),
        "COPY rows/s": round(rows / copied),
        "stream ratio (≥ 0.8)": round(copied / streamed, 2),
        "feed page of 100, ms": round(page * 1000, 1),
        "bare view, ms": round(bare * 1000, 1),
        "feed ratio (≤ 2)": round(page / bare, 2),
    }


def timed(work: Any) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def filled(rows: int) -> Any:
    """So many proposals that were handed over, and a system that may read them."""
    from common import clock
    from members.models import Role
    from members.services import clients
    from proposals.models import Occasion, Proposal
    from tests import factories
    from tests.api.systems import system
    from tests.test_queries import copies
    from workflow.models import Case

    clients.FASTEST = 10**9
    here = factories.committee()
    now, member = clock.now(), factories.member(here)
    model = Proposal(
        case=Case(committee=here.body), committee=here.body, status="handed_over",
        session=here.session, occasion=Occasion.PLENARY, proposer_kind="personal",
        title="关于完善乡村公路安全防护设施的提案", member=member.member, submitted_at=now,
        category=factories.entry(here.body, "category", "build"), text_digest="",
        publication="full",
    )  # fmt: skip
    for _ in range(0, rows, 10_000):
        copies(model, min(rows, 10_000))
    settle()
    return system(here, Role.CLIENT, rate=10**9, scopes=["proposals:read"])


def settle() -> None:
    """A text of a thousand characters for each, and what the planner has to know."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(TEXTS, ["【建议】加装护栏，限期完成。" * 70])
        cursor.execute("VACUUM ANALYZE")


def by_hand() -> None:
    from django.db import connection

    last = 0
    with connection.cursor() as cursor:
        while True:
            cursor.execute(PAGE, [last])
            [page] = cursor.fetchone()
            if not page:
                return
            last = page[-1]["case_id"]


def by_pages(one: Any) -> None:
    url: str | None = "/api/v1/proposals/?limit=200"
    while url:
        url = one.browser.get(url).json()["next"]


def by_copy() -> None:
    from django.db import connection

    with connection.cursor() as cursor, open("/dev/null", "w") as nowhere:
        cursor.copy_expert(COPY, nowhere)  # type: ignore[attr-defined]


def by_stream(one: Any) -> None:
    answer = one.get("/api/v1/changes/", headers={"Accept": "application/x-ndjson"})
    assert answer.status_code == 200, answer.content
    for _ in answer.streaming_content:
        pass


def feed(one: Any) -> float:
    """The usual page: a hundred changes behind a cursor."""
    url = "/api/v1/changes/"
    cursor = one.get(url, limit=100).json()["next_cursor"]
    times = [timed(lambda: one.get(url, limit=100, cursor=cursor)) for _ in range(20)]
    return statistics.median(times)


def bare_view(one: Any) -> float:
    from django.test import override_settings

    with override_settings(ROOT_URLCONF="tests.benches.bare"):
        assert one.get("/api/v1/bare/").status_code == 200
        return statistics.median(timed(lambda: one.get("/api/v1/bare/")) for _ in range(20))


if __name__ == "__main__":
    main()
