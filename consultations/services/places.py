"""The places of a county: entered, changed, closed."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from consultations.models import Venue
from consultations.workflow import VENUE
from members.models import Township
from members.services.registry import registry_of
from members.workflow import LineAction
from proposals.services.submission import needed
from workflow.hand import Hand


def enter_venue(township: Township, *, by: Hand, name: str, **details: Any) -> Venue:
    """登记场所 of a township; the database knows whether its name is taken."""
    registry = registry_of(township.committee)
    venue = Venue(registry=registry, township=township, name=name.strip(), **details)
    try:
        with transaction.atomic(), VENUE.moving(venue, LineAction.ENTER, by=by) as venue:
            return venue
    except IntegrityError:
        refuse_twice(venue)
        raise


def change_venue(venue: Venue, *, by: Hand, **details: Any) -> Venue:
    with VENUE.moving(venue, LineAction.CHANGE, by=by) as venue:
        for name, value in details.items():
            setattr(venue, name, value)
        refuse_twice(venue)
    return venue


def close_venue(venue: Venue, *, by: Hand, note: str) -> Venue:
    """停用: its QR code leads nowhere from now on."""
    with VENUE.moving(venue, LineAction.END, by=by, note=note) as venue:
        needed(note, "请写明停用的原因")
    return venue


def refuse_twice(venue: Venue) -> None:
    others = Venue.objects.filter(township=venue.township_id, status=Venue.Status.OPEN)
    if others.filter(name=venue.name).exclude(pk=venue.pk).exists():
        raise ValidationError({"name": f"本乡镇已有“{venue.name}”"}, code="taken")


__all__ = ["change_venue", "close_venue", "enter_venue"]
