"""Every committed event, exactly once, to readers who come back to where they were."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.db.models import F, Field, Func, Q, QuerySet, Value
from django.db.models.lookups import GreaterThan

from workflow.models import Event, Xid

ORDER = ("epoch", "xid", "id")
POSITION = Func(*map(F, ORDER), function="ROW", output_field=Field())
THIS_EPOCH = Func(Value("workflow_epoch"), function="pg_sequence_last_value")
OLDEST_RUNNING = Func(
    Func(function="pg_current_snapshot"), function="pg_snapshot_xmin", output_field=Xid()
)
ANY_PLACE = Func(  # the first three arguments of what is planned once
    template="ROW($1::bigint, $2::xid8, $3::bigint)", output_field=Field()
)
Place = tuple[int, int, int]  # epoch, transaction, event
BEGINNING: Place = (0, 0, 0)


def following(events: QuerySet[Event], place: Place, limit: int) -> list[Event]:
    """The next settled events after that place.

    Numbers are taken before commit, so only transactions older than the oldest running one are
    served: nothing can appear behind the place later. Positions of different transactions do not
    order one case's history; its versions do.
    """
    return list(after(events, past(place))[:limit])


def after(events: QuerySet[Any], place: GreaterThan) -> QuerySet[Any]:
    return settled(events).filter(place).order_by(*ORDER)


def settled(events: QuerySet[Event]) -> QuerySet[Event]:
    return events.filter(Q(epoch__lt=THIS_EPOCH) | Q(xid__lt=OLDEST_RUNNING))


def end_of(events: QuerySet[Event]) -> Place:
    """The place after everything that is settled by now."""
    last = settled(events).order_by(*(f"-{name}" for name in ORDER)).first()
    return place_of(last) if last else BEGINNING


def place_of(event: Event) -> Place:
    return event.epoch, event.xid, event.pk


def this_epoch() -> int:
    """Every restore begins a new one; what was read before it may never have happened."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sequence_last_value('workflow_epoch')")
        return int(cursor.fetchone()[0])


def past_any() -> GreaterThan:
    """As past, in a question that is planned once for all places."""
    return GreaterThan(POSITION, ANY_PLACE)


def past(place: Place) -> GreaterThan:
    epoch, xid, pk = place
    row = Func(Value(epoch), Value(xid, Xid()), Value(pk), function="ROW", output_field=Field())
    return GreaterThan(POSITION, row)
