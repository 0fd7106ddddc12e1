from django.db import migrations

EPOCH = """
CREATE SEQUENCE workflow_epoch AS smallint;
SELECT nextval('workflow_epoch');
"""

FUNCTIONS = """
CREATE FUNCTION workflow_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE FUNCTION workflow_require_event() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$  -- a temporary workflow_event must not stand in for ours
DECLARE
    old_status text := coalesce(OLD.status, '');
    new_status text := coalesce(NEW.status, '');
    number bigint := coalesce(to_jsonb(NEW), to_jsonb(OLD)) ->> TG_ARGV[0];  -- its primary key
    this_epoch smallint := pg_sequence_last_value('workflow_epoch');  -- volatile: no index if inline
BEGIN
    IF old_status <> new_status AND NOT EXISTS (
        SELECT FROM workflow_event
        WHERE epoch = this_epoch AND xid = pg_current_xact_id()
            AND subject_type = TG_TABLE_NAME AND subject_id = number
            AND source = old_status AND target = new_status
    ) THEN
        RAISE EXCEPTION '% %: "%" became "%" without an event',
            TG_TABLE_NAME, number, old_status, new_status
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
"""

UNDO = """
DROP FUNCTION workflow_refuse, workflow_require_event;
DROP SEQUENCE workflow_epoch;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [migrations.RunSQL(EPOCH + FUNCTIONS, UNDO)]
