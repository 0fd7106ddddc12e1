"""Questions about proposals. `visible_to` is the only way to rows."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from members.models import Role, Seat

# What the CPPCC keeps to itself until it hands the case over.
BEFORE_TRANSFER = (
    "sent_back",
    "submitted",
    "screening",
    "filed",
    "declined",
)


class ProposalQuerySet(QuerySet[Any]):
    def visible_to(self, seat: Seat) -> ProposalQuerySet:
        """The proposals that exist for whoever holds this seat; all others are not there."""
        rule = SEES.get(Role(seat.role))
        return rule(self, seat) if rule else self.none()

    def of_committee(self, seat: Seat) -> ProposalQuerySet:
        return self.filter(committee=seat.committee_id)

    def of_system(self, seat: Seat) -> ProposalQuerySet:
        """A dispatcher: what was transferred to, or is handled in, the units of their system."""
        return self.of_committee(seat).filter(
            Exists(shares(unit__system=seat.system_id))
            | Exists(suggestions(unit__system=seat.system_id)) & ~Q(status__in=BEFORE_TRANSFER),
        )

    def of_unit(self, seat: Seat) -> ProposalQuerySet:
        """A unit, and the offices inside it: what it was given, also what it passed on since."""
        mine = Q(unit=seat.unit_id) | Q(unit__parent=seat.unit_id)
        return self.filter(Exists(shares(mine)))

    def of_member(self, seat: Seat) -> ProposalQuerySet:
        return self.filter(member=seat.member_id)

    def of_organisation(self, seat: Seat) -> ProposalQuerySet:
        return self.filter(organisation=seat.organisation_id)

    def for_list(self) -> ProposalQuerySet:
        """With all that a line of a list shows; the body stays where it is."""
        return self.select_related("case", "session", "category", "member", "organisation")

    def for_page(self) -> ProposalQuerySet:
        """With what the page of one, and its verbs, need to know."""
        return self.for_list().select_related(
            "session__term", "ground", "disposition", "meeting", "merged_into__case"
        )


def shares(*conditions: Q, **named: Any) -> QuerySet[Any]:
    from proposals.models import Assignment

    return Assignment.objects.filter(*conditions, proposal=OuterRef("pk"), **named)


def suggestions(**named: Any) -> QuerySet[Any]:
    from proposals.models import Suggestion

    return Suggestion.objects.filter(proposal=OuterRef("pk"), by="office", **named)


SEES = {
    Role.OFFICE: ProposalQuerySet.of_committee,
    Role.DIRECTOR: ProposalQuerySet.of_committee,
    Role.LEAD: ProposalQuerySet.of_committee,
    Role.DISPATCHER: ProposalQuerySet.of_system,
    Role.LIAISON: ProposalQuerySet.of_unit,
    Role.UNIT_HEAD: ProposalQuerySet.of_unit,
    Role.MEMBER: ProposalQuerySet.of_member,
    Role.CONTACT: ProposalQuerySet.of_organisation,
    Role.ORG_HEAD: ProposalQuerySet.of_organisation,
}
