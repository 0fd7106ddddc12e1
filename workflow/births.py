"""What is being born has no lock yet: a press that comes twice waits here for itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from common.locks import alone
from workflow.hand import Hand
from workflow.models import Case, Event, Root
from workflow.procedure import AlreadyDone


@contextmanager
def once(model: type[Root], by: Hand) -> Iterator[None]:
    """One press of one seat bears one case of this kind, also when it comes twice at once.

    Raises AlreadyDone with the case that it has borne; a hand without a press is let through.
    """
    with transaction.atomic():
        if by.press is not None:
            alone(f"press:{by.press}")
            if case := borne(model, by):
                raise AlreadyDone(case)
        yield


def borne(model: type[Root], by: Hand) -> Case | None:
    """The case of this kind that began with this very press of this seat."""
    seat = by.seat.pk if by.seat else None
    births = Event.objects.filter(press=by.press, seat=seat, source="", subject_type=model.kind())
    event = births.select_related("case").first()
    return event.case if event else None


__all__ = ["borne", "once"]
