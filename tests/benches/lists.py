"""The list of proposals at size: what each page asks of the database, beside the same by hand.

The page is opened over HTTP. Its questions that find rows (the window, the place of the key, the
capped count) are timed apart from the rest, and beside the statements that a careful hand writes
for the same rows: same visibility, same order, same indices. The hand is told beforehand what the
row of the key holds, and joins what a line shows. A ratio of 1 means that filters, views, columns
and keyset cost nothing.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from typing import Any, NamedTuple

from tests.benches.lists_asks import Ask, asks
from tests.benches.lists_place import furnish
from tests.benches.place import database

SHOWN = """SELECT p.*, c.uid, c.version, s.name, e.label, m.name FROM ({keys}) found
    JOIN proposals_proposal p USING (case_id) JOIN workflow_case c ON c.id = p.case_id
    JOIN members_session s ON s.id = p.session_id LEFT JOIN members_entry e ON e.id = p.category_id
    LEFT JOIN members_member m ON m.id = p.member_id"""
COUNT = "SELECT count(*) FROM ({counted}) counted"
URL = "/proposals/"


class Took(NamedTuple):
    """Milliseconds."""

    page: float  # the whole answer
    finding: float  # its questions that find rows
    hand: float


def main() -> None:
    wish = argparse.ArgumentParser("bin/bench lists", description="测量提案列表的翻页、筛选和排序")
    wish.add_argument("--rows", type=int, default=100_000, help="提案件数")
    wish.add_argument("--rounds", type=int, default=7, help="轮数")
    wish.add_argument("--json", action="store_true", help="最后一行输出 JSON")
    told = wish.parse_args()
    with database():
        furnish(told.rows)
        figures = measure(told.rounds)
    if told.json:
        print(json.dumps(figures, ensure_ascii=False))


def measure(rounds: int) -> dict[str, Any]:
    from django.conf import settings
    from django.test import override_settings

    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    storages = settings.STORAGES | {"staticfiles": plain}
    with override_settings(STORAGES=storages, ALLOWED_HOSTS=["testserver"]):
        people, words = seats(), names()
        figures = {ask.name: timed(ask, people, words, rounds) for ask in asks(words)}
    ratios = sorted(one["ratio"] for one in figures.values())
    middle, worst = statistics.median(ratios), ratios[-1]
    print(f"比值：中位 {middle:.2f}，最大 {worst:.2f}")
    return {"lists": figures, "ratio": round(middle, 2), "worst": worst}


def timed(ask: Ask, people: dict[str, Any], words: dict[str, Any], rounds: int) -> dict[str, Any]:
    query = {name: str(value) % words for name, value in ask.query.items()}
    same_rows(ask, people, words, query)
    every = [opened(people[ask.who], query) + (by_hand(ask, words),) for _ in range(rounds)]
    page, finding, hand = (statistics.median(one) for one in zip(*every, strict=True))
    took, ratio = Took(*(round(one, 1) for one in (page, finding, hand))), finding / hand
    print(f"{ask.name:　<16}整页 {page:5.0f}　查找 {finding:6.1f}　手写 {hand:6.1f}　{ratio:.2f}")
    return took._asdict() | {"ratio": round(ratio, 2)}


def opened(person: Any, query: dict[str, str]) -> tuple[float, float]:
    """A page of the list, and its questions that find rows."""
    from django.db import connection

    finding = 0.0

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal finding
        began = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            if '"proposals_proposal"' in sql and "LIMIT" in sql:
                finding += time.perf_counter() - began

    began = time.perf_counter()
    with connection.execute_wrapper(watch):
        answer = person.get(URL, view=0, **query)
    assert answer.status_code == 200, (query, answer.status_code)
    return (time.perf_counter() - began) * 1000, finding * 1000


def by_hand(ask: Ask, words: dict[str, Any]) -> float:
    began = time.perf_counter()
    asked(SHOWN.format(keys=ask.keys), words)
    asked(COUNT.format(counted=ask.counted), words)
    return (time.perf_counter() - began) * 1000


def same_rows(ask: Ask, people: Any, words: Any, query: Any) -> None:
    """What is compared is the same: the rows of the page in their order, and how many there are."""
    from django.test.utils import setup_test_environment, teardown_test_environment

    setup_test_environment()  # keeps the context of the page
    context = people[ask.who].get(URL, view=0, **query).context
    teardown_test_environment()
    hand = [key for (key,) in asked(ask.keys, words)][:50]
    assert [line.pk for line in context["lines"]] == hand, ask.name
    [(count,)] = asked(COUNT.format(counted=ask.counted), words)
    assert min(count, 1000) == context["count"], ask.name


def asked(statement: str, words: dict[str, Any]) -> list[Any]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(statement, words)
        return list(cursor.fetchall())


def seats() -> dict[str, Any]:
    """Who opens the list: the office, and who sees few of so many."""
    from types import SimpleNamespace

    from members.models import Registry, Seat
    from tests import factories
    from tests.browsing import Person

    office = Seat.objects.get(user__username="5390-office")
    registry = Registry.objects.get(committee=office.committee)
    here = SimpleNamespace(body=office.committee, registry=registry, by=factories.hand(office))
    unit, member = one_each()
    return {
        "office": Person(office),
        "liaison": Person(factories.person(here, "liaison", unit=unit)),
        "member": Person(factories.person(here, "member", member=member)),
    }


def one_each() -> tuple[Any, Any]:
    from members.models import Member, Unit

    return Unit.objects.get(name="单位8"), Member.objects.get(initials="xm8")


def names() -> dict[str, Any]:
    """What the statements name: one of each, and the row in the middle."""
    from common import clock
    from members.models import Entry, Session
    from proposals.models import Proposal

    unit, member = one_each()
    here = unit.committee_id
    rows = Proposal.objects.filter(committee=here, number__isnull=False).order_by("pk")
    row = rows[rows.count() // 2]
    return {
        "here": here, "today": clock.today(), "key": row.pk, "number": row.number,
        "submitted_at": row.submitted_at, "unit": unit.pk, "member": member.pk,
        "session": Session.objects.get(ordinal=112).pk,
        "category": Entry.objects.get(committee=here, book="category", code="teach").pk,
    }  # fmt: skip


if __name__ == "__main__":
    main()
