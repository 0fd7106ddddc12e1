"""The sweep: what is due is worked out in days here, and written by one statement."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Min

from common import clock
from deadlines.hours import is_open
from deadlines.models import LastSweep, Obligation
from deadlines.planning import Plan
from deadlines.reminders import SWEEP
from deadlines.workdays import remembered
from notices.addressing import moment
from notices.models import Notice

ONE_AT_A_TIME = 5_390_204  # the advisory lock of whoever sweeps
TAKEN_OVER = "事项已由他人承担"
# What the plan brings has no statistics: taken for two rows, it would be joined row by row.
WHOLE_TABLES = "SET LOCAL enable_nestloop = off"
WHOLE_EVERY = timedelta(seconds=settings.SWEEP_SECONDS * 10)


class Swept(NamedTuple):
    """How many notices and deliveries were written."""

    notices: int
    deliveries: int


def sweep(*, whole: bool = False) -> Swept:
    """Write all reminders that have come due where offices are open. A second run writes none.

    The first of a day writes the marks that have begun; now and then, or when `whole` is asked
    for, older marks are looked at too: for newcomers, and debts that were moved or resumed. After
    days without a sweep each item has one reminder, that of the mark it has reached.
    """
    with remembered(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [ONE_AT_A_TIME])
        if not cursor.fetchone()[0]:
            return Swept(0, 0)
        plan = planned(whole)
        if not plan.steps:
            return Swept(0, 0)
        cursor.execute(WHOLE_TABLES)
        cursor.execute(SWEEP, plan.parameters() | moment(clock.now()))
        return Swept(*cursor.fetchone())


def planned(whole: bool) -> Plan:
    """What has to be looked at now; it is taken as done, for it stands or falls with the sweep."""
    now, today, plan = clock.now(), clock.today(), Plan(clock.today())
    last = LastSweep.objects.in_bulk()
    oldest = Obligation.objects.open().order_by().values("committee").annotate(first=Min("due_on"))
    for committee, first in oldest.values_list("committee", "first"):
        known = last.get(committee)
        after = known.marks_to if known and known.marks_to < today and not whole else None
        if after is None and known and not whole and known.whole_at > now - WHOLE_EVERY:
            continue
        if is_open(committee, now):
            plan.add(committee, first, after)
            remember(committee, today, now if after is None or known is None else known.whole_at)
    return plan


def remember(committee: int, marks_to: date, whole_at: datetime) -> None:
    LastSweep.objects.update_or_create(
        committee_id=committee, defaults={"marks_to": marks_to, "whole_at": whole_at}
    )


def needless(notice: Notice) -> str:
    """Why a notice about a debt need not be sent any more: met, put off, paused, or not theirs."""
    if notice.duty is None:
        return ""
    owed = Obligation.objects.filter(pk=notice.duty).first()
    if owed is None or owed.met_at or owed.cancelled_at:
        return "事项已办理或已取消"
    if owed.paused_on:
        return "事项已暂停计时"
    if notice.due_version not in (None, owed.due_version):
        return "期限已变更"
    seat = notice.seat
    still = Obligation.objects.calling(notice.duty, seat.role, seat.scope_key)
    return "" if still.exists() else TAKEN_OVER
