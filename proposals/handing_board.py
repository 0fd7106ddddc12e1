"""交办会: what waits for the hand-over by its likely host, with what each unit has in hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from django.http import QueryDict

from common.whole import whole, wholes
from members.models import Unit
from proposals.agenda import questions_of
from proposals.forms.handing import advised, host_first
from proposals.likely import candidates
from proposals.models import Consultation, Proposal

SHOWN = 60  # cases on one page, each handed over in a transaction of its own
KEYS = 3  # units that a key each brings a case to
Units = Mapping[int, Unit]
Line = dict[str, Any]


class Section(NamedTuple):
    """The cases of one likely host; now and then: its load before and after this meeting."""

    unit: Unit | None
    lines: list[Line]
    now: int
    then: int

    @property
    def key(self) -> int:
        return self.unit.pk if self.unit else 0


class Group(NamedTuple):
    """How many wait for one host, of all that wait."""

    unit: Unit | None
    size: int
    current: bool

    @property
    def key(self) -> int:
        return self.unit.pk if self.unit else 0


def hosts_of(waiting: Sequence[Proposal], units: Units) -> dict[int, int]:
    """By case its likely host: the first unit of one's own that the office suggested, else 0."""
    suggested = advised(waiting)
    firsts = {one.pk: host_first(suggested.get(one.pk, []), units)[0] for one in waiting}
    return {pk: unit.pk if unit else 0 for pk, unit in firsts.items()}


def groups_of(hosts: Mapping[int, int], units: Units, wanted: int | None) -> list[Group]:
    counts = Counter(hosts.values())
    ordered = sorted(counts, key=lambda pk: (-counts[pk], pk))
    return [Group(units.get(pk), counts[pk], pk == wanted) for pk in ordered]


def lines_of(rows: Sequence[Proposal], units: Units, told: QueryDict | None) -> list[Line]:
    """Each case with the units that were suggested, or as chosen where it was on the page sent."""
    suggested, likely = advised(rows), candidates(rows, units, KEYS + 1)
    asked = questions_of(rows, Consultation.Stage.HAND_OVER)
    return [
        line_of(row, suggested.get(row.pk, []), units, told)
        | {"likely": likely.get(row.pk, []), "asked": asked.get(row.pk, [])}
        for row in rows
    ]


def line_of(row: Proposal, suggested: list[Unit], units: Units, told: QueryDict | None) -> Line:
    first, others = host_first(suggested, units)
    host = first.pk if first else 0
    chosen, ticked = [unit.pk for unit in others], True
    if told is not None and f"version-{row.pk}" in told:
        host = moved(row, told) or whole(told.get(f"host-{row.pk}")) or 0
        chosen = co_units(told, row)
        ticked = str(row.pk) in told.getlist("proposal")
    return {
        "proposal": row,
        "ticked": ticked,
        "host": host,
        "others": [(unit, unit.pk in chosen) for unit in others],
        "suggested": [unit.pk for unit in suggested if unit.pk in units],
    }


def moved(row: Proposal, told: QueryDict) -> int:
    """The unit to which a button brought this case; 0 for none."""
    case, _, unit = told.get("move", "").partition("-")
    return (whole(unit) or 0) if case == str(row.pk) else 0


def co_units(told: QueryDict, proposal: Proposal) -> list[int]:
    """What was ticked for this line."""
    return wholes(told.getlist(f"co-{proposal.pk}"))


def with_keys(lines: Iterable[Line], units: Units) -> list[Line]:
    """Other units it might go to, a key each: what was suggested first, then what is likely."""
    for line in lines:
        known = dict.fromkeys([*line["suggested"], *line["likely"]])
        line["keys"] = [units[pk] for pk in known if pk != line["host"]][:KEYS]
    return list(lines)


def sections_of(lines: Sequence[Line], units: Units, loads: Mapping[int, int]) -> list[Section]:
    """By host, the fullest group first; what has no host yet stands at the top."""
    groups: dict[int, list[Line]] = {}
    for line in lines:
        groups.setdefault(line["host"] if line["host"] in units else 0, []).append(line)
    added = coming(lines)
    ordered = sorted(groups, key=lambda pk: (pk != 0, -len(groups[pk]), pk))
    return [
        Section(units.get(pk), groups[pk], loads.get(pk, 0), loads.get(pk, 0) + added[pk])
        for pk in ordered
    ]


def coming(lines: Iterable[Line]) -> Counter[int]:
    """How many shares each unit would get by what is ticked."""
    added: Counter[int] = Counter()
    for line in lines:
        if line["ticked"]:
            added[line["host"]] += 1
            added.update(unit.pk for unit, chosen in line["others"] if chosen)
    return added
