import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models

import proposals.models.searching

FUNCTIONS = r"""
-- One spelling for what is stored and what is asked: half width, small letters, and no line
-- break or blank beside a Chinese character. proposals/searching.py folds what is asked alike.
CREATE FUNCTION proposals_search_fold(text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT regexp_replace(regexp_replace(lower(normalize($1, NFKC)), '\s+', ' ', 'g'),
        ' (?=[^\x01-\x7f])|(?<=[^\x01-\x7f]) ', '', 'g')
$$;

-- Characters that stand in words and are not Latin: all but signs and punctuation.
CREATE FUNCTION proposals_search_written(text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT ascii($1) > 191 AND ascii($1) NOT BETWEEN 8192 AND 10239
        AND (ascii($1) NOT BETWEEN 12288 AND 12351 OR ascii($1) BETWEEN 12293 AND 12295)
$$;

CREATE FUNCTION proposals_search_words(
    numbers text, title text, names text, body text, replies text
) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
SET search_path = public, pg_temp AS $$
    WITH every AS (SELECT concat_ws('/', title, names, body, replies) AS said),
    signs AS (
        SELECT sign, lead(sign) OVER (ORDER BY place) AS next, proposals_search_written(sign) AS own,
            proposals_search_written(lead(sign) OVER (ORDER BY place)) AS nexts
        FROM every, unnest(string_to_array(said, NULL)) WITH ORDINALITY AS one(sign, place)
    )
    SELECT array_to_tsvector(string_to_array(numbers, ' ') || coalesce(array_agg(token), '{}'))
    FROM (
        SELECT sign AS token FROM signs WHERE own
        UNION SELECT sign || next FROM signs WHERE own AND nexts
        UNION SELECT word[1] FROM every, regexp_matches(said, '[a-z0-9]+', 'g') AS word
    ) AS found
$$;

-- A quarter of all runs of four characters, chosen by their hash: texts that share passages share
-- these, in whatever order the passages stand.
CREATE FUNCTION proposals_search_sketch(title text, body text) RETURNS integer[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE
SET search_path = public, pg_temp AS $$
    WITH signs AS (
        SELECT sign, place FROM unnest(string_to_array(concat(title, body), NULL))
            WITH ORDINALITY AS one(sign, place)
        WHERE proposals_search_written(sign) OR sign BETWEEN '0' AND '9' OR sign BETWEEN 'a' AND 'z'
    ), runs AS (
        SELECT hashtext(sign || lead(sign) OVER way || lead(sign, 2) OVER way
            || lead(sign, 3) OVER way) AS run
        FROM signs WINDOW way AS (ORDER BY place)
    )
    SELECT coalesce(array_agg(DISTINCT run), '{}') FROM runs WHERE run % 4 = 0
$$;
"""

# What ought to be stored, in one place: triggers, the first filling and the nightly check read it.
VIEW = """
CREATE VIEW proposals_searchable AS
SELECT
    proposal.case_id,
    concat_ws(' ', '#' || proposal.number, '#' || proposal.receipt) AS numbers,
    proposals_search_fold(proposal.title) AS title,
    proposals_search_fold(concat_ws('/', member.name, member.initials, organisation.name, (
        SELECT string_agg(concat_ws('/', other.name, other.initials), '/' ORDER BY cosigner.id)
        FROM proposals_cosigner AS cosigner JOIN members_member AS other
            ON other.id = cosigner.member_id
        WHERE cosigner.case_id = proposal.case_id
    ))) AS names,
    proposals_search_fold(coalesce((
        SELECT body FROM proposals_proposaltext AS wording
        WHERE wording.case_id = proposal.case_id AND wording.revision = proposal.revision
    ), '')) AS body,
    proposals_search_fold(coalesce((
        SELECT string_agg(reply.body, '/' ORDER BY reply.id) FROM proposals_reply AS reply
        WHERE reply.case_id = proposal.case_id AND reply.delivered_on IS NOT NULL
    ), '')) AS replies
FROM proposals_proposal AS proposal
LEFT JOIN members_member AS member ON member.id = proposal.member_id
LEFT JOIN members_organisation AS organisation ON organisation.id = proposal.organisation_id;

CREATE FUNCTION proposals_search_refresh(cases bigint[]) RETURNS integer LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
    written integer;
BEGIN
    INSERT INTO proposals_searchtext AS kept (case_id, numbers, title, names, body, replies)
    SELECT * FROM proposals_searchable WHERE case_id = ANY(cases) ORDER BY case_id
    ON CONFLICT (case_id) DO UPDATE SET
        numbers = excluded.numbers, title = excluded.title, names = excluded.names,
        body = excluded.body, replies = excluded.replies
    WHERE (kept.numbers, kept.title, kept.names, kept.body, kept.replies) IS DISTINCT FROM
        (excluded.numbers, excluded.title, excluded.names, excluded.body, excluded.replies);
    GET DIAGNOSTICS written = ROW_COUNT;
    RETURN written;
END $$;
"""


