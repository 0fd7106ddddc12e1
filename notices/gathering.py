"""变更推送: from the change feed into rows that wait to be sent.

A change is told no earlier than the feed has it, so whoever comes for it finds it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import connection, transaction

from common import clock
from members.copies import Deed, Source, sources_of
from notices.models import Webhook
from workflow.feed import following, place_of
from workflow.models import Case, Event

BATCH, MOST = 500, 40  # events that are gone through at once, and how often in one go
WAITING = """
INSERT INTO notices_push
    (webhook_id, case_id, seq, state, attempts, not_before, made_at, owed_since, reason)
SELECT %(webhook)s, told.case_id, told.seq, 'waiting', 0, %(now)s, %(now)s, %(now)s, ''
FROM unnest(%(cases)s::bigint[], %(seqs)s::int[]) AS told (case_id, seq)
ON CONFLICT (webhook_id, case_id) WHERE state = 'waiting' DO UPDATE SET uid = uuidv7(),
    seq = greatest(notices_push.seq, excluded.seq), attempts = 0, made_at = excluded.made_at,
    not_before = excluded.not_before
"""


def gather() -> int:
    """Go on through the feed for every client that is told of changes; how many events."""
    told = Webhook.objects.serving().order_by("pk")
    return sum(catch_up(pk) for pk in told.values_list("pk", flat=True))


def catch_up(pk: int) -> int:
    """One client, until it has nothing before it, or after a good while."""
    gone_through = 0
    for _ in range(MOST):
        gone_through += (step := gather_for(pk))
        if step < BATCH:
            break
    return gone_through


@transaction.atomic
def gather_for(pk: int) -> int:
    """The next events for one client; what waits and how far it has come are one write."""
    lock: dict[str, Any] = {"skip_locked": True, "of": ("self",), "no_key": True}
    webhook = Webhook.objects.serving().select_for_update(**lock).filter(pk=pk).first()
    if webhook is None:
        return 0
    epoch, xid, event = webhook.place
    columns = ("version", "epoch", "xid", "case__kind", "subject_type", "action")
    listed = Event.objects.select_related("case").only(*columns)
    events = following(listed, (epoch, xid, event), BATCH)
    if events:
        wait(webhook, seen_ones(webhook, events))
        Webhook.objects.filter(pk=pk).update(place=list(place_of(events[-1])))
    return len(events)


def seen_ones(webhook: Webhook, events: Iterable[Event]) -> dict[int, int]:
    """By case its highest version, of those that the client may copy."""
    seat = webhook.client.seat
    if seat is None:
        return {}
    seqs: dict[int, int] = {}
    for event in events:
        seqs[event.case_id] = max(event.version, seqs.get(event.case_id, 0))
    deeds = [deed_of(event) for event in events]
    seen: set[int] = set()
    for source in sources_of(webhook.client):
        moved = source.moved_by(deeds, seat)
        own = {one.case for one in deeds if one.kind == source.table}
        seen |= (found := seeing(webhook, source, [*own, *moved]))
        seqs |= versions(found - seqs.keys())
    return {case: seq for case, seq in seqs.items() if case in seen}


def deed_of(event: Event) -> Deed:
    return Deed(event.case_id, event.case.kind, (event.subject_type, event.action))


def versions(cases: set[int]) -> dict[int, int]:
    """Of cases that changed with others."""
    found = Case.objects.filter(pk__in=cases) if cases else Case.objects.none()
    return dict(found.values_list("pk", "version"))


def seeing(webhook: Webhook, source: Source, cases: list[int]) -> set[int]:
    """Which of these cases exist for the client at this moment."""
    seat = webhook.client.seat
    if seat is None or not cases:
        return set()
    return set(source.rows(seat).filter(pk__in=cases).values_list("pk", flat=True))


def source_for(webhook: Webhook, case: Case) -> Source | None:
    """As what the client copies the case; None where it may not see it."""
    for source in sources_of(webhook.client):
        if source.table == case.kind and seeing(webhook, source, [case.pk]):
            return source
    return None


def wait(webhook: Webhook, seqs: Mapping[int, int]) -> None:
    """One row for each case; one that waits already is renewed under another uid, and is owed
    since its first change."""
    told: dict[str, Any] = {"webhook": webhook.pk, "now": clock.now()}
    with connection.cursor() as cursor:
        cursor.execute(WAITING, told | {"cases": [*seqs], "seqs": [*seqs.values()]})
