"""A committee with many proposals, their shares, debts, answers and texts; set-based, for speed."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any

SESSIONS, UNITS, MEMBERS = 20, 200, 400
AT_ONCE = 5_000  # texts that are made findable in one statement

PEOPLE = """
INSERT INTO members_unit (case_id, status, committee_id, name, short_name, initials, system_id)
    SELECT %(registry)s, 'active', %(committee)s, '单位' || n, '单位' || n, 'dw',
        CASE WHEN n %% 4 = 0 THEN %(party)s ELSE %(government)s END
    FROM generate_series(1, %(units)s) n;
INSERT INTO members_member (case_id, status, name, initials, gender, party, employer, phone, email,
        placeholder)
    SELECT %(registry)s, 'active', substr(%(surnames)s, n %% 20 + 1, 1)
        || substr(%(signs)s, n * 7 %% 60 + 1, 1) || substr(%(signs)s, n * 11 %% 61 + 1, 1),
        'xm' || n, '', '', '', '', '', false
    FROM generate_series(1, %(members)s) n;
INSERT INTO members_session (ordinal, name, opens_on, plenary_from, plenary_to, cutoff, term_id)
    SELECT n, '第' || n || '次会议', day, day + 60, day + 64, day + 61, %(term)s
    FROM generate_series(101, 100 + %(sessions)s) n,
        LATERAL (SELECT date '2006-11-01' + (n - 101) * 365 AS day) at;
"""

# One in ten belongs to the neighbour, who is never seen; of ours the newest sessions are open.
CASES = """
CREATE UNLOGGED TABLE bench_case AS
    SELECT n, 1000000 + n AS id, own,
        CASE WHEN own THEN %(committee)s ELSE %(neighbour)s END AS body,
        CASE WHEN own THEN sessions.first + session ELSE %(neighbours)s END AS session_id, session,
        CASE WHEN session < %(sessions)s - 4 THEN 'closed' ELSE (ARRAY['submitted', 'screening',
            'filed', 'transferred', 'handed_over', 'handling', 'replied', 'declined', 'handling',
            'closed'])[1 + n / 7 %% 10] END AS status,
        row_number() OVER (PARTITION BY CASE WHEN own THEN session END ORDER BY n) AS number,
        date '2007-01-01' + (session * 365 + n * %(sessions)s / %(rows)s %% 60)::integer AS day
    FROM (SELECT n, n %% 10 <> 3 AS own, (n - 1) * %(sessions)s / %(rows)s AS session
        FROM generate_series(1, %(rows)s::bigint) n) made,
        (SELECT min(id) AS first FROM members_session WHERE ordinal > 100) sessions;
INSERT INTO workflow_case (id, committee_id, kind, caption, version, head)
    OVERRIDING SYSTEM VALUE
    SELECT id, body, 'proposals_proposal', '提案', 1, '' FROM bench_case ORDER BY id;
INSERT INTO proposals_proposal (case_id, status, occasion, proposer_kind, title, revision,
        text_digest, cosigners, publication, receipt, number, submitted_at, recommendation,
        filed_on, notice_on, replied_on, closed_on, round, verified_round, settled_round, on_hold,
        source_key, category_id, committee_id, member_id, session_id)
    SELECT made.id, status, CASE WHEN n %% 5 = 0 THEN 'between' ELSE 'plenary' END,
        CASE WHEN n %% 3 = 0 THEN 'joint' ELSE 'member' END,
        (%(titles)s::text[])[1 + n * 31 %% cardinality(%(titles)s::text[])] || '之' || n, 1, '',
        n %% 3, 'full', number, CASE WHEN done THEN number END, day + interval '9 hours', '',
        CASE WHEN done THEN day + 70 END, CASE WHEN given THEN day + 90 END,
        CASE WHEN replied THEN day + 170 END, CASE WHEN status = 'closed' THEN day + 200 END,
        1, 0, 0, n %% 500 = 0, '', (%(categories)s::bigint[])[1 + n %% 2], body,
        people.first + n * 13 %% %(members)s, session_id
    FROM bench_case made,
        LATERAL (SELECT status NOT IN ('submitted', 'screening', 'declined') AS done,
            status IN ('handed_over', 'handling', 'replied', 'closed') AS given,
            status IN ('replied', 'closed') AS replied) known,
        (SELECT min(id) AS first FROM members_member WHERE initials = 'xm1') people ORDER BY n;
INSERT INTO proposals_assignment (status, duty, round, contact_waived, unit_id, case_id)
    SELECT CASE WHEN duty = 'co' THEN 'opinion_given' WHEN status IN ('replied', 'closed')
            THEN 'delivered' WHEN status = 'handling' THEN 'handling' ELSE 'waiting' END,
        duty, 1, false, units.first + (n * 17 + CASE WHEN duty = 'co' THEN 5 ELSE 0 END)
            %% %(units)s, made.id
    FROM bench_case made, (SELECT min(id) AS first FROM members_unit WHERE initials = 'dw') units,
        unnest(ARRAY['host', 'co']) duty
    WHERE status IN ('handed_over', 'handling', 'replied', 'closed')
        AND (duty = 'host' OR n %% 5 < 3) ORDER BY n;
