"""Whether anybody is there to act; asked once for all whom a page may have to wait for."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q

from deadlines.services import Debtor
from members.models import Seat


def alive(debtor: Debtor, root: Any) -> bool:
    """Whether anybody is there; asked once for each row that a page has read."""
    known: dict[Debtor, bool] = root.__dict__.setdefault("who_is_there", {})
    if debtor not in known:
        known[debtor] = debtor.alive()
    return known[debtor]


def who_is_there(root: Any, debtors: Iterable[Debtor]) -> None:
    """Ask once which of those who have to act can sign in, instead of once a button."""
    wanted = set(debtors)
    fitting = reduce(or_, (Q(**one._asdict()) for one in wanted), Q(pk__in=()))
    held = Seat.objects.held().filter(fitting) if wanted else ()
    there = {Debtor(**seat.scope()) for seat in held}
    root.__dict__["who_is_there"] = {one: one in there for one in wanted}
