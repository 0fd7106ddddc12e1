"""What a press for many could not do, case by case: why, and what others did meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from members.doors import of_place
from proposals.models import Proposal
from workflow.models import Event
from workflow.telling import Entry, entry


class Refusal(NamedTuple):
    proposal: Proposal
    why: str
    changes: list[Entry]  # since the page was opened, the newest first


def refusals(why: Mapping[int, str], seen: Mapping[int, int]) -> list[Refusal]:
    """seen: by case the version that lay before the person."""
    rows = Proposal.objects.filter(pk__in=why).for_list().order_by("number", "receipt", "pk")
    since = changes_since(seen)
    return [
        Refusal(row, why[row.pk], [of_place(entry(one), row) for one in since.get(row.pk, [])])
        for row in rows
    ]


def changes_since(seen: Mapping[int, int]) -> dict[int, list[Event]]:
    """By case what was recorded after that version."""
    if not seen:
        return {}
    events = Event.objects.filter(case__in=seen, version__gt=min(seen.values()))
    found: dict[int, list[Event]] = {}
    for one in events.select_related("seat__committee", "user").order_by("-version"):
        if one.version > seen[one.case_id]:
            found.setdefault(one.case_id, []).append(one)
    return found
