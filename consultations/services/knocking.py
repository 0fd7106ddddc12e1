"""Public pages are used so often an hour from one network, counted without keeping who came."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from ipaddress import IPv6Address, ip_address, ip_network

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.crypto import salted_hmac

from common import clock
from common.locks import alone
from consultations.models import Knock

WITHIN = timedelta(hours=1)
MANY = 500  # forgotten at once


@transaction.atomic
def knock(door: str, address: str | None, *, most: int, told: str) -> None:
    """Count one use from the address; ValidationError (too_many) with the words when it is full."""
    whose = digest(door, address)
    alone(f"knocks:{whose}")
    since = clock.now() - WITHIN
    if Knock.objects.filter(door=door, whose=whose, at__gt=since).count() >= most:
        raise ValidationError(told, code="too_many")
    Knock.objects.create(door=door, whose=whose)


def digest(door: str, address: str | None) -> str:
    """Of an IPv6 address its network counts: a phone changes the rest by itself."""
    network = address or ""
    with suppress(ValueError):
        place = ip_address(network)
        if isinstance(place, IPv6Address):
            network = str(ip_network((place, 64), strict=False))
    return salted_hmac(f"consultations.{door}", network, algorithm="sha256").hexdigest()


def forget_knocks() -> int:
    """Those that no longer count are deleted; how many."""
    old = Knock.objects.filter(at__lte=clock.now() - WITHIN).order_by("pk")
    found = old.values_list("pk", flat=True)[:MANY]
    return int(Knock.objects.filter(pk__in=list(found)).delete()[0])


__all__ = ["forget_knocks"]
