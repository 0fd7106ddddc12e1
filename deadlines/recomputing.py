"""Reckoning open obligations anew after a change of calendar or policy, case by case.

A case is one move and at most one event; where nothing changes, nothing is written. So work that
was broken off is simply done again from the last case that is known to be done.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import F, Q, QuerySet

from common import clock
from deadlines.arithmetic import Calendar, Due
from deadlines.defaults import Kind
from deadlines.models import Obligation, Recomputation
from deadlines.policies import limit_for
from deadlines.reckoning import COLUMNS, Basis, basis_of, pauses_of
from deadlines.workdays import below, calendar_now
from members.models import Committee
from workflow.models import Case
from workflow.upkeep import Upkeep, keep_up

log = logging.getLogger(__name__)
TURN = 5_390_205  # the advisory lock of whoever recomputes
BATCH = 100  # cases between two notes of how far it has come


class Scope(NamedTuple):
    """Which open obligations a change can touch.

    first, last: the days whose nature changed; duty: whose limits changed, if any did.
    """

    committee: Committee
    first: date | None = None
    last: date | None = None
    duty: str = ""

    def touched(self) -> QuerySet[Obligation]:
        """Open ones below the committee, counted across the days or by the policy."""
        found = Obligation.objects.open().filter(committee__in=below(self.committee.pk))
        if self.duty:
            return found.filter(policy_duty=self.duty, extended_to=None)
        across = Q(counted_from__lte=self.last, due_on__gte=self.first)
        return found.filter(across)


def begin(scope: Scope, cause: str) -> Recomputation:
    """Note that this has to be done; whoever comes first does it."""
    told = scope._asdict() | {"cause": cause[:200]}
    return Recomputation.objects.create(**told)


def go_on() -> int:
    """Do all that is waiting, oldest first; how many obligations were reckoned anew."""
    waiting = Recomputation.objects.filter(done_at=None).select_related("committee").order_by("pk")
    with turn() as ours:
        return sum(carry_out(one) for one in waiting) if ours else 0


@contextmanager
def turn() -> Iterator[bool]:
    """Whether it is our turn: two at once would do the same work twice, if to no harm."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [TURN])
        [ours] = cursor.fetchone()
        try:
            yield ours
        finally:
            if ours:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [TURN])


def carry_out(work: Recomputation) -> int:
    """One change through all its cases, from where it stopped; cases that fail are tried again."""
    total, failed, after = 0, False, work.after_case
    while batch := cases_after(work, after):
        for case in batch:
            try:
                total += reckon_case(case, work)
            except Exception:
                failed = True
                log.exception("第%s号件的期限未能重新核定，下次再试", case.pk)
        after = batch[-1].pk
        Recomputation.objects.filter(pk=work.pk, after_case__lt=after).update(after_case=after)
    end = {"after_case": 0} if failed else {"done_at": clock.now()}
    Recomputation.objects.filter(pk=work.pk, done_at=None).update(**end)
    return total


def cases_after(work: Recomputation, after: int) -> list[Case]:
    touched = scope_of(work).touched().values("case")
    return list(Case.objects.filter(pk__in=touched, pk__gt=after).order_by("pk")[:BATCH])


def scope_of(work: Recomputation) -> Scope:
    return Scope(work.committee, work.first, work.last, work.duty)


def reckon_case(case: Case, work: Recomputation) -> int:
    """All of one case in one move; how many were reckoned anew."""
    moved = 0

    def look_after(root: Any) -> str:
        nonlocal moved
        reckoner = Reckoner(calendar_now, anew=bool(work.duty))
        for owed in with_all(scope_of(work).touched().filter(case=case.pk)):
            if changes := reckoner.changes(owed):
                root.case.tell("reckoned", told_of(owed, changes))
                renew(owed, changes)
                moved += 1
        if not moved:
            return ""
        Recomputation.objects.filter(pk=work.pk).update(moved=F("moved") + moved)
        return f"{work.cause}，重新核定{moved}项期限"

    keep_up(case, Upkeep.RECKON, look_after)
    return moved


def with_all(rows: QuerySet[Obligation]) -> QuerySet[Obligation]:
    return rows.order_by("pk").select_related("session__term").prefetch_related("pauses")


def renew(owed: Obligation, changes: dict[str, Any]) -> None:
    """A new day is a new version, so that debtors are reminded anew."""
    version = {"due_version": F("due_version") + 1} if "due_on" in changes else {}
    Obligation.objects.filter(pk=owed.pk).update(**changes, **version)


def told_of(owed: Obligation, changes: dict[str, Any]) -> dict[str, Any]:
    """Before and after, for the record."""
    pairs = {name: [plain(getattr(owed, name)), plain(new)] for name, new in changes.items()}
    return {"id": owed.pk, "kind": owed.kind, "changes": pairs}


def plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


class Reckoner:
    """Says what would have to change of an obligation; looks calendars and limits up once."""

    def __init__(self, calendar: Callable[[int], Calendar], *, anew: bool) -> None:
        """anew: by the limits now in force, not by those kept with it."""
        self.calendar, self.anew = cache(calendar), anew
        self.limit = cache(limit_for)
        self.due: Callable[..., Due] = cache(Basis.due)

    def changes(self, owed: Obligation) -> dict[str, Any]:
        """Column → value; empty where its day and limit hold already."""
        fresh = self.limit_of(owed) if self.anew else {}
        told = {name: value for name, value in fresh.items() if name in COLUMNS}
        pauses = tuple(pauses_of(owed))
        due = self.due(replace(basis_of(owed), **told), self.calendar(owed.committee_id), pauses)
        fresh |= {"due_on": due.on, "provisional": due.provisional}
        return {name: value for name, value in fresh.items() if getattr(owed, name) != value}

    def limit_of(self, owed: Obligation) -> dict[str, Any]:
        limit = self.limit(
            Kind(owed.policy_duty),
            owed.committee_id,
            term=owed.session.term if owed.session else None,
            occasion=owed.occasion,
            form=owed.proposal_kind,
        )
        return {
            "count": limit.n,
            "measure": limit.measure.value,
            "fixed_on": limit.fixed_on,
            "rule": limit.rule,
        }
