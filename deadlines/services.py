"""What is owed. Called inside the move that makes it so, hence in its transaction."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from django.db.models import F

from common import clock
from deadlines.arithmetic import Calendar, Due, fixed_date
from deadlines.models import Obligation
from deadlines.policies import Limit
from deadlines.workdays import calendar_now
from members.models import Seat, Session
from workflow.models import Row


class Debtor(NamedTuple):
    """Who owes: a role in a committee, narrowed to a system, unit, member …"""

    role: str
    committee_id: int
    system_id: int | None = None
    unit_id: int | None = None
    organisation_id: int | None = None
    member_id: int | None = None
    township_id: int | None = None

    def alive(self) -> bool:
        """Whether anybody holds a seat that fits."""
        return Seat.objects.held().filter(**self._asdict()).exists()


def owe(
    row: Row,
    kind: str,
    debtor: Debtor,
    *,
    limit: Limit,
    start: date | None = None,
    session: Session | None = None,
    calendar: Calendar | None = None,
) -> Obligation:
    """The debtor owes this for the row, counted from `start` (today unless told).

    calendar: where calendar_now() was asked already in this very transaction.
    """
    start = start or clock.today()
    due = limit.due(start, calendar or calendar_now(row.case.committee_id))
    owed = debt(row, kind, debtor, limit, start, due, session)
    owed.save()
    told(row, owed)
    return owed


def debt(
    row: Row,
    kind: str,
    debtor: Debtor,
    limit: Limit,
    start: date,
    due: Due,
    session: Session | None,
) -> Obligation:
    """What is owed by the `due` day that was reckoned; unsaved."""
    return Obligation(
        case_id=row.case.pk,
        subject_type=row.kind(),
        subject_id=row.pk,
        kind=kind,
        session=session,
        **reckoning(limit, start),
        due_on=due.on,
        first_due_on=due.on,
        provisional=due.provisional,
        rule=limit.rule,
        **debtor._asdict(),
    )


def told(row: Row, owed: Obligation) -> None:
    """The event of the move says what is owed from now on."""
    day = owed.due_on.isoformat()
    row.case.tell("owed", {"id": owed.pk, "kind": owed.kind, "due_on": day})


def reckoning(limit: Limit, start: date) -> dict[str, Any]:
    """What is kept so that the day can be reckoned anew."""
    return {
        "counted_from": start,
        "count": limit.n,
        "measure": limit.measure,
        "fixed_on": limit.fixed_on,
        "policy_duty": limit.duty,
        "occasion": limit.occasion,
        "proposal_kind": limit.form,
    }


def owed(row: Row, *kinds: str, **debtor: Any) -> Any:
    """The open obligations about one row."""
    found = Obligation.objects.open().about(row.kind(), row.pk).filter(**debtor)
    return found.filter(kind__in=kinds) if kinds else found


def meet(row: Row, *kinds: str, **debtor: Any) -> int:
    """These are done; how many were open."""
    done = owed(row, *kinds, **debtor).update(met_at=clock.now())
    if done:
        row.case.tell("met", sorted(kinds))
    return int(done)


def extend(row: Row, kind: str, until: date) -> int:
    """The same debt by a later day, rolled to a working day. How many were moved.

    The day it was first due stays; a new day is a new version, so that debtors are reminded anew.
    """
    due = fixed_date(until, calendar_now(row.case.committee_id))
    moved = owed(row, kind).update(
        extended_to=until,
        due_on=due.on,
        due_version=F("due_version") + 1,
        provisional=due.provisional,
    )
    if moved:
        row.case.tell("extended", {"kind": kind, "due_on": due.on.isoformat()})
    return int(moved)


def rekey(obligation: Obligation, debtor: Debtor) -> None:
    """The same debt by the same day, owed by somebody else; what they owe already is owed once."""
    same = Obligation.objects.open().about(obligation.subject_type, obligation.subject_id)
    taken = same.filter(kind=obligation.kind, **debtor._asdict()).exclude(pk=obligation.pk)
    again = Obligation.objects.filter(pk=obligation.pk)
    if taken.exists():
        again.update(cancelled_at=clock.now())
    else:
        again.update(**debtor._asdict())
    obligation.case.tell("rekeyed", {"id": obligation.pk, "to": place_of(debtor)})


def place_of(debtor: Debtor) -> dict[str, Any]:
    return {name: value for name, value in debtor._asdict().items() if value}


def cancel(row: Row, *kinds: str) -> int:
    """These are no longer owed; how many were open."""
    return int(owed(row, *kinds).update(cancelled_at=clock.now()))


def cancel_all(row: Row, *kinds: str) -> int:
    """Nothing, or nothing of these kinds, is owed for the whole case any more; how many were."""
    still = Obligation.objects.open().filter(case_id=row.case.pk)
    return (still.filter(kind__in=kinds) if kinds else still).update(cancelled_at=clock.now())
