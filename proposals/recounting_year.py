"""The yearly tables counted by plain SQL, for `recounting`: it shares no line with the pages."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import connection

from common import clock
from members.models import Committee, Role, Seat, Session
from proposals.yearly import Year
from proposals.yearly_groups import GROUPS

Counts = dict[tuple[str, int], int]  # (figure, unit; 0: all together) → how many

# one row a proposal: the grade of the answer that solves least, then and now, and its groups
FACTS = """
WITH letter AS (
    SELECT reply.id, reply.case_id, COALESCE(unit.successor_id, unit.id) AS unit, reply.grade_id,
           reply.id < max(reply.id) OVER (PARTITION BY share.id) AS older,
           EXISTS (SELECT FROM proposals_assignment other
                   JOIN proposals_reply again ON again.assignment_id = other.id
                   WHERE other.case_id = share.case_id AND other.round > share.round
                     AND share.unit_id IN (other.unit_id, other.formerly_id)
                     AND other.status NOT IN ('changed', 'stopped')
                     AND again.status = 'sealed' AND again.delivered_on IS NOT NULL) AS past
    FROM proposals_reply reply
    JOIN proposals_assignment share ON share.id = reply.assignment_id
    JOIN members_unit unit ON unit.id = share.unit_id
    WHERE reply.status = 'sealed' AND reply.delivered_on IS NOT NULL
      AND share.status NOT IN ('changed', 'stopped')
), decided AS (
    SELECT letter.*, moment.name AS moment,
           COALESCE((SELECT change.new_id FROM proposals_regrading change
                     WHERE change.reply_id = letter.id AND change.status <> 'refused'
                       AND change.decided_on <= moment.day
                       AND (change.lapsed_on IS NULL OR change.lapsed_on > moment.day)
                     ORDER BY change.id DESC LIMIT 1), letter.grade_id) AS counted
    FROM letter
    JOIN proposals_proposal proposal ON proposal.case_id = letter.case_id
    JOIN members_session session ON session.id = proposal.session_id
    CROSS JOIN LATERAL (VALUES ('then', COALESCE(session.published_on, %(today)s::date)),
                               ('now', %(today)s::date)) AS moment (name, day)
    WHERE NOT letter.older AND NOT letter.past
), worst AS (
    SELECT DISTINCT ON (decided.case_id, decided.moment)
           decided.case_id, decided.moment, entry.code
    FROM decided LEFT JOIN members_entry entry ON entry.id = decided.counted
    ORDER BY decided.case_id, decided.moment, entry.position DESC NULLS FIRST, decided.id
), facts AS (
    SELECT proposal.*,
           proposal.filed_on IS NOT NULL AND proposal.status NOT IN ('merged', 'withdrawn')
               AS is_filed,
           (SELECT code FROM worst WHERE worst.case_id = proposal.case_id AND moment = 'then')
               AS grade_then,
           (SELECT code FROM worst WHERE worst.case_id = proposal.case_id AND moment = 'now')
               AS grade_now,
           (proposal.submitted_at AT TIME ZONE 'Asia/Shanghai')::date AS submitted_on,
           COALESCE(category.field, '') AS field, COALESCE(category.code, '') AS category,
           COALESCE(service.sector_id, body.sector_id)::text AS sector
    FROM proposals_proposal proposal
    JOIN members_session session ON session.id = proposal.session_id
    LEFT JOIN members_entry category ON category.id = proposal.category_id
    LEFT JOIN members_membership service
           ON service.member_id = proposal.member_id AND service.term_id = session.term_id
    LEFT JOIN members_organisation body ON body.id = proposal.organisation_id
    WHERE proposal.session_id = %(session)s AND proposal.committee_id = %(committee)s
)
"""
DONE = "is_filed AND status IN ('replied', 'closed')"
CASES = {
    "received": "true",
    "filed": "is_filed",
    "merged": "status = 'merged'",
    "counted": "is_filed OR status = 'merged'",
    "declined": "status = 'declined'",
    "withdrawn": "status = 'withdrawn'",
    "pending": "status IN ('submitted', 'screening', 'sent_back')",
    "answered": DONE,
    "closed": "status = 'closed'",
    "key": "EXISTS (SELECT FROM proposals_keyproposal key"
    " WHERE key.proposal_id = facts.case_id AND key.status <> 'removed')",
}
GROUPED = {
    "field": "field",
    "category": "category",
    "kind": "proposer_kind",
    "occasion": "occasion",
    "sector": "sector",
}
STEPS = {
    "screen": ("filed_on - submitted_on", "is_filed"),
    "hand": ("notice_on - filed_on", "is_filed"),
    "close": ("closed_on - replied_on", "status = 'closed'"),
    "whole": ("closed_on - submitted_on", "status = 'closed'"),
}
SHARE_STEPS = """
SELECT percentile_cont(%(f)s) WITHIN GROUP (ORDER BY signed - starts)
           FILTER (WHERE signed IS NOT NULL),
       percentile_cont(%(f)s) WITHIN GROUP (ORDER BY sent - starts)
           FILTER (WHERE sent IS NOT NULL AND duty <> 'co')
