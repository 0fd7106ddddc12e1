"""A question that comes often is planned once for a connection."""

from __future__ import annotations

import pytest
from django.db import connection, transaction

from common import planned

pytestmark = pytest.mark.django_db
TWICE = "SELECT 2 * $1::int"


def asked(question, *arguments):
    with connection.cursor() as cursor:
        planned.ask(cursor, question, arguments)
        return cursor.fetchall()


def known():
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements")
        return sorted(text.partition(" AS ")[2] for (text,) in cursor.fetchall())


@pytest.fixture(autouse=True)
def nothing_planned(db, monkeypatch):
    """For each test anew, in the server and in what we know of it."""
    with connection.cursor() as cursor:
        cursor.execute("DEALLOCATE ALL")
        planned.PREPARED.pop(cursor.connection, None)


def test_it_is_planned_once_and_answered_each_time():
    assert [asked(TWICE, number) for number in (1, 21)] == [[(2,)], [(42,)]]
    assert known() == [TWICE]


def test_it_stays_when_its_transaction_is_taken_back():
    with transaction.atomic():
        asked(TWICE, 1)
        transaction.set_rollback(True)
    assert asked(TWICE, 2) == [(4,)]


def test_a_connection_does_not_collect_them_for_ever(monkeypatch):
    monkeypatch.setattr(planned, "MOST", 2)
    for factor in (3, 4, 5):
        assert asked(f"SELECT {factor} * $1::int", 2) == [(2 * factor,)]
    assert known() == ["SELECT 5 * $1::int"]
