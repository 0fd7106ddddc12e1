"""The cursors of the change feed: where a reader stands, sealed, so that nobody makes one up."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, NamedTuple

from django.core import signing
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from common import clock
from common.api import BAD_CURSOR
from common.refusals import Refusal
from members.copies import extent
from workflow.feed import Place, this_epoch

SALT = "members.cursors"
LASTS = timedelta(days=180)


class Stand(NamedTuple):
    """How far a reader has come.

    place: of the feed. reading: in a full read the number of the source that is being read, and
    the key of its last row; None when only the feed is left.
    """

    place: Place
    reading: tuple[int, int] | None


def seal(request: Request, client: int, stand: Stand) -> str:
    told = [client, extent(request), epoch_of(request), int(clock.now().timestamp())]
    return signing.dumps([told, stand.place, stand.reading], salt=SALT, compress=True)


def unseal(request: Request, client: int, cursor: str) -> Stand:
    """Raises ValidationError (400) for what is no cursor of this client, Refusal (410) for one
    that is too old, from before a restore, or of other rights than the client has now."""
    try:
        (owner, known, epoch, at), place, reading = signing.loads(cursor, salt=SALT)
    except (signing.BadSignature, ValueError):
        raise ValidationError({"cursor": [BAD_CURSOR]}) from None
    if owner != client:
        raise ValidationError({"cursor": [BAD_CURSOR]})
    old = clock.now().timestamp() - at > LASTS.total_seconds()
    if old or epoch != epoch_of(request) or known != extent(request):
        raise Refusal("cursor-expired")
    return Stand(as_place(place), tuple(reading) if reading else None)


def epoch_of(request: Any) -> int:
    """Asked once for a call: a restore does not happen under a server that runs."""
    if not hasattr(request, "epoch"):
        request.epoch = this_epoch()
    epoch: int = request.epoch
    return epoch


def as_place(told: Any) -> Place:
    epoch, xid, pk = told
    return epoch, xid, pk
