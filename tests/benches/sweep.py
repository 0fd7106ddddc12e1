"""The sweep over many open obligations, beside the same rows written by hand in SQL.

Both write today's reminders into the same tables in the same run and are undone; then the sweep
is run for good, and once more. The hand is told beforehand, outside its time, which due days have
a mark that begins today; the sweep finds that out itself, and whom it has not told yet.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from datetime import date, datetime, timedelta
from typing import Any

from tests.benches.place import database

YESTERDAY, TODAY = date(2026, 5, 19), date(2026, 5, 20)  # Tuesday, Wednesday
UNITS, CASES = 200, 100_000
EARLIEST, LATEST = -30, 334  # due days from today

SETTING = """
INSERT INTO members_user (username, name, pinyin, email, phone, password, is_active,
        must_change_password)
    SELECT 'user' || n, '人员' || n, 'renyuan' || n, 'user' || n || '@example.org', '', '!', true,
        false
    FROM generate_series(1, %(seats)s) n;
INSERT INTO members_unit (case_id, status, committee_id, name, short_name, initials, system_id)
    SELECT %(registry)s, 'active', %(committee)s, '单位' || n, '单位' || n, '', %(system)s
    FROM generate_series(1, %(units)s) n;
INSERT INTO members_seat (case_id, status, role, committee_id, unit_id, system_id, user_id,
        valid_from)
    SELECT %(registry)s, 'held', role, %(committee)s, unit, system, user_id, date '2026-01-01'
    FROM (
        SELECT CASE WHEN n <= %(units)s * 2 THEN 'liaison' WHEN n <= %(units)s * 3 THEN 'unit_head'
            WHEN n = %(units)s * 3 + 1 THEN 'dispatcher' WHEN n = %(units)s * 3 + 2 THEN 'office'
            ELSE 'lead' END AS role,
            CASE WHEN n <= %(units)s * 3 THEN first.id + (n - 1) %% %(units)s END AS unit,
            CASE WHEN n = %(units)s * 3 + 1 THEN %(system)s END AS system,
            person.id AS user_id
        FROM generate_series(1, %(seats)s) n
        JOIN members_user person ON person.username = 'user' || n,
        (SELECT min(id) AS id FROM members_unit) first) made;
INSERT INTO workflow_case (committee_id, kind, caption, version, head)
    SELECT %(committee)s, 'proposals_proposal', '关于第' || n || '件事的提案', 1, ''
    FROM generate_series(1, %(cases)s) n;
INSERT INTO deadlines_obligation (role, committee_id, unit_id, case_id, subject_type, subject_id,
        kind, counted_from, count, measure, policy_duty, occasion, proposal_kind, due_on,
        provisional, due_version, first_due_on, rule, opened_at)
    SELECT 'liaison', %(committee)s, unit.id + n %% %(units)s, affair.id + n %% %(cases)s,
        'proposals_assignment', n, 'reply', date '2025-05-01', 3, 'months', 'reply', '', '',
        %(today)s + %(earliest)s + n %% %(days)s, false, 1, %(today)s, '', timestamptz '2025-05-01'
    FROM generate_series(1, %(rows)s) n, (SELECT min(id) AS id FROM members_unit) unit,
        (SELECT max(id) - %(cases)s + 1 AS id FROM workflow_case) affair;
"""

HAND = """
WITH told AS (
    INSERT INTO notices_notice (seat_id, user_id, event_id, about, text, url, weight, at, read_at,
        duty, due_version, settled)
    SELECT seat.id, seat.user_id, NULL,
        'owed:' || owed.id || ':' || owed.due_version || ':' || mark,
        left(CASE WHEN recipient = 'debtor' THEN '' ELSE unit.short_name || '：' END || '答复，'
            || words || '　《' || affair.caption || '》', 200),
        '/proposals/' || affair.uid || '/', weight, %(now)s, NULL, owed.id, owed.due_version, false
    FROM deadlines_obligation owed
    JOIN unnest(%(due_on)s::date[], %(recipient)s::text[], %(mark)s::text[], %(words)s::text[],
        %(weight)s::text[]) step(due_on, recipient, mark, words, weight)
        ON step.due_on = owed.due_on
    JOIN workflow_case affair ON affair.id = owed.case_id
    JOIN members_unit unit ON unit.id = owed.unit_id
    JOIN members_seat seat ON seat.status = 'held' AND seat.scope_key = CASE step.recipient
        WHEN 'debtor' THEN owed.scope_key
        WHEN 'head' THEN 'unit_head/' || owed.committee_id || '//' || unit.id || '///'
        WHEN 'dispatcher' THEN 'dispatcher/' || owed.committee_id || '/' || unit.system_id || '////'
        ELSE step.recipient || '/' || owed.committee_id || '/////' END
    WHERE owed.met_at IS NULL AND owed.cancelled_at IS NULL
    ON CONFLICT DO NOTHING
    RETURNING id, user_id)
