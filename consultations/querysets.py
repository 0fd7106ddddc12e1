"""Questions about consultations. `visible_to` is the only way to rows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet

from members.models import Role, Seat

AFTER_MEETING = ("held", "list_asked", "list_approved", "filed", "handling", "rating", "done")
ON_FILE = ("filed", "handling", "rating", "done")
GIVEN = ("waiting", "handling", "return_asked", "reassigned", "reported", "done", "turned")


def subtree(committee: int) -> Q:
    """The committee's own, and of those below it."""
    below = Q(committee__parent=committee) | Q(committee__parent__parent=committee)
    return Q(committee=committee) | below


def watches(seat: Seat) -> bool:
    """The townships that take part, and the committees above them; not units and members."""
    return seat.is_staff_of_committee or seat.role in (Role.TOWNSHIP, Role.PARTY)


def rows_of(model: str, **named: Any) -> QuerySet[Any]:
    """Parts of the consultation in question."""
    manager = apps.get_model("consultations", model)._default_manager
    found: QuerySet[Any] = manager.filter(consultation=OuterRef("pk"), **named)
    return found


class VenueQuerySet(QuerySet[Any]):
    def visible_to(self, seat: Seat) -> VenueQuerySet:
        """A township its own; a committee those of its county or of the counties below."""
        if seat.role in (Role.TOWNSHIP, Role.PARTY):
            return self.filter(township=seat.township_id)
        if not seat.is_staff_of_committee:
            return self.none()
        here = seat.committee_id
        below = Q(township__committee__parent=here) | Q(township__committee__parent__parent=here)
        return self.filter(Q(township__committee=here) | below)


class TopicQuerySet(QuerySet[Any]):
    def visible_to(self, seat: Seat) -> TopicQuerySet:
        """A township's own; all of a county for its committee; a member's own."""
        if seat.role in (Role.TOWNSHIP, Role.PARTY):
            return self.filter(township=seat.township_id)
        if seat.is_staff_of_committee:
            return self.filter(subtree(seat.committee_id))
        if seat.role == Role.MEMBER:
            return self.filter(member=seat.member_id)
        return self.none()

    def plannable_by(self, seat: Seat) -> TopicQuerySet:
        """Accepted ones it may plan for: the office only where no township's seat is held."""
        mine = self.visible_to(seat).filter(committee=seat.committee_id, status="accepted")
        if seat.role == Role.TOWNSHIP:
            return mine
        there = Seat.objects.held().filter(role=Role.TOWNSHIP, township=OuterRef("township"))
        return mine.exclude(Exists(there)) if seat.role == Role.OFFICE else self.none()

    def for_page(self) -> TopicQuerySet:
        known = ("case__committee", "township", "venue", "focus", "ground", "member")
        return self.select_related(*known, "birth__draft__proposal__case")


class ConsultationQuerySet(QuerySet[Any]):
    def visible_to(self, seat: Seat) -> ConsultationQuerySet:
        """The consultations that exist for whoever holds this seat; all others are not there."""
        rule = SEES.get(Role(seat.role))
        return rule(self, seat) if rule else self.none()

    def of_township(self, seat: Seat) -> ConsultationQuerySet:
        """Its own, and those it takes part in."""
        takes_part = rows_of("Partner", status="granted", township=seat.township_id)
        return self.filter(Q(township=seat.township_id) | Exists(takes_part))

    def of_committee(self, seat: Seat) -> ConsultationQuerySet:
        """Of the county and of the counties below; of another county by its grant only."""
        here = seat.committee_id
        granted = rows_of("Partner", status="granted", township__committee=here)
        return self.filter(subtree(here) | Exists(granted))

    def of_unit(self, seat: Seat) -> ConsultationQuerySet:
        """Those in which the unit, or one that went into it, was given a task."""
        tasks = rows_of("Task", status__in=GIVEN)
        theirs = Q(unit=seat.unit_id) | Q(unit__successor=seat.unit_id)
        return self.filter(Exists(tasks.filter(theirs)))

    def of_member(self, seat: Seat) -> ConsultationQuerySet:
        """What was held in their county, and whatever they are invited to."""
        invited = rows_of("Attendee", member=seat.member_id)
        held = Q(committee=seat.committee_id, status__in=AFTER_MEETING)
        return self.filter(held | Exists(invited))

    def of_client(self, seat: Seat) -> ConsultationQuerySet:
        """A system of the government: those of the county that were put on file with it."""
        return self.filter(committee=seat.committee_id, status__in=ON_FILE)

    def for_page(self) -> ConsultationQuerySet:
        return self.select_related("case__committee", "committee", "township__committee", "venue")


SEES: dict[Role, Callable[[ConsultationQuerySet, Seat], ConsultationQuerySet]] = {
    Role.TOWNSHIP: ConsultationQuerySet.of_township,
    Role.PARTY: ConsultationQuerySet.of_township,
    Role.OFFICE: ConsultationQuerySet.of_committee,
    Role.DIRECTOR: ConsultationQuerySet.of_committee,
    Role.LEAD: ConsultationQuerySet.of_committee,
    Role.LIAISON: ConsultationQuerySet.of_unit,
    Role.UNIT_HEAD: ConsultationQuerySet.of_unit,
    Role.MEMBER: ConsultationQuerySet.of_member,
    Role.CLIENT: ConsultationQuerySet.of_client,
}
