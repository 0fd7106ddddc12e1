"""变更流: first all that a client may see, then what changed since, in the order of commits.

A change is a whole case as it is now, or that the client does not see it (any more). A reader
keeps of each case what has the highest version; to read something twice does no harm.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Q
from rest_framework.request import Request

from common.locks import alone
from members.copies import Source, sources_for
from members.cursors import Stand
from members.models import Client, Copied, Member, Registry, Seat, Unit
from members.workflow import RegistryAction
from workflow.feed import end_of, following, place_of
from workflow.models import Case, Event

REGISTERS = (Unit.kind(), Member.kind(), Registry.kind())
GONE = 1_000_000  # in place of a source: the cases that are not seen any more
Change = dict[str, Any]


def changes_many(event: Event) -> bool:
    """A unit that merges gives its cases other readers; a name or a word stands in many rows."""
    if event.subject_type == Member.kind():
        return "name" in event.data.get("changes", {})
    if event.subject_type == Registry.kind():
        return event.action in (RegistryAction.REWORD, RegistryAction.AMEND)
    return event.subject_type == Unit.kind()


class Reader:
    """One call of one client."""

    def __init__(self, request: Request, client: Client, seat: Seat, limit: int) -> None:
        self.request, self.client, self.seat, self.limit = request, client, seat, limit
        self.sources = sources_for(request)

    def begin(self) -> Stand:
        """What happens from now on is told after the full read."""
        return Stand(end_of(self.events()), (0, 0))

    def page(self, stand: Stand) -> tuple[list[Change], Stand, bool]:
        """The next changes, where the reader stands then, and whether there are more already.

        One call at a time: what is told and that it was told are one write.
        """
        with transaction.atomic():
            alone(f"changes:{self.client.pk}")
            return self.full(stand, stand.reading) if stand.reading else self.since(stand)

    def events(self) -> Any:
        """Those of the cases that are copied, and of the registers that their rows speak of."""
        tables = [one.table for one in self.sources]
        here = (self.seat.committee_id, self.seat.committee.parent_id)
        registers = Q(subject_type__in=REGISTERS, committee__in=here) & ~Q(source="")
        return Event.objects.filter(Q(case__kind__in=tables) | registers)

    def full(self, stand: Stand, reading: tuple[int, int]) -> tuple[list[Change], Stand, bool]:
        number, last = reading
        if number >= len(self.sources):
            return self.lost(stand, last)
        source = self.sources[number]
        rows = source.rows(self.seat).filter(pk__gt=last).order_by("pk")
        keys = list(rows.values_list("pk", flat=True)[: self.limit])
        ended = len(keys) < self.limit
        after = (GONE if number + 1 == len(self.sources) else number + 1, 0)
        onward = after if ended else (number, keys[-1])
        return self.told(source, keys), stand._replace(reading=onward), True

    def lost(self, stand: Stand, last: int) -> tuple[list[Change], Stand, bool]:
        """What was told once and is not seen now; then the feed goes on where the read began."""
        gone = Copied.objects.filter(client=self.client.pk, case__gt=last)
        for source in self.sources:
            gone = gone.exclude(case__in=source.rows(self.seat).values("pk"))
        cases = [one.case for one in gone.select_related("case").order_by("case")[: self.limit]]
        if len(cases) < self.limit:
            return self.tombstones(cases), stand._replace(reading=None), True
        return self.tombstones(cases), stand._replace(reading=(GONE, cases[-1].pk)), True

    def since(self, stand: Stand) -> tuple[list[Change], Stand, bool]:
        """What changed behind the watermark; a changed register makes all be read again."""
        events = following(self.events(), stand.place, self.limit)
        if not events:
            return [], stand, False
        stand = Stand(place_of(events[-1]), None)
        if any(map(changes_many, events)):
            return self.present(events), stand._replace(reading=(0, 0)), True
        return self.present(events), stand, len(events) == self.limit

    def present(self, events: Iterable[Event]) -> list[Change]:
        """The cases of the events, each once, as they are now."""
        cases = {event.case_id for event in events}
        changes: list[Change] = []
        for source in self.sources:
            found = self.told(source, cases)
            changes += found
        seen = {change["id"] for change in changes}
        known = Copied.objects.filter(client=self.client.pk, case__in=cases)
        gone = [one.case for one in known.select_related("case") if str(one.case.uid) not in seen]
        return changes + self.tombstones(gone)

    def told(self, source: Source, cases: Iterable[int]) -> list[Change]:
        """The documents, and that the client has them from now on."""
        found = source.documents(self.request, self.seat, list(cases))
        Copied.objects.bulk_create(
            [Copied(client=self.client, case_id=case) for case in found], ignore_conflicts=True
        )
        return [
            {"type": source.name, "id": data["uid"], "op": "upsert", "version": data["version"],
             "data": data}
            for data in found.values()
        ]  # fmt: skip

    def tombstones(self, cases: Iterable[Case]) -> list[Change]:
        names = {one.table: one.name for one in self.sources}
        return [
            {"type": names.get(case.kind, "case"), "id": str(case.uid), "op": "delete",
             "version": case.version}
            for case in cases
        ]  # fmt: skip
