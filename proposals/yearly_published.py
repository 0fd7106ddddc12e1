"""公布时的数字: what is kept of a session, and beside it what it has become since."""

from __future__ import annotations

from typing import Any

from common.listing import Line
from common.templatetags.ui import Column
from proposals.ledger_rates import OF_PROMISES
from proposals.yearly import GIVEN, YEAR_SHARES, Counts, Year
from proposals.yearly_members import MEMBERS, taking_part
from proposals.yearly_members import url as members_url
from proposals.yearly_tables import Table, Tables

KINDS = {"share": "承办件", "promise": "承诺", "member": "委员"}  # of codes such as share:done


def totals(year: Year, counts: Counts | None = None) -> Counts:
    """All numbers of the session as one line: what is kept when it is published.

    The grades are today's: on the day of publication they are those that are published.
    """
    told, counts = year.ledger.whole(), counts or year.whole()
    shares = {f"share:{code}": told[code].shares for code in (GIVEN, *YEAR_SHARES)}
    promises = {f"promise:{code}": told[code].shares for code in OF_PROMISES}
    kept = {code: n for code, n in counts.items() if not code.startswith(("grade:", "step:"))}
    return kept | shares | promises | members(year)


def members(year: Year) -> Counts:
    told = taking_part(year.seat, year.session) if year.session else {}
    return {f"member:{code}": n for code, n in told.items()}


def beside(kept: Counts, year: Year, counts: Counts, *, linked: bool) -> Table:
    """Each figure that was published; what it is called comes from the figure itself."""
    now, tables = totals(year, counts), Tables(year, linked=linked)
    columns = (
        Column("项目", "name", "wide"),
        Column("公布时", "then", "fit", "number"),
        Column("现在", "now", "fit", "figure" if linked else "number"),
    )
    lines = []
    for code in dict.fromkeys((*(one for one in now if one in kept), *kept)):  # as in the tables
        if label := label_of(year, code):
            today = now.get(code, 0)
            shown = led(tables, code, label, today) if linked else today
            lines.append(Line(label, {"name": label, "then": kept[code], "now": shown}))
    return Table("公布的数字和现在的数字", columns, lines)


def led(tables: Tables, code: str, label: str, n: int) -> dict[str, Any]:
    """Today's number, which leads to its list, also to an empty one."""
    return {"text": n, "url": url_of(tables, code), "spoken": f"{label}，现在 {n}"}


def url_of(tables: Tables, code: str) -> str:
    kind, _, rest = code.partition(":")
    if kind in ("share", "promise"):
        named = "all" if rest == GIVEN else rest
        return tables.year.ledger.url(named, of_promises=kind == "promise")
    return members_url(tables, rest, {}) if kind == "member" else tables.case_url(code, {})


def label_of(year: Year, code: str) -> str:
    """What a number of `totals` is called; nothing for one that is not counted any more."""
    kind, _, rest = code.partition(":")
    if kind == "now":
        code = f"grade:{rest}"
    known: dict[str, Any] = {"share": year.ledger.shares, "promise": year.ledger.promises}
    known["member"] = MEMBERS
    found = known[kind].get(rest) if kind in known else year.figures.get(code)
    return f"{KINDS.get(kind, '提案')}：{found.label}" if found else ""
