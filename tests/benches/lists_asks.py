"""What is asked of the list of proposals, and how a careful hand would ask the database for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

HITS = 1000  # of more hits the newest so many are put in order
RUNNING = "met_at IS NULL AND cancelled_at IS NULL AND paused_on IS NULL"
TODAY = "%(today)s::date"


class Ask(NamedTuple):
    """A list as somebody asks for it; the hand's statements for its keys and for its count."""

    name: str
    query: dict[str, Any]
    keys: str
    counted: str
    who: str = "office"


SEEN = {
    "office": "(p.committee_id = %(here)s OR p.case_id IN (SELECT case_id FROM proposals_referral"
    " WHERE to_id = %(here)s AND status <> 'returned'))",
    "liaison": "p.case_id IN (SELECT case_id FROM proposals_assignment WHERE unit_id IN (SELECT id"
    " FROM members_unit WHERE %(unit)s IN (id, successor_id, parent_id)) UNION SELECT case_id FROM"
    " proposals_assignment WHERE office_id = %(unit)s UNION SELECT case_id FROM"
    " proposals_consultation WHERE unit_id = %(unit)s AND status <> 'lapsed')",
    "member": "p.case_id IN (SELECT case_id FROM proposals_proposal WHERE member_id = %(member)s"
    " UNION SELECT case_id FROM proposals_cosigner WHERE member_id = %(member)s UNION SELECT"
    " merged_into_id FROM proposals_proposal WHERE member_id = %(member)s)",
}


def plain(
    name: str,
    query: dict[str, Any],
    where: str = "true",
    *,
    past: str = "true",
    order: str = "p.case_id DESC",
    beside: str = "",
    who: str = "office",
) -> Ask:
    """past: behind which row the page begins. beside: what else is joined, for the order."""
    rows = f"WHERE {SEEN[who]} AND {where}"
    keys = f"SELECT p.case_id FROM proposals_proposal p {beside} {rows} AND {past}"
    return Ask(
        name,
        query,
        f"{keys} ORDER BY {order} LIMIT 51",
        f"SELECT 1 FROM proposals_proposal p {rows} LIMIT 1001",
        who,
    )


def found(
    name: str, words: str, tsquery: str, *terms: str, where: str = "true", **more: Any
) -> Ask:
    """A search: the newest hits, the best of them first."""
    hit = f"p.case_id IN (SELECT case_id FROM proposals_searchtext WHERE words @@ '{tsquery}')"
    asked = plain(name, {"q": words} | more, f"{hit} AND {where}")
    newest = asked.keys.replace("LIMIT 51", f"LIMIT {HITS}")
    rank = " + ".join(weight(term) for term in terms)
    keys = f"SELECT case_id FROM proposals_searchtext t WHERE case_id IN ({newest})"
    return asked._replace(keys=f"{keys} ORDER BY {rank} DESC, case_id DESC LIMIT 51")


def weight(term: str) -> str:
    held = f"LIKE '%%{term}%%'"
    size = len(term)
    times = f"(length(body) - length(replace(body, '{term}', ''))) / {size}"
    return (
        f"CASE WHEN title {held} THEN 8000 + {1000 * size} / (length(title) + 1)"
        f" WHEN names {held} THEN 4000 WHEN body {held} THEN 1000 + least({times}, 30) * 10"
        f" WHEN replies {held} THEN 300 ELSE 0 END"
    )


def debts(which: str = "true") -> str:
    return f"SELECT case_id FROM deadlines_obligation WHERE {RUNNING} AND {which}"


def shares(which: str) -> str:
    return (
        "p.case_id IN (SELECT case_id FROM proposals_assignment"
        f" WHERE status NOT IN ('changed', 'stopped') AND {which})"
    )


NEXT = f"""JOIN (SELECT case_id, min(due_on) AS due FROM deadlines_obligation WHERE {RUNNING}
    GROUP BY case_id) owed USING (case_id)"""


