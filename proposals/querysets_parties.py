"""Which cases concern a party: found by index, however many others there are.

A condition such as "mine, or a co-signature of mine exists" is tried on every case there is; the
union of what either leads to is not.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from members.models import Unit


def concerning(member: int | None) -> QuerySet[Any]:
    """A member's own, those they sign with others, and what either was merged into."""
    from proposals.models import Cosigner, Proposal

    own = Proposal.objects.filter(member=member).order_by()
    signed = Cosigner.objects.filter(member=member).order_by()
    found: QuerySet[Any] = own.values("pk").union(
        signed.values("proposal"),
        own.exclude(merged_into=None).values("merged_into"),
        signed.exclude(proposal__merged_into=None).values("proposal__merged_into"),
    )
    return found


def brought_in_by(organisation: int | None) -> QuerySet[Any]:
    """An organisation's own, and what they were merged into."""
    from proposals.models import Proposal

    own = Proposal.objects.filter(organisation=organisation).order_by()
    merged = own.exclude(merged_into=None).values("merged_into")
    found: QuerySet[Any] = own.values("pk").union(merged)
    return found


def given_to(unit: int | None) -> QuerySet[Any]:
    """What the unit has or had a share of (`of_unit`), and what it is or was asked about."""
    from proposals.models import Assignment

    heirs = Unit.objects.filter(Q(pk=unit) | Q(successor=unit))
    inside = heirs | Unit.objects.filter(parent=unit)
    given = Assignment.objects.order_by()
    asked = questions().filter(put_to(unit)).order_by()
    whole = given.filter(unit__in=inside.values("pk")).values("proposal")
    found: QuerySet[Any] = whole.union(
        given.filter(office__in=heirs.values("pk")).values("proposal"),
        asked.values("proposal"),
    )
    return found


def of_unit(unit: int | None) -> Q:
    """A share of this unit, of one that went into it, or passed on to it as an office."""
    own = Q(unit=unit) | Q(unit__successor=unit) | Q(unit__parent=unit)
    return own | Q(office=unit) | Q(office__successor=unit)


def put_to(unit: int | None) -> Q:
    """A question to this unit, or to one that went into it since."""
    return Q(unit=unit) | Q(unit__successor=unit)


def questions() -> QuerySet[Any]:
    """Those put to a place while the matter is still to be decided (立案前协商、预交办)."""
    from proposals.models import Consultation

    undecided = Q(stage="filing", proposal__status="screening") | Q(
        stage="hand_over", proposal__status="transferred"
    )
    found: QuerySet[Any] = Consultation.objects.exclude(status="lapsed").filter(undecided)
    return found
