"""How many members took part, counted by plain SQL, for `recounting`."""

from __future__ import annotations

from django.db import connection

from members.models import Committee, Role, Seat, Session
from proposals.yearly_members import MEMBERS, WHOLE, counted

Counts = dict[tuple[str, int], int]  # (figure of a sector, 0) → how many

STATEMENT = """
WITH proposer AS (
    SELECT DISTINCT member_id FROM proposals_proposal
    WHERE session_id = %(session)s AND committee_id = %(committee)s AND member_id IS NOT NULL
), signer AS (
    SELECT DISTINCT mark.member_id FROM proposals_cosigner mark
    JOIN proposals_proposal proposal ON proposal.case_id = mark.case_id
    WHERE proposal.session_id = %(session)s AND proposal.committee_id = %(committee)s
), member AS (
    SELECT COALESCE(service.sector_id, 0) AS sector,
           service.member_id IN (SELECT member_id FROM proposer) AS proposed,
           service.member_id IN (SELECT member_id FROM signer) AS cosigned,
           service.status = 'serving' AS serving
    FROM members_membership service
    JOIN members_session session ON session.term_id = service.term_id
    WHERE session.id = %(session)s
)
SELECT sector, count(*), count(*) FILTER (WHERE proposed OR cosigned),
       count(*) FILTER (WHERE proposed), count(*) FILTER (WHERE cosigned),
       count(*) FILTER (WHERE NOT proposed AND NOT cosigned)
FROM member WHERE serving OR proposed OR cosigned GROUP BY 1
"""
FIGURES = ("members", "took", "proposed", "cosigned", "apart")


def members_by_pages(committee: Committee, session: Session) -> Counts:
    """As the committee's office is shown them."""
    told = counted(Seat(role=Role.OFFICE, committee=committee), session)
    return summed({pk: [one[code] for code in MEMBERS] for pk, one in told.items()})


def members_by_sql(committee: Committee, session: Session) -> Counts:
    with connection.cursor() as cursor:
        cursor.execute(STATEMENT, {"session": session.pk, "committee": committee.pk})
        return summed({sector: numbers for sector, *numbers in cursor.fetchall()})


def summed(told: dict[int, list[int]]) -> Counts:
    """Each sector's, and all together."""
    whole = [sum(column) for column in zip(*told.values(), strict=True)]
    counts: Counts = {}
    for pk, numbers in told.items():
        name = f"界别{pk}" if pk != WHOLE else "未注明界别"
        counts |= {(f"{name} {code}", 0): n for code, n in zip(FIGURES, numbers, strict=True)}
    return counts | {(code, 0): n for code, n in zip(FIGURES, whole, strict=False)}
