"""How many opinions of a year were submitted, and what became of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from common import clock
from members.models import Membership, Seat, Term
from opinions.models import Opinion

COUNTS = ("submitted", "adopted", "issued", "instructed", "outcome")
BODIES, TOWNSHIPS, NO_SECTOR = "集体", "乡镇委员工作室", "未列界别"


@dataclass(frozen=True)
class Table:
    title: str
    rows: list[dict[str, Any]]


def of_year(seat: Seat, year: int) -> QuerySet[Any]:
    """The committee's own; not what came up from below."""
    mine: Any = Opinion.objects.visible_to(seat).filter(committee=seat.committee_id)
    found: QuerySet[Any] = mine.submitted_in(year)
    return found


def years(seat: Seat) -> list[int]:
    """Those in which anything was submitted, and this one; newest first."""
    mine = Opinion.objects.visible_to(seat).filter(committee=seat.committee_id)
    found = {one.year for one in mine.order_by().dates("submitted_on", "year")}
    return sorted(found | {clock.today().year}, reverse=True)


def counted(seat: Seat, year: int, *columns: str) -> list[dict[str, Any]]:
    rows: Any = of_year(seat, year)
    return list(rows.counted_by(*columns))


def total(seat: Seat, year: int) -> dict[str, int]:
    summed: Counter[str] = Counter(dict.fromkeys(COUNTS, 0))
    for one in counted(seat, year, "committee"):
        summed.update({name: one[name] for name in COUNTS})
    return dict(summed)


def by_writer(seat: Seat, year: int) -> Table:
    """Each member, body and township; whoever had most issued first."""
    names = ("member__name", "organisation__name", "township__name")
    keys = ("member", "organisation", "township")
    rows = [
        {"label": next(one[name] for name in names if one[name])} | one
        for one in counted(seat, year, *keys, *names)
    ]
    rows.sort(key=lambda one: (-one["issued"], -one["adopted"], -one["submitted"], one["label"]))
    return Table("按反映人", rows)


def by_sector(seat: Seat, year: int) -> Table:
    """Members by the sector of the current term; bodies and townships apart."""
    sectors = sectors_of(seat)
    sums: dict[str, Counter[str]] = {}
    for one in counted(seat, year, "member", "organisation", "township"):
        label = sectors.get(one["member"], NO_SECTOR) if one["member"] else ""
        label = label or (BODIES if one["organisation"] else TOWNSHIPS)
        sums.setdefault(label, Counter()).update({name: one[name] for name in COUNTS})
    rows: list[dict[str, Any]] = [
        {"label": label, **dict.fromkeys(COUNTS, 0), **found} for label, found in sums.items()
    ]
    rows.sort(key=lambda one: (-one["submitted"], one["label"]))
    return Table("按界别", rows)


def sectors_of(seat: Seat) -> dict[int, str]:
    term = Term.objects.filter(committee=seat.committee_id).order_by("-ordinal").first()
    serving = Membership.objects.filter(term=term, sector__isnull=False)
    return dict(serving.values_list("member", "sector__name"))
