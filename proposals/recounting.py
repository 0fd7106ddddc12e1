"""Figures counted twice: as pages count them, and by plain SQL that shares no line with them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from django.db import connection

from common import clock
from members.models import Committee, Role, Seat, Session
from proposals.ledger_rates import OF_PROMISES, OF_SHARES, Ledger
from proposals.recounting_grades import units_by_pages, units_by_sql
from proposals.recounting_members import members_by_pages, members_by_sql
from proposals.recounting_timely import timely_by_pages, timely_by_sql
from proposals.recounting_year import (
    groups_by_pages,
    groups_by_sql,
    whole_by_pages,
    whole_by_sql,
)

Counts = dict[tuple[str, int], int]  # (figure, unit; 0: all together) → how many


class Recount(NamedTuple):
    """One family of figures; both ways are asked for a committee's session."""

    name: str
    pages: Callable[[Committee, Session], Counts]
    plain: Callable[[Committee, Session], Counts]


class Difference(NamedTuple):
    what: str
    pages: int
    plain: int


PROMISES = """
SELECT COALESCE(unit.successor_id, unit.id),
       count(*) FILTER (WHERE promise.status NOT IN ('replaced', 'called_off')),
       count(*) FILTER (WHERE promise.status = 'kept'),
       count(*) FILTER (WHERE promise.status IN ('kept', 'failed')
                        OR promise.status IN ('open', 'extended', 'disputed')
                           AND promise.due_on < %(today)s)
FROM proposals_commitment promise
JOIN proposals_assignment share ON share.id = promise.assignment_id
JOIN members_unit unit ON unit.id = share.unit_id
JOIN proposals_proposal proposal ON proposal.case_id = promise.case_id
WHERE proposal.session_id = %(session)s AND proposal.committee_id = %(committee)s
  AND unit.committee_id = %(committee)s
GROUP BY 1
"""
SHARES = """
WITH facts AS (
    SELECT COALESCE(unit.successor_id, unit.id) AS unit,
           share.duty <> 'co' AS answers,
           share.contact_waived AS waived,
           EXISTS (SELECT 1 FROM proposals_reply letter
                   WHERE letter.assignment_id = share.id AND letter.delivered_on IS NOT NULL)
               AS sent,
           EXISTS (SELECT 1 FROM proposals_contact contact
                   WHERE contact.assignment_id = share.id AND contact.status = 'recorded'
                     AND contact.way IN ('meeting', 'panel', 'visit', 'site')) AS met,
           (SELECT count(*) FROM proposals_feedback said
            WHERE said.assignment_id = share.id AND said.status = 'recorded') AS voices,
           (SELECT count(*) FROM proposals_feedback said
            WHERE said.assignment_id = share.id AND said.status = 'recorded'
              AND said.attitude = 'dissatisfied') AS annoyed,
           (SELECT count(*) FROM proposals_feedback said
            WHERE said.assignment_id = share.id AND said.status = 'recorded'
              AND said.result = 'dissatisfied') AS unhelped
    FROM proposals_assignment share
    JOIN members_unit unit ON unit.id = share.unit_id
    JOIN proposals_proposal proposal ON proposal.case_id = share.case_id
    WHERE proposal.session_id = %(session)s AND proposal.committee_id = %(committee)s
      AND unit.committee_id = %(committee)s AND share.status NOT IN ('changed', 'stopped')
)
SELECT unit,
       count(*) FILTER (WHERE answers AND sent),
       count(*) FILTER (WHERE answers),
       count(*) FILTER (WHERE sent AND (met OR NOT waived) AND met),
       count(*) FILTER (WHERE sent AND (met OR NOT waived)),
       count(*) FILTER (WHERE sent AND voices > 0 AND annoyed = 0),
       count(*) FILTER (WHERE sent AND voices > 0 AND unhelped = 0),
       count(*) FILTER (WHERE sent AND voices > 0)
FROM facts GROUP BY 1
"""


def by_sql(statement: str, figures: tuple[str, ...], committee: Committee, of: Session) -> Counts:
    told: dict[str, Any] = {"today": clock.today(), "session": of.pk, "committee": committee.pk}
    counts: Counts = dict.fromkeys(((one, 0) for one in figures), 0)
    with connection.cursor() as cursor:
        cursor.execute(statement, told)
        for unit, *values in cursor.fetchall():
            for figure, value in zip(figures, values, strict=True):
                counts[figure, unit] = value
                counts[figure, 0] += value
    return counts


def by_pages(figures: tuple[str, ...], committee: Committee, session: Session) -> Counts:
    """As the committee's office is shown them."""
    seat = Seat(role=Role.OFFICE, committee=committee)
    ledger = Ledger(seat, session)
    whole = ledger.whole()
    counts = {(one, 0): whole[one].shares for one in figures}
    for unit, told in ledger.by("row").items():
        counts |= {(one, unit): told[one].shares for one in figures}
    return counts


def recount_of(name: str, figures: tuple[str, ...], statement: str) -> Recount:
    return Recount(
        name,
        lambda committee, session: by_pages(figures, committee, session),
        lambda committee, session: by_sql(statement, figures, committee, session),
    )


RECOUNTS = [
    recount_of("承诺事项", OF_PROMISES, PROMISES),
    recount_of("办复、面商和满意", OF_SHARES, SHARES),
    Recount("按期", timely_by_pages, timely_by_sql),
    Recount("提案统计", whole_by_pages, whole_by_sql),
    Recount("提案统计分组", groups_by_pages, groups_by_sql),
    Recount("委员参与", members_by_pages, members_by_sql),
    Recount("单位的认定类别", units_by_pages, units_by_sql),
]


def differences(
    session: Session, one: Recount, pages: Counts, plain: Counts
) -> Iterator[Difference]:
    """Where the two ways do not agree; what only one of them knows counts as nothing there."""
    for figure, unit in sorted({*pages, *plain}):
        key = (figure, unit)
        if pages.get(key, 0) != plain.get(key, 0):
            where = f"承办单位{unit}" if unit else "合计"
            what = f"{session}　{one.name}　{figure}　{where}"
            yield Difference(what, pages.get(key, 0), plain.get(key, 0))
