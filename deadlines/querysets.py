"""Questions about what is owed."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from deadlines.seeing import seen_by
from members.models import Seat


class ObligationQuerySet(QuerySet[Any]):
    def open(self) -> ObligationQuerySet:
        return self.filter(met_at=None, cancelled_at=None)

    def visible_to(self, seat: Seat) -> ObligationQuerySet:
        """Open and done alike, in the cases that exist for this seat and as far as it may know."""
        return self.filter(seen_by(seat))

    def of_seat(self, seat: Seat) -> ObligationQuerySet:
        """What whoever holds this seat owes."""
        return self.filter(scope_key=seat.scope_key)

    def calling(self, duty: Any, role: Any, scope_key: Any) -> ObligationQuerySet:
        """The open debt of which a seat was told, while it still concerns that seat.

        Who has the debtor's role was told as its debtor, and only while they owe it; any other
        role was told as standing above the debtor, whoever that is by now.
        """
        theirs = Q(scope_key=scope_key) | ~Q(role=role)
        return self.open().filter(theirs, pk=duty)

    def about(self, subject_type: str, subject_id: int) -> ObligationQuerySet:
        return self.filter(subject_type=subject_type, subject_id=subject_id)

    def late(self, today: date) -> ObligationQuerySet:
        """Open ones whose day is over; while the clock is stopped none is."""
        return self.open().filter(due_on__lt=today, paused_on=None)

    def without_debtor(self) -> ObligationQuerySet:
        """Open ones that nobody alive owes: no held seat has their key."""
        return self.open().filter(
            ~Exists(Seat.objects.held().filter(scope_key=OuterRef("scope_key")))
        )
