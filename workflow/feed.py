"""Every committed event, exactly once, to readers who come back with a cursor."""

from __future__ import annotations

from django.core import signing
from django.core.exceptions import ValidationError
from django.db.models import F, Field, Func, Q, QuerySet, Value
from django.db.models.lookups import GreaterThan

from workflow.models import Event, Xid

SALT = "workflow.feed"
ORDER = ("epoch", "xid", "id")
POSITION = Func(*map(F, ORDER), function="ROW", output_field=Field())
THIS_EPOCH = Func(Value("workflow_epoch"), function="pg_sequence_last_value")
OLDEST_RUNNING = Func(
    Func(function="pg_current_snapshot"), function="pg_snapshot_xmin", output_field=Xid()
)


def feed(events: QuerySet[Event], cursor: str = "", limit: int = 100) -> tuple[list[Event], str]:
    """The next events after the cursor, and the cursor after them.

    Numbers are taken before commit, so only transactions older than the oldest running one are
    served: nothing can appear behind the cursor later. Positions of different transactions do not
    order one case's history; its versions do. Raises ValidationError (code cursor).
    """
    settled = Q(epoch__lt=THIS_EPOCH) | Q(xid__lt=OLDEST_RUNNING)
    page = list(events.filter(settled, after(cursor)).order_by(*ORDER)[:limit])
    if page:
        last = page[-1]
        cursor = signing.dumps((last.epoch, last.xid, last.pk), salt=SALT)
    return page, cursor


def after(cursor: str) -> GreaterThan:
    try:
        epoch, xid, pk = signing.loads(cursor, salt=SALT) if cursor else (0, 0, 0)
    except signing.BadSignature:
        raise ValidationError("游标无效，请重新同步", code="cursor") from None
    place = Func(Value(epoch), Value(xid, Xid()), Value(pk), function="ROW", output_field=Field())
    return GreaterThan(POSITION, place)
