"""变更流: first all that a client may see, then what changed since, in the order of commits.

A change is a whole case as it is now, or that the client does not see it (any more). A reader
keeps of each case what has the highest version; to read something twice does no harm.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import lru_cache
from typing import IO, NamedTuple

from django.db import connection, transaction
from django.db.models import Q, QuerySet
from rest_framework.request import Request

from common.locks import alone
from common.planned import ask
from common.pouring import pour
from common.written import Lines, whole
from members.copies import Deed, Source, sources_for, tables_of
from members.cursors import Stand
from members.models import Client, Member, Registry, Seat, Unit
from members.telling import gone, remember, remembering, told
from members.workflow import RegistryAction
from workflow.feed import Place, after, end_of, past_any
from workflow.models import Case, Event

REGISTERS = (Unit.kind(), Member.kind(), Registry.kind())
GONE = 1_000_000  # in place of a source: the cases that are not seen any more
Page = tuple[list[bytes], Stand, bool]


class News(NamedTuple):
    """What is needed of an event."""

    epoch: int
    xid: str
    pk: int
    case: int
    kind: str
    subject: str
    action: str
    data: str

    def deed(self) -> Deed:
        return Deed(self.case, self.kind, (self.subject, self.action))

    def changes_many(self) -> bool:
        """A unit that merges gives its cases other readers; a name or a word stands in many
        rows."""
        if self.subject == Member.kind():
            return "name" in json.loads(self.data).get("changes", {})
        if self.subject == Registry.kind():
            return self.action in (RegistryAction.REWORD, RegistryAction.AMEND)
        return self.subject == Unit.kind()


NEEDED = ("epoch", "xid", "pk", "case", "case__kind", "subject_type", "action", "data")


@lru_cache(maxsize=500)
def asked(tables: tuple[str, ...], here: tuple[int | None, ...]) -> str:
    """For the next events of some kinds of cases, and of the registers that their rows speak of."""
    events = after(events_of(tables, here), past_any()).values_list(*NEEDED)
    with connection.cursor() as cursor:
        return f"{whole(cursor, events.query)} LIMIT $4"


def events_of(tables: tuple[str, ...], here: tuple[int | None, ...]) -> QuerySet[Event]:
    registers = Q(subject_type__in=REGISTERS, committee__in=here) & ~Q(source="")
    return Event.objects.filter(Q(case__kind__in=tables) | registers)


class Reader:
    """One call of one client."""

    def __init__(self, request: Request, client: Client, seat: Seat, limit: int) -> None:
        self.request, self.client, self.seat, self.limit = request, client, seat, limit
        self.sources = sources_for(request)

    def begin(self) -> Stand:
        """What happens from now on is told after the full read."""
        return Stand(end_of(events_of(*self.about())), (0, 0))

    def page(self, stand: Stand) -> Page:
        """The next changes (JSON), where the reader stands then, whether there are more already.

        One call at a time: what is told and that it was told are one write.
        """
        with transaction.atomic():
            alone(f"changes:{self.client.pk}")
            return self.full(stand, stand.reading) if stand.reading else self.since(stand)

    def about(self) -> tuple[tuple[str, ...], tuple[int | None, ...]]:
        """Which kinds are copied, and whose registers their rows speak of."""
        return tables_of(self.sources), (self.seat.committee_id, self.seat.committee.parent_id)

    def news(self, place: Place) -> list[News]:
        epoch, xid, pk = place
        with connection.cursor() as cursor:
            ask(cursor, asked(*self.about()), (epoch, str(xid), pk, self.limit))
            return [News(*found) for found in cursor.fetchall()]

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
                lines = self.changes(self.sources[number]).filter(pk__gt=last)
                cases = pour(lines, self.limit, file)
                remember(self.client, cases)
                onward = self.onward(number, len(cases), cases[-1] if cases else 0)
                return stand._replace(reading=onward), True
            changes, stand, more = self.page(stand)
        file.writelines(b"%s\n" % change for change in changes)
        return stand, more

    def lost(self, stand: Stand, last: int) -> Page:
        """What was told once and is not seen now; then the feed goes on where the read began."""
        seen = (source.rows(self.seat) for source in self.sources)
        cases = list(gone(self.client, seen, last, self.limit))
        if len(cases) < self.limit:
            return self.tombstones(cases), stand._replace(reading=None), True
        return self.tombstones(cases), stand._replace(reading=(GONE, cases[-1].pk)), True

    def since(self, stand: Stand) -> Page:
        """What changed behind the watermark; a changed register makes all be read again."""
        events = self.news(stand.place)
        if not events:
            return [], stand, False
        last = events[-1]
        stand = Stand((last.epoch, int(last.xid), last.pk), None)
        if any(event.changes_many() for event in events):
            return self.present(events), stand._replace(reading=(0, 0)), True
        return self.present(events), stand, len(events) == self.limit

    def present(self, events: Iterable[News]) -> list[bytes]:
        """The cases of the events, each once, as they are now; and what changed with them."""
        deeds = [event.deed() for event in events]
        kinds, found = {one.case: one.kind for one in deeds}, dict[int, bytes]()
        for source in self.sources:
            kinds |= dict.fromkeys(source.moved_by(deeds, self.seat), source.table)
            if cases := [case for case, kind in kinds.items() if kind == source.table]:
                found |= self.changes(source).of(cases)
        copied = {one.table for one in self.sources}  # others are only looked at
        unseen = {case for case, kind in kinds.items() if kind in copied} - found.keys()
        lost = told(self.client, unseen) if unseen else ()
        return [*found.values(), *self.tombstones(lost)]

    def changes(self, source: Source) -> Lines:
        """That the client was told of them is kept in the same statement."""
        return source.changes(self.request, self.seat, remembering(self.client))

    def tombstones(self, cases: Iterable[Case]) -> list[bytes]:
        names = {one.table: one.name for one in self.sources}
        return [
            json.dumps({"type": names.get(case.kind, "case"), "id": str(case.uid),
                        "op": "delete", "version": case.version}).encode()
            for case in cases
        ]  # fmt: skip
