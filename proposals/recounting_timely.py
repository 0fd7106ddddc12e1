"""按期签收 and 按期办复 counted twice, unit by unit."""

from __future__ import annotations

from typing import Any

from django.db import connection

from common import clock
from members.models import Committee, Role, Seat, Session
from proposals.yearly import Year

Counts = dict[tuple[str, int], int]  # (figure, unit; 0: all together) → how many
FIGURES = ("to_sign", "in_time", "to_reply", "replied")
TIMELY = """
WITH owed AS (
    SELECT debt.*, row_number() OVER (
               PARTITION BY debt.case_id, debt.subject_id, debt.kind ORDER BY debt.met_at DESC
           ) AS latest
    FROM deadlines_obligation debt
    WHERE debt.subject_type = 'proposals_assignment' AND debt.kind IN ('sign_for', 'reply')
      AND debt.met_at IS NOT NULL
), late AS (
    SELECT DISTINCT debt.subject_id, debt.kind FROM deadlines_obligation debt
    WHERE debt.subject_type = 'proposals_assignment' AND debt.met_at IS NULL
      AND debt.cancelled_at IS NULL AND debt.paused_on IS NULL AND debt.due_on < %(today)s
), facts AS (
    SELECT COALESCE(unit.successor_id, unit.id) AS unit,
           (signing.met_at AT TIME ZONE 'Asia/Shanghai')::date AS signed_on,
           signing.due_on AS sign_by, answer.due_on AS reply_by,
           (SELECT min(letter.delivered_on) FROM proposals_reply letter
            WHERE letter.assignment_id = share.id) AS sent_on,
           EXISTS (SELECT 1 FROM late WHERE subject_id = share.id AND kind = 'sign_for')
               AS unsigned,
           EXISTS (SELECT 1 FROM late WHERE subject_id = share.id AND kind = 'reply') AS unsent
    FROM proposals_assignment share
    JOIN members_unit unit ON unit.id = share.unit_id
    JOIN proposals_proposal proposal ON proposal.case_id = share.case_id
    LEFT JOIN owed signing ON signing.subject_id = share.id AND signing.kind = 'sign_for'
                          AND signing.latest = 1
    LEFT JOIN owed answer ON answer.subject_id = share.id AND answer.kind = 'reply'
                         AND answer.latest = 1
    WHERE proposal.session_id = %(session)s AND proposal.committee_id = %(committee)s
      AND unit.committee_id = %(committee)s AND share.status NOT IN ('changed', 'stopped')
)
SELECT unit, count(*) FILTER (WHERE signed_on IS NOT NULL OR unsigned),
       count(*) FILTER (WHERE signed_on <= sign_by),
       count(*) FILTER (WHERE sent_on IS NOT NULL OR unsent),
       count(*) FILTER (WHERE sent_on <= reply_by)
FROM facts GROUP BY 1
"""


def timely_by_pages(committee: Committee, session: Session) -> Counts:
    ledger = Year(Seat(role=Role.OFFICE, committee=committee), session).ledger
    whole = ledger.whole()
    counts = {(one, 0): whole[one].shares for one in FIGURES}
    for unit, told in ledger.by("row").items():
        counts |= {(one, unit): told[one].shares for one in FIGURES}
    return counts


def timely_by_sql(committee: Committee, session: Session) -> Counts:
    told: dict[str, Any] = {
        "today": clock.today(),
        "session": session.pk,
        "committee": committee.pk,
    }
    counts: Counts = dict.fromkeys(((one, 0) for one in FIGURES), 0)
    with connection.cursor() as cursor:
        cursor.execute(TIMELY, told)
        for unit, *values in cursor.fetchall():
            for figure, value in zip(FIGURES, values, strict=True):
                counts[figure, unit] = value
                counts[figure, 0] += value
    return counts