def trigger(name, table, operation, tables, cases):
    """After such a statement, the cases that it concerns are written anew."""
    return f"""
CREATE FUNCTION proposals_search_{name}() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
    concerned bigint[] := ARRAY({cases});
BEGIN
    IF concerned <> '{{}}' THEN
        PERFORM proposals_search_refresh(concerned);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER search_{name} AFTER {operation} ON {table} REFERENCING {tables}
FOR EACH STATEMENT EXECUTE FUNCTION proposals_search_{name}();
"""


NEW, OLD = "NEW TABLE AS fresh", "OLD TABLE AS past"
RENAMED = "SELECT fresh.id FROM fresh JOIN past USING (id) WHERE "
TRIGGERS = [
    trigger("born", "proposals_proposal", "INSERT", NEW, "SELECT case_id FROM fresh"),
    trigger(
        *("changed", "proposals_proposal", "UPDATE", f"{NEW} {OLD}"),
        "SELECT case_id FROM fresh JOIN past USING (case_id) WHERE "
        "(fresh.title, fresh.number, fresh.receipt, fresh.revision, fresh.member_id,"
        " fresh.organisation_id) IS DISTINCT FROM (past.title, past.number, past.receipt,"
        " past.revision, past.member_id, past.organisation_id)",
    ),
    trigger("worded", "proposals_proposaltext", "INSERT", NEW, "SELECT case_id FROM fresh"),
    trigger("signed", "proposals_cosigner", "INSERT", NEW, "SELECT case_id FROM fresh"),
    trigger("unsigned", "proposals_cosigner", "DELETE", OLD, "SELECT case_id FROM past"),
    trigger(
        *("answered", "proposals_reply", "INSERT", NEW),
        "SELECT case_id FROM fresh WHERE delivered_on IS NOT NULL",
    ),
    trigger(
        *("delivered", "proposals_reply", "UPDATE", f"{NEW} {OLD}"),
        "SELECT fresh.case_id FROM fresh JOIN past USING (id) WHERE "
        "fresh.delivered_on IS DISTINCT FROM past.delivered_on"
        " OR fresh.delivered_on IS NOT NULL AND fresh.body <> past.body",
    ),
    trigger(
        *("person", "members_member", "UPDATE", f"{NEW} {OLD}"),
        f"WITH renamed AS ({RENAMED} (fresh.name, fresh.initials) IS DISTINCT FROM"
        " (past.name, past.initials))"
        " SELECT case_id FROM proposals_proposal WHERE member_id IN (SELECT id FROM renamed)"
        " UNION SELECT case_id FROM proposals_cosigner"
        " WHERE member_id IN (SELECT id FROM renamed)",
    ),
    trigger(
        *("body", "members_organisation", "UPDATE", f"{NEW} {OLD}"),
        "SELECT case_id FROM proposals_proposal WHERE organisation_id IN"
        f" ({RENAMED} fresh.name <> past.name)",
    ),
]
TABLES = {
    "born": "proposals_proposal", "changed": "proposals_proposal",
    "worded": "proposals_proposaltext", "signed": "proposals_cosigner",
    "unsigned": "proposals_cosigner", "answered": "proposals_reply",
    "delivered": "proposals_reply", "person": "members_member", "body": "members_organisation",
}
NO_TRIGGERS = "".join(
    f"DROP TRIGGER search_{name} ON {table}; DROP FUNCTION proposals_search_{name};"
    for name, table in TABLES.items()
)
NO_VIEW = "DROP FUNCTION proposals_search_refresh; DROP VIEW proposals_searchable;"
NO_FUNCTIONS = (
    "DROP FUNCTION proposals_search_sketch, proposals_search_words, proposals_search_written,"
    " proposals_search_fold;"
)
FILL = (
    "INSERT INTO proposals_searchtext (case_id, numbers, title, names, body, replies)"
    " SELECT * FROM proposals_searchable;"
)


class Migration(migrations.Migration):

    dependencies = [
        ('proposals', '0005_commitments'),
        ('members', '0007_published_sessions'),
    ]

    operations = [
        migrations.RunSQL(FUNCTIONS, NO_FUNCTIONS),
        migrations.CreateModel(
            name='SearchText',
            fields=[
                ('proposal', models.OneToOneField(db_column='case_id', on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='found', serialize=False, to='proposals.proposal')),
                ('numbers', models.TextField()),
                ('title', models.TextField()),
                ('names', models.TextField()),
                ('body', models.TextField()),
                ('replies', models.TextField()),
                ('words', models.GeneratedField(db_persist=True, expression=proposals.models.searching.Tokens(models.F('numbers'), models.F('title'), models.F('names'), models.F('body'), models.F('replies')), output_field=django.contrib.postgres.search.SearchVectorField())),
                ('sketch', models.GeneratedField(db_persist=True, expression=proposals.models.searching.Sketch(models.F('title'), models.F('body')), output_field=django.contrib.postgres.fields.ArrayField(models.IntegerField(), size=None))),
            ],
            options={
                'indexes': [django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=['words'], name='search_words'), django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=['sketch'], name='search_sketch')],
            },
        ),
        migrations.RunSQL(VIEW, NO_VIEW),
        migrations.RunSQL("".join(TRIGGERS), NO_TRIGGERS),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