INSERT INTO proposals_reply (status, version, body, contact_name, contact_phone, letter_number,
        signer, delivered_on, items_digest, assignment_id, grade_id, case_id)
    SELECT 'sealed', 1, '您提出的提案收悉，现答复如下。', '', '', '彩函〔2026〕' || share.id, '',
        proposal.replied_on, '', share.id,
        (%(grades)s::bigint[])[1 + share.case_id %% 3], share.case_id
    FROM proposals_assignment share JOIN proposals_proposal proposal USING (case_id)
    WHERE share.status = 'delivered' ORDER BY share.id;
INSERT INTO proposals_feedback (status, attitude, result, words, on_paper, assignment_id, member_id,
        case_id)
    SELECT 'recorded', 'satisfied', CASE WHEN share.id %% 40 = 0 THEN 'dissatisfied'
            ELSE 'satisfied' END, '', false, share.id, proposal.member_id, share.case_id
    FROM proposals_assignment share JOIN proposals_proposal proposal USING (case_id)
    WHERE share.status = 'delivered' AND share.id %% 5 < 4 ORDER BY share.id;
INSERT INTO deadlines_obligation (role, committee_id, unit_id, case_id, subject_type, subject_id,
        kind, counted_from, count, measure, policy_duty, occasion, proposal_kind, due_on,
        provisional, due_version, first_due_on, rule, opened_at, met_at)
    SELECT 'liaison', proposal.committee_id, share.unit_id, share.case_id, 'proposals_assignment',
        share.id, what.kind, proposal.notice_on, 3, 'months', what.kind, '', '', day, false, 1, day,
        '', proposal.submitted_at,
        CASE WHEN what.kind = 'sign_for' OR share.status = 'delivered' THEN day END
    FROM proposals_assignment share JOIN proposals_proposal proposal USING (case_id),
        (VALUES ('sign_for', 7), ('reply', 90)) what(kind, days),
        LATERAL (SELECT CASE WHEN share.status = 'delivered' THEN proposal.notice_on + what.days
            ELSE %(today)s::date - 40 + (share.case_id %% 200)::integer END AS day) due
    WHERE share.duty = 'host' ORDER BY share.id;
INSERT INTO deadlines_obligation (role, committee_id, case_id, subject_type, subject_id, kind,
        counted_from, count, measure, policy_duty, occasion, proposal_kind, due_on, provisional,
        due_version, first_due_on, rule, opened_at)
    SELECT 'office', committee_id, case_id, 'proposals_proposal', case_id, 'screen', day, 0, 'days',
        'screen', '', '', day, false, 1, day, '', submitted_at
    FROM proposals_proposal,
        LATERAL (SELECT %(today)s::date - 10 + (case_id %% 30)::integer AS day) due
    WHERE status IN ('submitted', 'screening', 'filed', 'transferred', 'declined', 'replied');
INSERT INTO proposals_proposaltext (case_id, revision, body, at)
    SELECT id, 1, (SELECT string_agg(
            (%(sentences)s::text[])[1 + (n * 7 + part * 97 + n / 50 * part)
                %% cardinality(%(sentences)s::text[])], '')
        FROM generate_series(1, 6) part) || CASE WHEN n %% (%(rows)s / 20) = 1 THEN '赤松茸' ELSE ''
        END, day FROM bench_case ORDER BY n;
"""


def furnish(rows: int) -> SimpleNamespace:
    """The committee with its seats; all by SQL, with the triggers asleep."""
    from common import clock
    from proposals.demo.names import FIRST, SECOND, SURNAMES
    from tests import factories

    here, there = factories.committee(), factories.committee("清江县", "5391")
    book = {name: codes_of(here.body, name) for name in ("category", "grade")}
    words = {
        "committee": here.body.pk, "neighbour": there.body.pk, "neighbours": there.session.pk,
        "registry": here.registry.pk, "government": here.government.pk, "party": here.party.pk,
        "term": here.term.pk, "units": UNITS, "members": MEMBERS, "sessions": SESSIONS,
        "rows": rows, "today": clock.today(), "categories": book["category"],
        "grades": book["grade"], "surnames": SURNAMES, "signs": FIRST + SECOND,
        **wordings(),
    }  # fmt: skip
    run("SET session_replication_role = replica")
    run(PEOPLE + CASES, words)
    findable()
    run("SET session_replication_role = origin")
    run("VACUUM ANALYZE")
    return here


def codes_of(body: Any, book: str) -> list[int]:
    from members.models import Entry

    return list(Entry.objects.filter(committee=body, book=book).values_list("pk", flat=True))


def wordings() -> dict[str, list[str]]:
    """Titles and sentences of the demonstration's invented proposals."""
    from proposals.demo.texts import texts

    every = list(texts().values())
    sentences = [one for text in every for one in re.findall(r"[^。\n]{12,}。", text.body)]
    return {"titles": [one.title for one in every], "sentences": sentences}


def findable() -> None:
    """The texts that are searched, made by the platform's own function."""
    from proposals.models import Proposal

    numbers = list(Proposal.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(numbers), AT_ONCE):
        run("SELECT proposals_search_refresh(%s::bigint[])", [numbers[start : start + AT_ONCE]])


def run(statement: str, parameters: Any = None) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
