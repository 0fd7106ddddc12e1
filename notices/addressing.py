"""By which ways a notice leaves the house: one set-based statement for one or for a million."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time
from typing import Any

from django.conf import settings
from django.db import connection

from common import clock
from notices.models import Notice

# {told}: rows (id, seat_id, user_id, weight) of notices that have just been written.
# Each way is a row beside the person; who wants one mail a day gets the usual ones in it.
DELIVERIES = """
INSERT INTO notices_delivery (user_id, committee_id, state, attempts, not_before, leased_until,
    made_at, ended_at, reason, notice_id, channel, gateway_id, for_digest, digest_id)
SELECT told.user_id, seat.committee_id, 'waiting', 0,
    CASE WHEN way.daily THEN %(midnight)s + make_interval(hours => choice.digest_at
        + CASE WHEN choice.digest_at <= %(hour)s THEN 24 ELSE 0 END) ELSE %(now)s END,
    NULL, %(now)s, NULL, '', told.id, way.channel, way.gateway_id, way.daily, NULL
FROM {told} told
JOIN members_seat seat ON seat.id = told.seat_id
JOIN members_user person ON person.id = told.user_id
LEFT JOIN notices_preference choice ON choice.user_id = person.id
CROSS JOIN LATERAL (
    SELECT 'mail' AS channel, NULL::bigint AS gateway_id, person.email AS address,
        told.weight = 'usual' AND coalesce(choice.digest, false) AS daily
    WHERE %(mail)s AND person.email <> ''
        AND (told.weight <> 'usual' OR coalesce(choice.mail, true))
    UNION ALL
    SELECT 'gateway:' || gate.id, gate.id, person.phone, false
    FROM notices_gateway gate
    WHERE gate.committee_id = seat.committee_id AND gate.active AND person.phone <> ''
        AND (told.weight <> 'usual' OR NOT gate.sparing AND coalesce(choice.phone, true))
) way
WHERE NOT EXISTS (
    SELECT FROM notices_stoppedaddress stopped WHERE stopped.address = lower(way.address))
ON CONFLICT DO NOTHING
"""
WRITTEN = """
(SELECT id, seat_id, user_id, weight FROM notices_notice
WHERE about = ANY(%(about)s) AND seat_id = ANY(%(seats)s))
"""


def moment(now: datetime) -> dict[str, Any]:
    """What the statement has to know of the time and of the deployment."""
    wall = now.astimezone(clock.SHANGHAI)
    midnight = datetime.combine(wall.date(), time(), clock.SHANGHAI)
    return {"now": now, "midnight": midnight, "hour": wall.hour, "mail": settings.MAIL_WORKS}


def send_out(notices: Iterable[Notice]) -> int:
    """Deliveries for these notices, and for those of them that were there before; how many."""
    listed = list(notices)
    if not listed:
        return 0
    keys: dict[str, Any] = {
        "about": [one.about for one in listed],
        "seats": [one.seat_id for one in listed],
    }
    with connection.cursor() as cursor:
        cursor.execute(DELIVERIES.format(told=WRITTEN), keys | moment(clock.now()))
        return int(cursor.rowcount)
