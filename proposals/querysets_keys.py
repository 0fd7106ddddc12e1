"""Questions about key proposals. `visible_to` is the only way to rows."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet

from members.models import Role, Seat

BODIES = (Role.CONTACT, Role.ORG_HEAD)
UNITS = (Role.LIAISON, Role.UNIT_HEAD)


def manager(model: str) -> Any:
    return apps.get_model("proposals", model)._default_manager


class KeyListQuerySet(QuerySet[Any]):
    def visible_to(self, seat: Seat) -> KeyListQuerySet:
        """The committee's own people; bodies that were asked for advice on it."""
        if seat.is_staff_of_committee:
            return self.filter(committee=seat.committee_id)
        if seat.role in BODIES:
            asked = manager("Advice").filter(organisation=seat.organisation_id)
            return self.filter(Exists(asked.filter(keylist=OuterRef("pk"))))
        return self.none()

    def for_page(self) -> KeyListQuerySet:
        return self.select_related("case__committee", "session__term")


class KeyProposalQuerySet(QuerySet[Any]):
    def visible_to(self, seat: Seat) -> KeyProposalQuerySet:
        """The committee's; who sees the proposal; who is invited, or given something to do."""
        if seat.is_staff_of_committee:
            return self.filter(committee=seat.committee_id)
        seen = manager("Proposal").visible_to(seat).order_by().values("pk")
        mine = Q(proposal__in=seen) | Q(Exists(given(seat))) | Q(Exists(invited(seat)))
        if seat.role in UNITS:
            mine |= Q(Exists(instructed(seat)))
        return self.filter(mine, committee=seat.committee_id).exclude(status="removed")

    def standing(self) -> KeyProposalQuerySet:
        """Those of a list that were not taken off it again."""
        return self.exclude(status="removed")

    def for_list(self) -> KeyProposalQuerySet:
        """With all that a line of a list shows."""
        about = ("case__committee", "keylist__session", "proposal__case")
        return self.select_related(*about, "proposal__member", "proposal__organisation")

    def for_page(self) -> KeyProposalQuerySet:
        return self.for_list().select_related("keylist__case", "proposal__session")


def meant(seat: Seat) -> Q:
    """Rows that name this seat's unit, or one that went into it."""
    if seat.role in UNITS and seat.unit_id:
        return Q(unit=seat.unit_id) | Q(unit__successor=seat.unit_id)
    return Q(pk__in=())


def given(seat: Seat) -> QuerySet[Any]:
    """Lines of the plan in force that are this unit's."""
    rows: QuerySet[Any] = manager("PlanItem").filter(meant(seat), keyproposal=OuterRef("pk"))
    return rows.exclude(status__in=("proposed", "dropped"))


def instructed(seat: Seat) -> QuerySet[Any]:
    rows: QuerySet[Any] = manager("KeyInstruction").filter(meant(seat), keyproposal=OuterRef("pk"))
    return rows.exclude(status="void")


def invited(seat: Seat) -> QuerySet[Any]:
    """Visits to which this member or unit is invited."""
    who = Q(member=seat.member_id) if seat.role == Role.MEMBER and seat.member_id else meant(seat)
    rows: QuerySet[Any] = manager("KeyGuest").filter(who, visit__keyproposal=OuterRef("pk"))
    return rows


def files_seen(seat: Seat) -> Q:
    """Files of lists and key proposals that this seat sees, without what is kept from it."""
    lists = manager("KeyList").visible_to(seat).values("pk")
    keys = manager("KeyProposal").visible_to(seat).values("pk")
    seen = Q(affair__in=lists) | Q(affair__in=keys)
    if seat.is_staff_of_committee:
        return seen
    body = seat.organisation_id if seat.role in BODIES else None
    own = manager("Advice").filter(organisation=body or 0)
    said = manager("KeyInstruction").exclude(status="void")
    said = said if seat.role == Role.DISPATCHER else said.filter(meant(seat))
    media = manager("MediaReport").exclude(status="void")
    # What a leader signed, the minutes and what a list was put right by are the committee's.
    inside = [(name, manager(name).none()) for name in ("KeyLeader", "KeyList")]
    kept = (("Advice", own), ("KeyInstruction", said), ("MediaReport", media))
    hidden = Q(pk__in=())
    for model, known in (*kept, *inside):
        kind = manager(model).model.kind()
        hidden |= Q(subject_type=kind) & ~Q(subject_id__in=known.values("pk"))
    return seen & ~hidden
