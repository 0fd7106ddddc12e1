"""For reminders: one debt of a unit, entered in January and due in May; the sweep of a day."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from common import clock
from common.clock import SHANGHAI
from deadlines.models import Obligation
from deadlines.sweep import sweep
from notices.models import Notice

BEGUN, DUE = date(2026, 1, 5), date(2026, 5, 20)  # a Monday, a Wednesday


@pytest.fixture
def january():
    """Everything is entered in January."""
    with clock.frozen(BEGUN):
        yield


@pytest.fixture
def owed(january, signed_for):
    """Of all that is owed only the unit's answer, due in May."""
    debt = Obligation.objects.get(kind="reply")
    Obligation.objects.exclude(pk=debt.pk).update(cancelled_at=clock.now())
    Obligation.objects.filter(pk=debt.pk).update(due_on=DUE)
    Notice.objects.all().delete()
    debt.refresh_from_db()
    return debt


def swept(day, hour=10, minute=0, *, whole=False):
    with clock.frozen(datetime.combine(day, time(hour, minute), SHANGHAI)):
        return sweep(whole=whole)
