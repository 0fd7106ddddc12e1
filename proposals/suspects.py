"""Which shares the rule of the place would have under supervision: late, or dissatisfied."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, NamedTuple

from django.db.models import (
    DateField,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    Value,
)
from django.db.models.functions import Coalesce

from common import clock
from members.models import Seat, Unit
from members.place import WARN_AFTER, WARN_DISSATISFIED, rule
from proposals.models import Assignment
from proposals.querysets_warnings import TAKEN_BACK, pressing
from proposals.share_facts import shares_of, with_facts

UNDONE = ~Q(status__in=(*Assignment.GONE, Assignment.Status.OPINION_GIVEN))


class Suspects(NamedTuple):
    """All shares of a unit that may be written about; those the rule names; in what words."""

    rows: Any
    named: list[int]
    reason: str


def suspected(seat: Seat) -> Any:
    """Shares of the committee's that the rule names and no open letter is about."""
    return lit(seat).filter(named_by(seat.committee_id)).exclude(pk__in=warned())


def lit(seat: Seat) -> Any:
    """With how many days each is late: of what its unit owes next."""
    ours = shares_of(seat).filter(proposal__committee=seat.committee_id)
    ours = ours.exclude(Exists(handled_again()))
    known = with_facts(ours.exclude(proposal__status__in=TAKEN_BACK))
    today = Value(clock.today(), output_field=DateField())
    late = ExpressionWrapper(today - F("nearest"), output_field=DurationField())
    return known.annotate(late_by=late).select_related("unit__successor", "proposal__case")


def handled_again() -> Any:
    """The unit's own share of a later round: what was said of the earlier one led to it."""
    now = Coalesce(OuterRef("unit__successor"), OuterRef("unit"))
    later: Any = Assignment.objects.live().filter(proposal=OuterRef("proposal"))
    later = later.annotate(now=Coalesce("unit__successor", "unit"))
    return later.filter(now=now, round__gt=OuterRef("round"))


def named_by(committee: int) -> Q:
    """The rule of the place; a number of 0 days switches the first half off."""
    days = rule(WARN_AFTER, committee)
    last = clock.today() - timedelta(days=days)
    late = UNDONE & ~Q(status=Assignment.Status.DELIVERED) & Q(nearest__lte=last)
    named = late if days else Q(pk__in=())
    if rule(WARN_DISSATISFIED, committee):
        named |= Q(status=Assignment.Status.DELIVERED) & (Q(annoyed=True) | Q(unhelped=True))
    return named


def warned() -> Any:
    """Shares that a letter is about which is not done with."""
    return pressing().values("assignment")


def suspects_of(seat: Seat, unit: Unit) -> Suspects:
    theirs = lit(seat).filter(row=unit.current.pk).filter(UNDONE).order_by("proposal__number")
    found = suspected(seat).filter(row=unit.current.pk)
    told = {one.pk: one for one in found}
    late = [one for one in told.values() if one.status != Assignment.Status.DELIVERED]
    words = [f"逾期{len(late)}件"] if late else []
    words += [f"不满意{len(told) - len(late)}件"] if len(told) > len(late) else []
    return Suspects(theirs, list(told), f"提案办理{'、'.join(words)}" if words else "")


__all__ = ["Suspects", "suspected", "suspects_of", "warned"]
