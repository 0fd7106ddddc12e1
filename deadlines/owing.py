"""What is owed as the page of a case tells it: what its reader is to do, what waits for others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from deadlines.lights import light_of
from deadlines.models import Obligation
from members.models import Role, Seat

Named = Mapping[tuple[str, int | None], str]  # parts of a case, as they are called
NONE: Named = {}


def owed_by(
    owed: Sequence[Obligation], seat: Seat, parts: Named = NONE
) -> dict[str, list[dict[str, Any]]]:
    """What this seat is to do now, and what waits for others; each says of which part it is."""
    told: dict[str, list[dict[str, Any]]] = {"mine": [], "waiting": []}
    for one in owed:
        whose = "mine" if one.scope_key == seat.scope_key else "waiting"
        told[whose].append(debt(one, parts))
    return told


def debt(owed: Obligation, parts: Named) -> dict[str, Any]:
    """A part that is called like who owes it is not told twice."""
    who = str(owed.unit) if owed.unit_id else Role(owed.role).label
    about = parts.get((owed.subject_type, owed.subject_id), "")
    told = {"kind": owed.get_kind_display(), "light": light_of(owed), "who": who}
    return told | {"part": "" if about == who else about}
