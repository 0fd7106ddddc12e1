"""Questions about 督办函. `visible_to` is the only way to rows."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet

from members.models import Role, Seat


class WarningQuerySet(QuerySet[Any]):
    def visible_to(self, seat: Seat) -> WarningQuerySet:
        """The committee's own people; the unit it is for; the dispatcher of that unit's system."""
        if seat.is_staff_of_committee:
            return self.filter(committee=seat.committee_id)
        if seat.role in (Role.LIAISON, Role.UNIT_HEAD) and seat.unit_id:
            return self.filter(Q(unit=seat.unit_id) | Q(unit__successor=seat.unit_id))
        if seat.role == Role.DISPATCHER:
            theirs = Q(unit__system=seat.system_id) | Q(unit__successor__system=seat.system_id)
            return self.filter(theirs, committee=seat.committee_id)
        return self.none()

    def open(self) -> WarningQuerySet:
        """Those that are not done with."""
        return self.filter(status__in=("issued", "replied"))

    def idle(self) -> WarningQuerySet:
        """Open ones that press for nothing any more."""
        return self.open().exclude(Exists(pressing(letter=OuterRef("pk"))))

    def for_page(self) -> WarningQuerySet:
        return self.select_related("case__committee", "unit__successor")


TAKEN_BACK = ("withdrawn", "merged")
GONE = ("changed", "stopped")


def pressing(**about: Any) -> QuerySet[Any]:
    """What a letter that is not done with still presses for: a share the unit has, of a case
    that was neither taken back nor absorbed."""
    items = apps.get_model("proposals", "WarningItem")._default_manager
    open_ones: QuerySet[Any] = items.filter(letter__status__in=("issued", "replied"), **about)
    held = open_ones.exclude(assignment__status__in=GONE)
    return held.exclude(assignment__proposal__status__in=TAKEN_BACK)


def warnings_seen(seat: Seat) -> Q:
    """Files of the letters that this seat sees."""
    letters = apps.get_model("proposals", "WarningLetter")._default_manager
    return Q(affair__in=letters.visible_to(seat).values("pk"))
