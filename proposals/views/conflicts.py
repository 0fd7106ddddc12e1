"""What a press for many could not do, case by case: why, and what others did meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from members.doors import of_place
from members.models import Seat
from proposals.models import Proposal
from proposals.showing import events_for
from proposals.workflow import Action
from workflow.models import Event
from workflow.telling import Entry, entry


class Refusal(NamedTuple):
    proposal: Proposal
    why: str
    changes: list[Entry]  # since the page was opened, the newest first


def refusals(why: Mapping[int, str], seen: Mapping[int, int], seat: Seat) -> list[Refusal]:
    """seen: by case the version that lay before the person, as their browser says."""
    rows = Proposal.objects.filter(pk__in=why).for_list().order_by("number", "receipt", "pk")
    return [Refusal(row, why[row.pk], changes_since(row, seen.get(row.pk), seat)) for row in rows]


def changes_since(row: Proposal, seen: int | None, seat: Seat) -> list[Entry]:
    """What was recorded after that version, as far as the page of the case tells the seat.

    Whoever sits in these meetings knows every question that was asked about it.
    """
    if seen is None or row.case.version <= seen:
        return []
    asked = Event.objects.filter(case=row.pk, action=Action.CONSULT)
    known = (events_for(seat, row) | asked).filter(version__gt=seen)
    return [of_place(entry(one), row) for one in known]
