"""What it costs to copy everything: pages and the stream beside the same rows by bare SQL.

pages: rows/s of the cursor pages of 500 with their texts, against a loop of json_agg pages of 500
in psycopg2; neither is parsed. stream: rows/s of the first load as NDJSON against COPY of
row_to_json. feed: a page of 100 changes against a bare view that only looks the token up. Of what
is compared each reads the same columns, in the same process, on one connection, in turn; the
median of the rounds counts.
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import time
from collections.abc import Callable
from typing import Any

from tests.benches.place import database

COLUMNS = """c.uid, c.version, 'http://localhost:8000/proposals/' || c.uid || '/' AS url, p.status,
    '已交办' AS status_label, p.number, p.title, m.name AS proposer, p.proposer_kind,
    s.name AS session, p.occasion, e.code, e.label, p.publication, p.round, p.submitted_at,
    p.filed_on, p.notice_on, p.replied_on, p.closed_on, t.body"""
TABLES = """proposals_proposal p JOIN workflow_case c ON c.id = p.case_id
    JOIN members_session s ON s.id = p.session_id
    JOIN members_entry e ON e.id = p.category_id
    LEFT JOIN members_member m ON m.id = p.member_id
    LEFT JOIN proposals_proposaltext t ON t.case_id = p.case_id AND t.revision = p.revision"""
SIZE = 500  # rows of a page
PAGE = f"""SELECT json_agg(r)::text, max(r.case_id) FROM (SELECT p.case_id, {COLUMNS} FROM {TABLES}
    WHERE p.case_id > %s ORDER BY p.case_id LIMIT {SIZE}) r"""
COPY = f"COPY (SELECT row_to_json(r) FROM (SELECT {COLUMNS} FROM {TABLES}) r) TO STDOUT"
NEXT = re.compile(rb'"next":"([^"]+)"')
CALLS = 40  # of the feed and of the bare view in a round


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", choices=MEASURED)
    parser.add_argument("--json", action="store_true")
    told = parser.parse_args()
    with database():
        figures = measure(told.rows, told.rounds, [told.only] if told.only else [*MEASURED])
    if told.json:
        print(json.dumps(figures))
        return
    for name, value in figures.items():
        print(f"{name:24} {value}")


def measure(rows: int, rounds: int, chosen: list[str]) -> dict[str, Any]:
    from django.test.utils import setup_test_environment

    setup_test_environment()
    one = filled(rows)
    figures: dict[str, Any] = {"rows": rows}
    for name in chosen:
        figures |= MEASURED[name](one, rows, rounds)
    return figures


def pages(one: Any, rows: int, rounds: int) -> dict[str, Any]:
    hand, ours = in_turn(rounds, by_hand, lambda: by_pages(one))
    return {
        "pages rows/s": round(rows / ours),
        "json_agg rows/s": round(rows / hand),
        "pages ratio (≥ 0.6)": round(hand / ours, 2),
    }


def first_load(one: Any, rows: int, rounds: int) -> dict[str, Any]:
    one.get("/api/v1/changes/")  # what a process reads once
    copied, streamed = in_turn(rounds, by_copy, lambda: by_stream(one), before=forget)
    return {
        "stream rows/s": round(rows / streamed),
        "COPY rows/s": round(rows / copied),
        "stream ratio (≥ 0.8)": round(copied / streamed, 2),
    }


def feed(one: Any, rows: int, rounds: int) -> dict[str, Any]:
    from django.test.utils import override_settings

    forget()
    cursor = by_stream(one)
    changed(100)
    with override_settings(ROOT_URLCONF="tests.benches.bare"):  # all of ours, and one address more
        calls = rounds * CALLS
        bare, page = in_turn(calls, lambda: bare_call(one), lambda: feed_page(one, cursor))
    return {
        "feed page of 100, ms": round(page * 1000, 1),
        "bare view, ms": round(bare * 1000, 1),
        "feed ratio (≤ 2)": round(page / bare, 2),
    }


MEASURED = {"pages": pages, "stream": first_load, "feed": feed}


def in_turn(
    rounds: int, floor: Callable[[], Any], ours: Callable[[], Any], before: Callable[[], Any] = int
) -> tuple[float, float]:
    """The median time of each."""
    times = [(before(), timed(floor), timed(ours))[1:] for _ in range(rounds)]
    return statistics.median(t for t, _ in times), statistics.median(t for _, t in times)


def timed(work: Callable[[], Any]) -> float:
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
    from tests.benches.filling import fill
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
    fill(copies(model, 1)[0], rows - 1)
    return system(here, Role.CLIENT, rate=10**9, scopes=["proposals:read"])


def by_hand() -> None:
    from django.db import connection

    last: int | None = 0
    with connection.cursor() as cursor:
        while last is not None:
            cursor.execute(PAGE, [last])
            _, last = cursor.fetchone()


def by_pages(one: Any) -> None:
    url = f"/api/v1/proposals/?limit={SIZE}&expand=body"
    while url:
        found = NEXT.search(one.browser.get(url).content[:1000])
        url = found[1].decode() if found else ""


def by_copy() -> None:
    from django.db import connection

    with connection.cursor() as cursor, open("/dev/null", "wb") as nowhere:
        cursor.copy_expert(COPY, nowhere)  # type: ignore[attr-defined]


def by_stream(one: Any) -> str:
    """The first load; where it may go on."""
    answer = one.get("/api/v1/changes/", headers={"Accept": "application/x-ndjson"})
    assert answer.status_code == 200, answer.content
    last = b""
    for chunk in answer.streaming_content:
        last = (last + chunk[-1000:])[-1000:]
    return str(json.loads(last.splitlines()[-1])["next_cursor"])


def forget() -> None:
    """As if the client had been told nothing yet."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE members_copied")


def changed(count: int) -> None:
    """Something happened to so many cases since."""
    from django.db.models import F

    from proposals.models import Proposal
    from workflow.models import Case, Event

    rows = list(Proposal.objects.select_related("case")[:count])
    Case.objects.filter(pk__in=[row.pk for row in rows]).update(version=F("version") + 1)
    Event.objects.bulk_create(
        Event(
            case=row.case, committee_id=row.committee_id, version=row.case.version + 1,
            subject_type=row.kind(), subject_id=row.pk, action="sign_for", source="handed_over",
            target="handed_over", audience="public", hash="",
        )
        for row in rows
    )  # fmt: skip


def feed_page(one: Any, cursor: str) -> None:
    answer = one.get("/api/v1/changes/", limit=100, cursor=cursor)
    assert answer.content.count(b'"op":"upsert"') == 100


def bare_call(one: Any) -> None:
    assert one.get("/api/v1/bare/").status_code == 200


if __name__ == "__main__":
    main()