def asks(middle: dict[str, Any]) -> Iterator[Ask]:
    """middle: of the row where deep pages begin, its key and what it is sorted by."""
    key = {"after": middle["key"]}
    behind = "p.case_id < %(key)s"
    yield plain("最新在前", {})
    yield plain("最新在前，中间一页", key, past=behind)
    for name, column, up in (("案号", "number", "label"), ("提交", "submitted_at", "submitted")):
        held = f"(p.{column}, p.case_id)"
        there = f"p.{column} IS NOT NULL"
        down = f"p.{column} DESC, p.case_id DESC"
        yield plain(f"按{name}", {"sort": up}, past=there, order=f"p.{column}, p.case_id")
        yield plain(f"按{name}倒排", {"sort": f"-{up}"}, past=there, order=down)
        yield plain(
            f"按{name}，中间一页", {"sort": up} | key,
            past=f"{held} > (%({column})s, %(key)s)", order=f"p.{column}, p.case_id",
        )  # fmt: skip
    yield plain("按期限", {"sort": "light"}, order="owed.due, p.case_id", beside=NEXT)
    yield plain(
        "按期限倒排", {"sort": "-light"}, order="owed.due DESC, p.case_id DESC", beside=NEXT
    )
    yield from narrowed()
    yield from searched()
    for who in ("liaison", "member"):
        yield plain(f"{who}：最新在前", {}, who=who)
        yield plain(
            f"{who}：按案号", {"sort": "label"}, who=who,
            past="p.number IS NOT NULL", order="p.number, p.case_id",
        )  # fmt: skip


def narrowed() -> Iterator[Ask]:
    yield plain("状态", {"status": "handling"}, "p.status = 'handling'")
    yield plain("届次", {"session": "%(session)s"}, "p.session_id = %(session)s")
    yield plain("类别", {"category": "%(category)s"}, "p.category_id = %(category)s")
    yield plain("承办单位", {"unit": "%(unit)s"}, shares("unit_id = %(unit)s"))
    yield plain(
        "单位和状态", {"unit": "%(unit)s", "status": "handling"},
        shares("unit_id = %(unit)s") + " AND p.status = 'handling'",
    )  # fmt: skip
    yield plain("逾期", {"lateness": "late"}, f"p.case_id IN ({debts(f'due_on < {TODAY}')})")
    yield plain(
        "逾期超过30天", {"lateness": "late30"}, f"p.case_id IN ({debts(f'due_on < {TODAY} - 30')})"
    )
    stopped = "met_at IS NULL AND cancelled_at IS NULL AND paused_on IS NOT NULL"
    yield plain(
        "已暂停", {"lateness": "paused"},
        f"p.case_id IN (SELECT case_id FROM deadlines_obligation WHERE {stopped})"
        f" AND NOT EXISTS ({debts('case_id = p.case_id')})",
    )  # fmt: skip
    yield plain(
        "不满意", {"result": "dissatisfied"},
        "p.case_id IN (SELECT f.case_id FROM proposals_feedback f JOIN proposals_assignment a"
        " ON a.id = f.assignment_id WHERE f.status = 'recorded' AND f.result = 'dissatisfied'"
        " AND a.round = p.round)",
    )  # fmt: skip
    yield plain("暂缓办结", {"hold": "True"}, "p.on_hold")
    yield plain("办复日期", {"replied_until": "2010-01-01"}, "p.replied_on <= date '2010-01-01'")


def searched() -> Iterator[Ask]:
    yield found("少见的词", "赤松茸", "赤松 & 松茸", "赤松茸")
    yield found("常见的词", "乡镇", "乡镇", "乡镇")
    yield found("两个词", "农村 污水", "农村 & 污水", "农村", "污水")
    yield found(
        "词和状态", "农村", "农村", "农村", where="p.status = 'handling'", status="handling"
    )
