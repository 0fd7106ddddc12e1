"""Reminders: what the ladder makes compulsory goes by every way; a sweep is one statement."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from config.celery import app
from deadlines.models import LastSweep, Obligation, Rung
from notices.models import Delivery, Notice
from tests import factories
from tests.browsing import Person
from tests.deadlines.conftest import swept
from tests.test_architecture import code, nodes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("january")]


def wants_no_mail(seat):
    answer = Person(seat).post("/notices/choices/", digest_at="9")
    assert answer.status_code == 302


@pytest.mark.parametrize(
    ("policy", "before", "late"),
    [("never", [], []), ("late", [], ["mail"]), ("always", ["mail"], ["mail"])],
)
def test_who_wants_no_mail_is_sent_what_the_ladder_makes_compulsory(
    owed, here, liaison, policy, before, late
):
    Rung.objects.create(
        committee=here.body, recipient="debtor", before=[7], after_from=1, compulsory=policy
    )
    wants_no_mail(liaison)
    for day, ways in ((date(2026, 5, 13), before), (date(2026, 5, 21), late)):
        assert swept(day).notices == 1  # in the inbox it always stands
        assert list(Delivery.objects.values_list("channel", flat=True)) == ways
        Delivery.objects.all().delete()


def more(owed, count):
    """As many debts of the same kind and day."""
    kept = {
        field.attname: getattr(owed, field.attname)
        for field in Obligation._meta.concrete_fields
        if field.name not in ("id", "subject_id") and not field.generated
    }
    Obligation.objects.bulk_create(
        Obligation(**kept | {"subject_id": 10_000_000 + n}) for n in range(count)
    )


def test_a_sweep_writes_all_its_reminders_and_their_ways_by_one_statement(owed, here, liaison):
    owed.refresh_from_db()
    asked = []
    for count in (1, 300):
        Notice.objects.all().delete()
        LastSweep.objects.all().delete()
        if count > 1:
            more(owed, count - 1)
        with CaptureQueriesContext(connection) as queries:
            told = swept(date(2026, 5, 13))
        assert told == (count, count)
        asked.append(len(queries))
        writing = [one["sql"] for one in queries if "notices_" in one["sql"]]
        assert len(writing) == 1
    assert asked[1] <= asked[0]


def test_a_colleague_beside_is_a_row_of_its_own_in_the_ledger(owed, here, education, liaison):
    """The ledger's key: obligation, version of its day, mark, recipient, way."""
    factories.person(here, "liaison", unit=education)
    assert swept(date(2026, 5, 13)) == (2, 2)
    assert swept(date(2026, 5, 13)) == (0, 0)
    Obligation.objects.filter(pk=owed.pk).update(due_version=2)
    LastSweep.objects.all().delete()
    assert swept(date(2026, 5, 13)) == (2, 2)


def test_nothing_waits_in_the_broker_for_its_hour():
    """No ETA and no countdown: what is due later is a row with its time, not a message."""
    options = [entry.get("options", {}) for entry in app.conf.beat_schedule.values()]
    assert options
    assert not [one for one in options if one.keys() & {"eta", "countdown"}]
    late = {"apply_async", "send_task", "delay", "countdown", "eta", "retry"}
    named = {
        str(path)
        for path in code()
        for node in nodes(path)
        if getattr(node, "attr", None) in late or getattr(node, "arg", None) in {"countdown", "eta"}
    }
    assert named == set()
