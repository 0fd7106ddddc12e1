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
    Subquery,
    Value,
)

from common import clock
from members.models import Seat, Unit
from members.place import WARN_AFTER, WARN_DISSATISFIED, rule
from proposals.models import Assignment, Feedback, Proposal, WarningItem, WarningLetter
from proposals.querysets_warnings import TAKEN_BACK, pressing
from proposals.share_facts import shares_of, with_facts
from workflow.models import Event

Status = Assignment.Status
SAID = (Status.DELIVERED, Status.OPINION_GIVEN, Status.OPINION_WAIVED)
UNDER_WAY = ~Q(status__in=(*Assignment.GONE, *SAID))
UNHAPPY = Feedback.Rating.DISSATISFIED


class Suspects(NamedTuple):
    """What a unit has under way or the rule names; what nobody wrote about yet; in what words."""

    rows: Any
    named: list[int]
    reason: str


def suspected(seat: Seat) -> Any:
    """Shares of the committee's that the rule names and no open letter is about."""
    return lit(seat).filter(named_by(seat.committee_id)).exclude(pk__in=warned())


def lit(seat: Seat) -> Any:
    """With how many days each is late: of what its unit owes next."""
    ours = shares_of(seat).filter(proposal__committee=seat.committee_id)
    known = with_facts(ours.exclude(proposal__status__in=TAKEN_BACK))
    today = Value(clock.today(), output_field=DateField())
    late = ExpressionWrapper(today - F("nearest"), output_field=DurationField())
    return known.annotate(late_by=late).select_related("unit__successor", "proposal__case")


def named_by(committee: int) -> Q:
    """The rule of the place; a number of 0 days switches the first half off."""
    days = rule(WARN_AFTER, committee)
    last = clock.today() - timedelta(days=days)
    named = UNDER_WAY & Q(nearest__lte=last) if days else Q(pk__in=())
    if rule(WARN_DISSATISFIED, committee):
        holds = Q(status=Status.DELIVERED, proposal__round=F("round"))
        named |= holds & ~Q(proposal__status=Proposal.Status.CLOSED) & Q(unheeded())
    return named


def unheeded() -> Exists:
    """Somebody is dissatisfied, and no letter has gone out since, but for those made void."""
    bad = Q(attitude=UNHAPPY) | Q(result=UNHAPPY)
    said = Feedback.objects.filter(bad, assignment=OuterRef("pk"), status=Feedback.Status.RECORDED)
    birth = Event.objects.filter(case=OuterRef("proposal"), source="")
    birth = birth.filter(subject_type=Feedback.kind(), subject_id=OuterRef("pk"))
    issued = Event.objects.filter(case=OuterRef("letter"), source="", at__gte=OuterRef("since"))
    letters = WarningItem.objects.exclude(letter__status=WarningLetter.Status.VOID)
    about = letters.filter(assignment=OuterRef("assignment"))
    later = about.annotate(since=OuterRef("said_at")).filter(Exists(issued))
    return Exists(said.annotate(said_at=Subquery(birth.values("at")[:1])).exclude(Exists(later)))


def warned() -> Any:
    """Shares that a letter is about which is not done with."""
    return pressing().values("assignment")


def suspects_of(seat: Seat, unit: Unit) -> Suspects:
    offered = UNDER_WAY | named_by(seat.committee_id)
    theirs = lit(seat).filter(offered, row=unit.current.pk).order_by("proposal__number")
    found = suspected(seat).filter(row=unit.current.pk)
    told = {one.pk: one for one in found}
    late = [one for one in told.values() if one.status != Status.DELIVERED]
    words = [f"逾期{len(late)}件"] if late else []
    words += [f"不满意{len(told) - len(late)}件"] if len(told) > len(late) else []
    return Suspects(theirs, list(told), f"提案办理{'、'.join(words)}" if words else "")


__all__ = ["Suspects", "suspected", "suspects_of", "warned"]
