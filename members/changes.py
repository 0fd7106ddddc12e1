"""变更流: first all that a client may see, then what changed since, in the order of commits.

A change is a whole case as it is now, or that the client does not see it (any more). A reader
keeps of each case what has the highest version; to read something twice does no harm.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import IO, Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from rest_framework.request import Request

from common.locks import alone
from common.written import Lines, Sink
from members.copies import Source, sources_for
from members.cursors import Stand
from members.models import Client, Copied, Member, Registry, Seat, Unit
from members.workflow import RegistryAction
from workflow.feed import end_of, following, place_of
from workflow.models import Case, Event

REGISTERS = (Unit.kind(), Member.kind(), Registry.kind())
GONE = 1_000_000  # in place of a source: the cases that are not seen any more
KEPT = """, kept AS (
    INSERT INTO members_copied (client_id, case_id) SELECT {}, key FROM asked ON CONFLICT DO NOTHING
)"""
NEEDED = (
    *("pk", "epoch", "xid", "case_id", "case__kind"),
    *("subject_type", "action", "data"),
)
Page = tuple[list[bytes], Stand, bool]


def changes_many(event: Any) -> bool:
    """A unit that merges gives its cases other readers; a name or a word stands in many rows."""
    if event.subject_type == Member.kind():
        return "name" in event.data.get("changes", {})
    if event.subject_type == Registry.kind():
        return event.action in (RegistryAction.REWORD, RegistryAction.AMEND)
    return bool(event.subject_type == Unit.kind())


class Reader:
    """One call of one client."""

    def __init__(self, request: Request, client: Client, seat: Seat, limit: int) -> None:
        self.request, self.client, self.seat, self.limit = request, client, seat, limit
        self.sources = sources_for(request)

    def begin(self) -> Stand:
        """What happens from now on is told after the full read."""
        return Stand(end_of(self.events()), (0, 0))

    def page(self, stand: Stand) -> Page:
        """The next changes (JSON), where the reader stands then, whether there are more already.

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
        events = Event.objects.filter(Q(case__kind__in=tables) | registers)
        return events.values_list(*NEEDED, named=True)  # rows of a page, not a hundred objects

    def full(self, stand: Stand, reading: tuple[int, int]) -> Page:
        number, last = reading
        if number >= len(self.sources):
            return self.lost(stand, last)
        found = self.changes(self.sources[number]).filter(pk__gt=last)[: self.limit]
        onward = self.onward(number, len(found), found[-1].key if found else 0)
        return [one.told for one in found], stand._replace(reading=onward), True

    def onward(self, number: int, count: int, last: int) -> tuple[int, int]:
        """Where to read on after so many rows of a source."""
        if count == self.limit:
            return number, last
        return (GONE if number + 1 == len(self.sources) else number + 1, 0)

    def pour(self, stand: Stand, file: IO[bytes]) -> tuple[Stand, bool]:
        """The same as a page, as lines into a file."""
        with transaction.atomic():
            alone(f"changes:{self.client.pk}")
            number, last = stand.reading or (GONE, 0)
            if number < len(self.sources):
                sink = Sink(file)
                self.changes(self.sources[number]).filter(pk__gt=last).pour(self.limit, sink)
                onward = self.onward(number, sink.lines, sink.last)
                return stand._replace(reading=onward), True
            changes, stand, more = self.page(stand)
        file.writelines(b"%s\n" % change for change in changes)
        return stand, more

    def lost(self, stand: Stand, last: int) -> Page:
        """What was told once and is not seen now; then the feed goes on where the read began."""
        gone = Copied.objects.filter(client=self.client.pk, case__gt=last)
        for source in self.sources:
            seen = source.rows(self.seat).filter(pk=OuterRef("case"))
            gone = gone.filter(~Exists(seen))
        cases = [one.case for one in gone.select_related("case").order_by("case")[: self.limit]]
        if len(cases) < self.limit:
            return self.tombstones(cases), stand._replace(reading=None), True
        return self.tombstones(cases), stand._replace(reading=(GONE, cases[-1].pk)), True

    def since(self, stand: Stand) -> Page:
        """What changed behind the watermark; a changed register makes all be read again."""
        events = following(self.events(), stand.place, self.limit)
        if not events:
            return [], stand, False
        stand = Stand(place_of(events[-1]), None)
        if any(map(changes_many, events)):
            return self.present(events), stand._replace(reading=(0, 0)), True
        return self.present(events), stand, len(events) == self.limit

    def present(self, events: Iterable[Any]) -> list[bytes]:
        """The cases of the events, each once, as they are now."""
        kinds = {event.case_id: event.case__kind for event in events}
        found: dict[int, bytes] = {}
        for source in self.sources:
            if cases := [case for case, kind in kinds.items() if kind == source.table]:
                found |= dict(self.changes(source).filter(pk__in=cases)[:])
        unseen = kinds.keys() - found.keys()
        known = Copied.objects.filter(client=self.client.pk, case__in=unseen)
        gone = [one.case for one in known.select_related("case")] if unseen else []
        return [*found.values(), *self.tombstones(gone)]

    def changes(self, source: Source) -> Lines:
        """That the client was told of them is kept in the same statement."""
        return source.changes(self.request, self.seat, KEPT.format(self.client.pk))

    def tombstones(self, cases: Iterable[Case]) -> list[bytes]:
        names = {one.table: one.name for one in self.sources}
        return [
            json.dumps({"type": names.get(case.kind, "case"), "id": str(case.uid),
                        "op": "delete", "version": case.version}).encode()
            for case in cases
        ]  # fmt: skip
