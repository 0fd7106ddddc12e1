"""After a restore the transaction numbers start again; an epoch keeps the feed in one piece."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from config.stack.binaries import postgres_bin
from config.stack.postgres import HASTY, Postgres
from members.services.registry import note
from tests.conftest import sql
from tests.workflow.reading import feed
from workflow.chain import faults
from workflow.models import Event

LATER = "DO $$ BEGIN FOR i IN 1..9999 LOOP PERFORM pg_current_xact_id(); COMMIT; END LOOP; END $$"


@pytest.fixture
def other_cluster(transactional_db):
    """Another server; entering it takes a dump along and turns the connection to it."""
    home = Path(tempfile.mkdtemp(prefix="pg"))
    home.chmod(0o755)
    server = Postgres(home / "data", home / "log", HASTY).start()
    before = dict(connection.settings_dict)
    yield server
    connection.close()
    connection.settings_dict.update(before)
    server.stop()
    shutil.rmtree(home)


def address(host="", name=""):
    """The options by which the tools find a database; without arguments, the one in use."""
    settings = connection.settings_dict
    return [
        *("-h", host or settings["HOST"] or os.environ["PGHOST"]),
        *("-U", settings["USER"] or "postgres", "-d", name or settings["NAME"]),
    ]


def move_to(server):
    tools = postgres_bin()
    dump = subprocess.run([tools / "pg_dump", *address()], check=True, capture_output=True)
    load = [tools / "psql", "-qX", "-v", "ON_ERROR_STOP=1", *address(server.socket, "postgres")]
    subprocess.run(load, check=True, input=dump.stdout, stdout=subprocess.DEVNULL)
    connection.close()
    connection.settings_dict.update(HOST=str(server.socket), NAME="postgres")


def test_the_feed_goes_on_after_dump_and_restore(other_cluster, here, capsys):
    sql(LATER)
    note(here.registry, "原库", by=here.by)
    _, place = feed(Event.objects.all())
    note(here.registry, "备份之前", by=here.by)
    numbers = list(Event.objects.values_list("xid", flat=True))

    move_to(other_cluster)
    assert list(Event.objects.values_list("xid", flat=True)) == numbers
    assert "备份之前" not in words(feed(Event.objects.all())[0])  # a future it has not seen
    [[before]] = sql("SELECT pg_sequence_last_value('workflow_epoch')")
    call_command("new_epoch")
    assert f"第 {before + 1} 纪元" in capsys.readouterr().out
    page, place = feed(Event.objects.all(), place)
    assert words(page) == ["备份之前"]  # the old place still holds

    note(here.registry, "新库", by=here.by)
    [event], _ = feed(Event.objects.all(), place)
    assert (event.note, event.epoch) == ("新库", before + 1)
    assert event.xid < max(numbers)
    assert list(faults()) == []


def words(page):
    return [event.note for event in page]
