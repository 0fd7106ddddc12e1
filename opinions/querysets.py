"""Questions about opinions. `visible_to` is the only way to rows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from members.models import Role, Seat

AFTER_ISSUE = ("issued", "instructed", "forwarded", "answered", "done")
USED = ("adopted", "combined", *AFTER_ISSUE)
WRITERS = (Role.MEMBER, Role.CONTACT, Role.TOWNSHIP)


def parts_of(model: str, case: str = "pk", **named: Any) -> QuerySet[Any]:
    """Parts of the opinion in question; case: the column that names it."""
    manager = apps.get_model("opinions", model)._default_manager
    found: QuerySet[Any] = manager.filter(opinion=OuterRef(case), **named)
    return found


def forwarded_to(seat: Seat) -> Q:
    """Of forwardings: those to the unit, or to one that went into it, and not given back."""
    theirs = Q(unit=seat.unit_id) | Q(unit__successor=seat.unit_id)
    return theirs & Q(status__in=("handling", "answered"))


class OpinionQuerySet(QuerySet[Any]):
    def visible_to(self, seat: Seat) -> OpinionQuerySet:
        """The opinions that exist for whoever holds this seat; all others are not there."""
        rule = SEES.get(Role(seat.role))
        return rule(self, seat) if rule else self.none()

    def of_member(self, seat: Seat) -> OpinionQuerySet:
        return self.filter(member=seat.member_id)

    def of_body(self, seat: Seat) -> OpinionQuerySet:
        return self.filter(organisation=seat.organisation_id)

    def of_township(self, seat: Seat) -> OpinionQuerySet:
        return self.filter(township=seat.township_id)

    def of_committee(self, seat: Seat) -> OpinionQuerySet:
        """The committee's own; of those just below it what they issued upwards."""
        sent = Q(committee__parent=seat.committee_id, sent_up=True, status__in=AFTER_ISSUE)
        return self.filter(Q(committee=seat.committee_id) | sent)

    def of_unit(self, seat: Seat) -> OpinionQuerySet:
        """What was forwarded to the unit, or to one that went into it, and not given back."""
        return self.filter(Exists(parts_of("Forwarding").filter(forwarded_to(seat))))

    def for_page(self) -> OpinionQuerySet:
        people = ("member", "organisation", "township", "combined_into")
        return self.select_related("case__committee", "committee", *people)

    def for_list(self) -> OpinionQuerySet:
        """Without the texts."""
        return self.for_page().defer(
            *("body", "edited_body", "combined_into__body", "combined_into__edited_body")
        )

    def submitted_in(self, year: int) -> OpinionQuerySet:
        """What members, bodies and townships submitted in that year; not what was combined."""
        return self.filter(submitted_on__year=year, form="single").exclude(status="withdrawn")

    def counted_by(self, *columns: str) -> QuerySet[Any]:
        """How many were submitted, and what became of them, in a row for each of the columns.

        submitted, adopted, issued, instructed, outcome: a source shares the fate of what it was
        combined into. Duties count a member's by filter(member=…).counted_by("member").
        """
        fate = self.order_by().annotate(
            was_issued=Coalesce("combined_into__issued_on", "issued_on"),
            was_instructed=either("Instruction", status="recorded"),
            was_answered=either("Forwarding", status="answered"),
        )
        counted: QuerySet[Any] = fate.values(*columns).annotate(
            submitted=Count("pk"),
            adopted=Count("pk", filter=Q(status__in=USED)),
            issued=Count("pk", filter=Q(was_issued__isnull=False)),
            instructed=Count("pk", filter=Q(was_instructed=True)),
            outcome=Count("pk", filter=Q(was_answered=True)),
        )
        return counted


def either(model: str, **named: Any) -> Any:
    """Whether it, or what it was combined into, has such a part."""
    return Exists(parts_of(model, **named)) | Exists(parts_of(model, "combined_into", **named))


SEES: dict[Role, Callable[[OpinionQuerySet, Seat], OpinionQuerySet]] = {
    Role.MEMBER: OpinionQuerySet.of_member,
    Role.CONTACT: OpinionQuerySet.of_body,
    Role.ORG_HEAD: OpinionQuerySet.of_body,
    Role.TOWNSHIP: OpinionQuerySet.of_township,
    Role.OFFICE: OpinionQuerySet.of_committee,
    Role.DIRECTOR: OpinionQuerySet.of_committee,
    Role.LEAD: OpinionQuerySet.of_committee,
    Role.LIAISON: OpinionQuerySet.of_unit,
    Role.UNIT_HEAD: OpinionQuerySet.of_unit,
}
