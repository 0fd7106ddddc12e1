"""Questions about consultations. `visible_to` is the only way to rows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet

from common import clock
from members.models import Committee, Role, Seat

AGREED = ("list_approved", "filed", "handling", "rating", "done")  # with the Party committee
ON_FILE = ("filed", "handling", "rating", "done")
AFTER_MEETING = ("held", "list_asked", *AGREED)
GIVEN = (
    "waiting",
    "handling",
    "return_asked",
    "reassigned",
    "reported",
    "done",
    "turned",
    "to_opinion",
)


def subtree(committee: int) -> Q:
    """The committee's own, and of those below it."""
    below = Q(committee__parent=committee) | Q(committee__parent__parent=committee)
    return Q(committee=committee) | below


def watches(seat: Seat) -> bool:
    """The townships that take part, and the committees above them; not units and members."""
    return seat.is_staff_of_committee or seat.role in (Role.TOWNSHIP, Role.PARTY)


def reads_list(seat: Seat, row: Any) -> bool:
    """Minutes, consensus and tasks: others only once the Party committee has approved the list."""
    return watches(seat) or row.status in AGREED


def rows_of(model: str, **named: Any) -> QuerySet[Any]:
    """Parts of the consultation in question."""
    manager = apps.get_model("consultations", model)._default_manager
    found: QuerySet[Any] = manager.filter(consultation=OuterRef("pk"), **named)
    return found


def invited_by(seat: Seat) -> Q:
    """Attendees who are meant by this seat: the member, or people of the unit."""
    if seat.role == Role.MEMBER and seat.member_id:
        return Q(member=seat.member_id)
    if seat.role in (Role.LIAISON, Role.UNIT_HEAD) and seat.unit_id:
        return Q(unit=seat.unit_id) | Q(unit__successor=seat.unit_id)
    return Q(pk__in=())


class MaterialQuerySet(QuerySet[Any]):
    def read_by(self, seat: Seat) -> MaterialQuerySet:
        """Of a consultation that it sees: all for its townships, else what was sent to it."""
        recorded = self.filter(status="recorded")
        if watches(seat):
            return recorded
        mine = apps.get_model("consultations", "Attendee")._default_manager.filter(invited_by(seat))
        return recorded.filter(recipients__in=mine).distinct()


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
        known = ("case__committee", "township__committee", "venue", "focus", "ground", "member")
        born = ("birth__draft__proposal__case", "opinion_birth__draft__opinion__case")
        return self.select_related(*known, *born, "opinion__case")


class ConsultationQuerySet(QuerySet[Any]):
    def visible_to(self, seat: Seat) -> ConsultationQuerySet:
        """The consultations that exist for whoever holds this seat; all others are not there."""
        rule = SEES.get(Role(seat.role))
        return rule(self, seat) if rule else self.none()

    def with_list_for(self, seat: Seat) -> ConsultationQuerySet:
        """Those whose consensus and tasks the seat reads: `reads_list`, of many."""
        return self if watches(seat) else self.filter(status__in=AGREED)

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
        """Those in which the unit, or one that went into it, was given a task or is invited."""
        tasks = rows_of("Task", status__in=GIVEN)
        theirs = Q(unit=seat.unit_id) | Q(unit__successor=seat.unit_id)
        invited = rows_of("Attendee").filter(invited_by(seat))
        return self.filter(Exists(tasks.filter(theirs)) | Exists(invited))

    def of_member(self, seat: Seat) -> ConsultationQuerySet:
        """What the Party committee agreed to in their county, and whatever they are invited to."""
        invited = rows_of("Attendee").filter(invited_by(seat))
        agreed = Q(committee=seat.committee_id, status__in=AGREED)
        return self.filter(agreed | Exists(invited))

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


def above(seat: Seat) -> list[int]:
    """The seat's own committee and those above it."""
    path = Committee.objects.values_list("pk", "parent", "parent__parent").get(pk=seat.committee_id)
    return [one for one in path if one is not None]


class PostingQuerySet(QuerySet[Any]):
    def visible_to(self, seat: Seat) -> PostingQuerySet:
        """One's own; a township those who look after it or its county; a committee what it keeps,
        what those below it keep, and who looks after it or its townships."""
        mine = Q(seat__user=seat.user_id)
        if seat.role in (Role.TOWNSHIP, Role.PARTY):
            mine |= Q(township=seat.township_id) | Q(county=seat.committee_id)
        elif seat.is_staff_of_committee:
            here = seat.committee_id
            kept = Q(registry__case__committee=here) | Q(registry__case__committee__parent=here)
            mine |= kept | Q(county=here) | Q(township__committee=here)
        return self.filter(mine)

    def current(self) -> PostingQuerySet:
        """Those that hold today."""
        today = clock.today()
        open_ = Q(last_on=None) | Q(last_on__gte=today)
        return self.filter(open_, status="current", first_on__lte=today)

    def for_page(self) -> PostingQuerySet:
        return self.select_related(
            *("registry__case__committee", "county", "township__committee"),
            *("seat__user", "seat__member", "seat__unit", "seat__township", "seat__committee"),
        )


class GuidanceQuerySet(QuerySet[Any]):
    def visible_to(self, seat: Seat) -> GuidanceQuerySet:
        """Of the seat's own committee and of those above it."""
        return self.filter(registry__case__committee__in=above(seat))


class GatheringQuerySet(QuerySet[Any]):
    def visible_to(self, seat: Seat) -> GatheringQuerySet:
        """Whoever holds it and the committees above; the host and whoever is invited."""
        asked = apps.get_model("consultations", "Invitation")._default_manager.filter(
            gathering=OuterRef("pk")
        )
        if seat.role in (Role.TOWNSHIP, Role.PARTY):
            own = seat.township_id
            return self.filter(Q(host=own) | Exists(asked.filter(township=own)))
        if not seat.is_staff_of_committee:
            return self.none()
        here = seat.committee_id
        invited = Exists(asked.filter(township__committee=here))
        return self.filter(subtree(here) | Q(host__committee=here) | invited)

    def for_page(self) -> GatheringQuerySet:
        return self.select_related("case__committee", "sort", "host__committee")


class CivicVillageQuerySet(QuerySet[Any]):
    def visible_to(self, seat: Seat) -> CivicVillageQuerySet:
        """A township's own; a committee those of its county or of the counties below."""
        if seat.role in (Role.TOWNSHIP, Role.PARTY):
            return self.filter(township=seat.township_id)
        return (
            self.filter(subtree(seat.committee_id)) if seat.is_staff_of_committee else self.none()
        )

    def for_page(self) -> CivicVillageQuerySet:
        return self.select_related("case__committee__parent", "township__committee")
