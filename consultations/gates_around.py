"""Who has the last word on a 文明村寨: the prefecture, where there is one that judges."""

from __future__ import annotations

from consultations.models import CivicVillage
from consultations.rules import Holder, office, office_above
from deadlines.services import Debtor
from members.models import Committee, Level, Role
from members.place import VILLAGES_BY_COUNTY, rule


def last_word(row: CivicVillage) -> Committee | None:
    """The prefecture that judges after the county; none where it does not or nobody is there."""
    above = row.case.committee.parent
    if above is None or above.level != Level.PREFECTURE or rule(VILLAGES_BY_COUNTY, above.pk):
        return None
    return above if Debtor(Role.OFFICE, above.pk).alive() else None


def judged_above(row: CivicVillage) -> str:
    return "" if last_word(row) else "本地文明村寨由县级政协评定，请直接评定"


def judged_here(row: CivicVillage) -> str:
    above = last_word(row)
    return f"还须经{above.short_name}政协评定，请先评审通过" if above else ""


def who_named(seat: Holder, row: CivicVillage) -> bool:
    """评定的政协办公室"""
    by = office if row.prefecture_score is None else office_above
    return by(seat, row)
