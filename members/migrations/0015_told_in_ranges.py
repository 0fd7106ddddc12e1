import django.db.models.deletion
from django.db import migrations, models

import members.models.clients

IN_RANGES = """
ALTER TABLE members_copied RENAME TO members_copied_before;
CREATE TABLE members_copied (
    client_id bigint NOT NULL, block bigint NOT NULL, cases int8multirange NOT NULL
);
INSERT INTO members_copied
SELECT client_id, case_id >> 10, range_agg(int8range(case_id, case_id, '[]'))
FROM members_copied_before GROUP BY 1, 2;
DROP TABLE members_copied_before;
ALTER TABLE members_copied ADD PRIMARY KEY (client_id, block);
"""
ONE_BY_ONE = """
ALTER TABLE members_copied RENAME TO members_copied_after;
CREATE TABLE members_copied (client_id bigint NOT NULL, case_id bigint NOT NULL);
INSERT INTO members_copied
SELECT client_id, generate_series(lower(part), upper(part) - 1)
FROM members_copied_after CROSS JOIN unnest(cases) AS part;
DROP TABLE members_copied_after;
ALTER TABLE members_copied ADD PRIMARY KEY (client_id, case_id);
"""


class Migration(migrations.Migration):
    """What was told, as ranges of keys: a first load writes a row of a thousand cases."""

    dependencies = [("members", "0014_told_without_looking")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(IN_RANGES, ONE_BY_ONE)],
            state_operations=[
                migrations.DeleteModel("Copied"),
                migrations.CreateModel(
                    name="Copied",
                    fields=[
                        (
                            "pk",
                            models.CompositePrimaryKey(
                                "client_id",
                                "block",
                                blank=True,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        (
                            "client",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="copied",
                                to="members.client",
                            ),
                        ),
                        ("block", models.BigIntegerField()),
                        ("cases", members.models.clients.Keys()),
                    ],
                ),
            ],
        ),
    ]
