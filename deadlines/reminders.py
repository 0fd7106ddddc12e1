"""The one statement of a sweep: reminders that are due, and their ways out of the house.

A notice is unique by seat and `about` ("owed:obligation:due version:mark"), a delivery by notice
and channel: together the ledger, so that whatever is run twice, or at once, writes once.
"""

from __future__ import annotations

from notices.addressing import DELIVERIES

# What the plan says, as rows: duties by the ladder of their place; marks by ladder and due day.
PLAN = """
place AS MATERIALIZED (
    SELECT * FROM unnest(%(place_committee)s::bigint[], %(place_kind)s::text[],
        %(place_ladder)s::int[], %(place_label)s::text[]) t(committee_id, kind, ladder, label)),
step AS MATERIALIZED (
    SELECT * FROM unnest(%(step_ladder)s::int[], %(step_due_on)s::date[],
        %(step_recipient)s::text[], %(step_mark)s::text[], %(step_since)s::timestamptz[],
        %(step_words)s::text[], %(step_weight)s::text[])
    t(ladder, due_on, recipient, mark, since, words, weight)),
page AS MATERIALIZED (
    SELECT * FROM unnest(%(page_kind)s::text[], %(page_before)s::text[], %(page_after)s::text[])
    t(kind, before, after)),
sees AS MATERIALIZED (
    SELECT * FROM unnest(%(sees_subject)s::text[], %(sees_recipient)s::text[])
    t(subject_type, recipient)),
role AS MATERIALIZED (
    SELECT * FROM unnest(%(role)s::text[], %(role_label)s::text[]) t(role, label))
"""

# Who is meant, as the key of their seats; a recipient who may not see the matter has none.
DUE = """
due AS (
    SELECT owed.id, owed.due_version, owed.provisional, place.label, step.mark, step.words,
        step.weight, page.before || affair.uid || page.after AS url, affair.caption,
        CASE WHEN step.recipient = 'debtor' THEN ''
            ELSE coalesce(unit.short_name, role.label) || '：' END AS who,
        CASE step.recipient
            WHEN 'debtor' THEN owed.scope_key
            WHEN 'head' THEN CASE WHEN owed.role = 'liaison' THEN
                'unit_head/' || owed.committee_id || '//'
                || coalesce(unit.parent_id, unit.id) || '///' END
            WHEN 'dispatcher' THEN
                'dispatcher/' || owed.committee_id || '/' || unit.system_id || '////'
            ELSE CASE WHEN owed.role <> step.recipient AND owed.committee_id = affair.committee_id
                THEN step.recipient || '/' || owed.committee_id || '/////' END
        END AS scope_key
    FROM deadlines_obligation owed
    JOIN place ON place.committee_id = owed.committee_id AND place.kind = owed.kind
    JOIN step ON step.ladder = place.ladder AND step.due_on = owed.due_on
    JOIN workflow_case affair ON affair.id = owed.case_id
    JOIN page ON page.kind = affair.kind
    JOIN role ON role.role = owed.role
    LEFT JOIN members_unit unit ON unit.id = owed.unit_id
    WHERE owed.met_at IS NULL AND owed.cancelled_at IS NULL AND owed.paused_on IS NULL
        AND owed.due_on <= %(last)s AND owed.opened_at < step.since
        AND (step.recipient = 'debtor' OR EXISTS (
            SELECT FROM sees WHERE sees.subject_type = owed.subject_type
                AND sees.recipient = step.recipient)))
"""
WRITE = (
    """
told AS (
    INSERT INTO notices_notice (seat_id, user_id, event_id, about, text, url, weight, at, read_at,
        duty, due_version, settled)
    SELECT seat.id, seat.user_id, NULL, 'owed:' || due.id || ':' || due.due_version || ':' || mark,
        left(who || label || '，' || words || CASE WHEN provisional THEN '（暂定）' ELSE '' END
            || '　《' || caption || '》', 200),
        url, weight, %(now)s, NULL, due.id, due.due_version, false
    FROM due
    JOIN members_seat seat ON seat.scope_key = due.scope_key AND seat.status = 'held'
        AND seat.valid_from <= %(today)s AND (seat.valid_to IS NULL OR seat.valid_to >= %(today)s)
    JOIN members_user person ON person.id = seat.user_id AND person.is_active
        AND NOT person.is_machine
    ON CONFLICT DO NOTHING
    RETURNING id, seat_id, user_id, weight),
sent AS ("""
    + DELIVERIES.format(told="told")
    + """ RETURNING 1)
SELECT (SELECT count(*) FROM told), (SELECT count(*) FROM sent)
"""
)
SWEEP = "WITH " + ",".join([PLAN, DUE, WRITE])
