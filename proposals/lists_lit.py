"""The traffic lights of lists: by case, meeting and share, each in one question for all lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Prefetch, Q

from deadlines.lights import Light, light_of
from deadlines.models import Obligation
from deadlines.workdays import stamped
from members.models import Seat
from proposals.models import Assignment
from proposals.owning import unknown_to

NEXT = "owed_now"  # the open debts of a case, the nearest first


Unknown = Callable[[Seat], Q]


def debts_known(seat: Seat, unknown: Unknown = unknown_to) -> Any:
    """What is open, as far as this seat may know of it: as on the page of the case."""
    still = stamped(Obligation.objects.open()).exclude(unknown(seat))
    return still.order_by("due_on", "pk")


def with_lights(rows: Any, seat: Seat, unknown: Unknown = unknown_to) -> Any:
    """Proposals, meetings or campaigns with what is owed for them next."""
    known = Prefetch("case__obligations", debts_known(seat, unknown), to_attr=NEXT)
    return rows.select_related("case").prefetch_related(known)


def light(row: Any) -> Light | None:
    """By the nearest day of a limit that runs; a stopped one where there is no other."""
    owed: list[Obligation] = getattr(row.case, NEXT, [])
    running = [one for one in owed if not one.paused_on]
    return light_of((running or owed)[0]) if owed else None


def lights_of_shares(shares: Iterable[Assignment], seat: Seat) -> dict[int, Light]:
    """By share, the next day of each."""
    wanted = [share.pk for share in shares]
    owed = debts_known(seat).filter(subject_type=Assignment.kind(), subject_id__in=wanted)
    lights: dict[int, Light] = {}
    for one in owed.order_by("paused_on", "due_on", "pk"):
        lights.setdefault(one.subject_id, light_of(one))
    return lights