FROM (SELECT share.duty, COALESCE(share.given_on, proposal.notice_on) AS starts,
             (SELECT (owed.met_at AT TIME ZONE 'Asia/Shanghai')::date
              FROM deadlines_obligation owed
              WHERE owed.case_id = share.case_id AND owed.subject_type = 'proposals_assignment'
                AND owed.subject_id = share.id AND owed.kind = 'sign_for'
                AND owed.met_at IS NOT NULL ORDER BY owed.met_at DESC LIMIT 1) AS signed,
             (SELECT min(letter.delivered_on) FROM proposals_reply letter
              WHERE letter.assignment_id = share.id) AS sent
      FROM proposals_assignment share
      JOIN proposals_proposal proposal ON proposal.case_id = share.case_id
      JOIN members_unit unit ON unit.id = share.unit_id
      WHERE proposal.session_id = %(session)s AND proposal.committee_id = %(committee)s
        AND unit.committee_id = %(committee)s AND share.status NOT IN ('changed', 'stopped')) told
"""


def rows(statement: str, committee: Committee, session: Session, **more: Any) -> list[Any]:
    told: dict[str, Any] = {
        "today": clock.today(),
        "session": session.pk,
        "committee": committee.pk,
    } | more
    with connection.cursor() as cursor:
        cursor.execute(statement, told)
        found: list[Any] = cursor.fetchall()
    return found


def conditions(year: Year) -> dict[str, str]:
    """The figures of the pages, each as a condition in SQL; grades by their codes."""
    grades = [code.removeprefix("grade:") for code in year.figures if code.startswith("grade:")]
    known = ", ".join(quoted(code) for code in grades if code)
    rest = f"{DONE} AND (grade_then IS NULL OR grade_then NOT IN ({known or 'NULL'}))"
    told = CASES | {"grade:": rest}
    for code in filter(None, grades):
        told[f"grade:{code}"] = f"{DONE} AND grade_then = {quoted(code)}"
        told[f"now:{code}"] = f"{DONE} AND grade_now = {quoted(code)}"
    return told


def quoted(text: str) -> str:
    """As a literal inside a statement that takes parameters too."""
    return "'" + text.replace("'", "''").replace("%", "%%") + "'"


def year_of(committee: Committee, session: Session) -> Year:
    return Year(Seat(role=Role.OFFICE, committee=committee), session)


def whole_by_pages(committee: Committee, session: Session) -> Counts:
    year = year_of(committee, session)
    counts = {(code, 0): n for code, n in year.whole().items() if "step:" not in code}
    for one, n, mid, most in year.steps():
        counts |= {(f"{one.code} n", 0): n, (f"{one.code} p50", 0): hours(mid)}
        counts[f"{one.code} p90", 0] = hours(most)
    return counts


def hours(days: timedelta | None) -> int:
    """Days with their parts as whole hours, so that both ways round alike."""
    return round(days / timedelta(hours=1)) if days is not None else 0


def whole_by_sql(committee: Committee, session: Session) -> Counts:
    wanted = conditions(year_of(committee, session))
    counted = ", ".join(f"count(*) FILTER (WHERE {one})" for one in wanted.values())
    [line] = rows(f"{FACTS} SELECT {counted} FROM facts", committee, session)
    counts = {(code, 0): n for code, n in zip(wanted, line, strict=True)}
    return counts | steps_by_sql(committee, session)


def steps_by_sql(committee: Committee, session: Session) -> Counts:
    columns: list[str] = []
    for days, holds in STEPS.values():
        only = f"FILTER (WHERE {holds})"
        columns.append(f"count({days}) {only}")
        for part in (0.5, 0.9):
            columns.append(f"percentile_cont({part}) WITHIN GROUP (ORDER BY {days}) {only}")
    [line] = rows(f"{FACTS} SELECT {', '.join(columns)} FROM facts", committee, session)
    counts: Counts = {}
    for place, code in enumerate(STEPS):
        n, mid, most = line[place * 3 : place * 3 + 3]
        counts |= {(f"{code} n", 0): n, (f"{code} p50", 0): of_days(mid)}
        counts[f"{code} p90", 0] = of_days(most)
    return counts | share_steps_by_sql(committee, session)


def share_steps_by_sql(committee: Committee, session: Session) -> Counts:
    counts: Counts = {}
    for name, fraction in (("p50", 0.5), ("p90", 0.9)):
        [(signed, sent)] = rows(SHARE_STEPS, committee, session, f=fraction)
        counts |= {(f"sign {name}", 0): of_days(signed), (f"answer {name}", 0): of_days(sent)}
    statement = SHARE_STEPS.replace("percentile_cont(%(f)s) WITHIN GROUP (ORDER BY ", "count((")
    [(signed, sent)] = rows(statement.replace("starts)", "starts))"), committee, session)
    return counts | {("sign n", 0): signed, ("answer n", 0): sent}


def of_days(number: float | None) -> int:
    return round(number * 24) if number is not None else 0


def groups_by_pages(committee: Committee, session: Session) -> Counts:
    year = year_of(committee, session)
    return {
        (f"{code} {value} {figure}", 0): n
        for code in GROUPED
        for value, counts in year.by(GROUPS[code]).items()
        for figure, n in counts.items()
    }


def groups_by_sql(committee: Committee, session: Session) -> Counts:
    wanted = conditions(year_of(committee, session))
    wanted = {code: one for code, one in wanted.items() if not code.startswith("now:")}
    counted = ", ".join(f"count(*) FILTER (WHERE {one})" for one in wanted.values())
    values = ", ".join(
        f"('{group}', COALESCE(NULLIF({column}, ''), '-'))" for group, column in GROUPED.items()
    )
    statement = (
        f"{FACTS} SELECT line.by, line.value, {counted} FROM facts"
        f" CROSS JOIN LATERAL (VALUES {values}) AS line (by, value) GROUP BY 1, 2"
    )
    return {
        (f"{group} {value} {code}", 0): n
        for group, value, *numbers in rows(statement, committee, session)
        for code, n in zip(wanted, numbers, strict=True)
    }
