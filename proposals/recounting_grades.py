"""Answers by unit, system and grade, counted by plain SQL, for `recounting`."""

from __future__ import annotations

from members.models import Committee, Session
from proposals.recounting_year import FACTS, Counts, rows, year_of

BY_UNIT = """
SELECT decided.unit, unit.system_id, COALESCE(entry.code, ''),
       count(DISTINCT decided.case_id), array_agg(decided.case_id)
FROM decided JOIN facts ON facts.case_id = decided.case_id
JOIN members_unit unit ON unit.id = decided.unit
LEFT JOIN members_entry entry ON entry.id = decided.counted
WHERE decided.moment = 'then' AND facts.is_filed GROUP BY 1, 2, 3
"""


def units_by_pages(committee: Committee, session: Session) -> Counts:
    year = year_of(committee, session)
    graded, above = year.grades_by_unit(), year.grades_by_system()
    units = {(f"grade:{code}", pk): n for pk, own in graded.items() for code, n in own.items()}
    return units | {
        (f"系统{pk} grade:{code}", 0): n for pk, own in above.items() for code, n in own.items()
    }


def units_by_sql(committee: Committee, session: Session) -> Counts:
    counts: Counts = {}
    above: dict[str, set[int]] = {}
    for unit, system, code, n, cases in rows(f"{FACTS} {BY_UNIT}", committee, session):
        counts[f"grade:{code}", unit] = n
        above.setdefault(f"系统{system} grade:{code}", set()).update(cases)
    return counts | {(name, 0): len(cases) for name, cases in above.items()}