INSERT INTO notices_delivery (user_id, committee_id, state, attempts, not_before, made_at, reason,
        notice_id, channel, for_digest)
    SELECT person.id, %(committee)s, 'waiting', 0, %(now)s, %(now)s, '', told.id, 'mail', false
    FROM told JOIN members_user person ON person.id = told.user_id AND person.email <> ''
    ON CONFLICT DO NOTHING
"""


class Undo(Exception):
    """Takes back what was timed."""


def main() -> None:
    wish = argparse.ArgumentParser("bin/bench sweep", description="测量期限提醒的扫描")
    wish.add_argument("--rows", type=int, default=1_000_000, help="未办结的应办事项数")
    wish.add_argument("--rounds", type=int, default=5, help="轮数")
    wish.add_argument("--json", action="store_true", help="最后一行输出 JSON")
    told = wish.parse_args()
    with database():
        figures = measure(told.rows, told.rounds)
    print(
        f"{told.rows} 件应办事项，当日提醒 {figures['notices']} 条：扫描 "
        f"{figures['sweep']:.2f} 秒，手写 SQL {figures['hand']:.2f} 秒，"
        f"比值 {figures['ratio']:.2f}；同日再次全部核对写入 {figures['again']} 行，"
        f"用时 {figures['rerun']:.2f} 秒"
    )
    if told.json:
        print(json.dumps(figures))


def measure(rows: int, rounds: int) -> dict[str, Any]:
    from common import clock
    from deadlines.sweep import sweep

    committee = furnish(rows)
    with clock.frozen(YESTERDAY):
        sweep()
    run("VACUUM ANALYZE")
    with clock.frozen(TODAY):
        hand = by_hand(committee)
        pairs = [(timed(sweep), timed(lambda: run(HAND, hand))) for _ in range(rounds)]
        same_rows(hand)
        written = sweep()
        began = time.perf_counter()
        again = sweep(whole=True)
        rerun = time.perf_counter() - began
    return {
        "rows": rows,
        "notices": written.notices,
        "sweep": statistics.median(ours for ours, _ in pairs),
        "hand": statistics.median(theirs for _, theirs in pairs),
        "rerun": rerun,
        "again": sum(again),
        "ratio": round(statistics.median(ours / theirs for ours, theirs in pairs), 3),
    }


def run(statement: str, parameters: Any = None) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)


def timed(work: Any) -> float:
    """Seconds; what was written is undone."""
    from django.db import transaction

    took = 0.0
    try:
        with transaction.atomic():
            began = time.perf_counter()
            work()
            took = time.perf_counter() - began
            raise Undo
    except Undo:
        run("VACUUM notices_notice, notices_delivery")
    return took


def furnish(rows: int) -> int:
    """A committee with units, seats and that many debts; nothing of it by services, for speed."""
    from members import services as members
    from members.models import Committee, System
    from workflow.hand import SYSTEM

    body = Committee.objects.create(
        code="5390", name="政协彩云州委员会", short_name="彩云州", level="prefecture"
    )
    system = System.objects.create(committee=body, name="政府系统", office="督查室")
    registry = members.open_registry(body, by=SYSTEM)
    names = {"committee": body.pk, "system": system.pk, "registry": registry.pk, "units": UNITS,
             "seats": UNITS * 3 + 3, "cases": min(CASES, rows), "rows": rows, "today": TODAY,
             "earliest": EARLIEST, "days": LATEST - EARLIEST + 1}  # fmt: skip
    run("SET session_replication_role = replica")
    run(SETTING, names)
    run("SET session_replication_role = origin")
    return body.pk


def by_hand(committee: int) -> dict[str, Any]:
    """The marks that begin today, as somebody would write them into the statement."""
    from common import clock
    from deadlines.planning import Plan, start_of

    plan = Plan(TODAY)
    plan.add(committee, TODAY + timedelta(days=EARLIEST))
    steps = [one for one in plan.steps if one.since == start_of(TODAY)]
    columns = ("due_on", "recipient", "mark", "words", "weight")
    now: datetime = clock.now()
    return {"now": now, "committee": committee} | {
        name: [getattr(one, name) for one in steps] for name in columns
    }


def same_rows(hand: dict[str, Any]) -> None:
    """What is compared is the same: seat, matter, text, weight, and ways out."""
    from django.db import transaction

    from deadlines.sweep import sweep

    found = []
    for work in (sweep, lambda: run(HAND, hand)):
        try:
            with transaction.atomic():
                before = fingerprint(0)[0]
                work()
                found.append(fingerprint(before))
                raise Undo
        except Undo:
            continue
    assert found[0][1:] == found[1][1:], found


def fingerprint(after: int) -> tuple[int, int, int, int]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(max(n.id), 0), count(n.id), count(d.id),"
            " coalesce(sum(hashtextextended(concat_ws('|', n.seat_id, about, text, url, weight,"
            " d.channel), 0) %% 1000003), 0)"
            " FROM notices_notice n LEFT JOIN notices_delivery d ON d.notice_id = n.id"
            " WHERE n.id > %s",
            [after],
        )
        last, notices, deliveries, digest = cursor.fetchone()
    return last, notices, deliveries, int(digest)


if __name__ == "__main__":
    main()
