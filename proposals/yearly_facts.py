"""What yearly tables count proposals by: the grade that holds, the sector, days of each step."""

from __future__ import annotations

from typing import Any

from django.db.models import (
    Aggregate,
    CharField,
    Count,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Cast, Coalesce, NullIf, TruncDate

from common import clock
from members.models import Membership, Unit
from proposals.models import Assignment, Proposal, Regrading, Reply
from proposals.querysets import FILED, key_of

Status = Proposal.Status
NONE = "-"  # the value of a group for what has none: 未分类, 未注明
REPLIED = FILED & Q(status__in=(Status.REPLIED, Status.CLOSED))


class Percentile(Aggregate):
    """The value below which that share of the values lies, between two where it must be."""

    function = "PERCENTILE_CONT"
    template = "%(function)s(%(fraction)s) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = DurationField()

    def __init__(self, expression: Any, fraction: float, **extra: Any) -> None:
        super().__init__(expression, fraction=float(fraction), **extra)


def letters_that_hold(*, as_published: bool = False) -> QuerySet[Any]:
    """Of each unit in a case its newest delivered answer.

    code, place: the grade it counts with today, or on the day its session was published.
    """
    own = Coalesce("assignment__unit__successor", "assignment__unit")
    sent: Any = Reply.objects.filter(status=Reply.Status.SEALED, delivered_on__isnull=False)
    sent = sent.exclude(assignment__status__in=Assignment.GONE).annotate(row=own).order_by()
    alike = sent.filter(proposal=OuterRef("proposal"), row=OuterRef("row"))
    held = regradings_held(as_published)
    found: QuerySet[Any] = sent.exclude(Exists(alike.filter(pk__gt=OuterRef("pk")))).annotate(
        code=Coalesce(Subquery(held.values("new__code")[:1]), "grade__code"),
        place=Coalesce(Subquery(held.values("new__position")[:1]), "grade__position"),
    )
    return found


def graded_by(cases: QuerySet[Any], by: str) -> dict[int, dict[str, int]]:
    """By row (unit) or by system: how many proposals have an answer there with each grade."""
    system = Unit.objects.filter(pk=OuterRef("row")).values("system")
    rows = letters_that_hold(as_published=True).annotate(system=Subquery(system))
    seen = rows.filter(proposal__in=cases.filter(FILED).values("pk"))
    told: dict[int, dict[str, int]] = {}
    counted = seen.values_list(by, "code").annotate(n=Count("proposal", distinct=True))
    for whose, code, n in counted:
        told.setdefault(whose, {})[code or ""] = n
    return told


def regradings_held(as_published: bool) -> Any:
    """Those of the letter in question that count (as `Regrading.held_on`), the last one first."""
    today = Value(clock.today())
    day: Any = today
    if as_published:
        day = Coalesce(OuterRef("proposal__session__published_on"), today)
    decided = Regrading.objects.filter(reply=OuterRef("pk"), decided_on__lte=day)
    counted = decided.exclude(status=Regrading.Status.REFUSED)
    return counted.filter(Q(lapsed_on=None) | Q(lapsed_on__gt=day)).order_by("-pk")


def with_year_facts(proposals: Any) -> Any:
    """grade_then, grade_now: of several answers the one that solves least speaks for the case."""
    return proposals.annotate(
        grade_then=worst(as_published=True),
        grade_now=worst(as_published=False),
        is_key=Exists(key_of()),
        of_sector=sector_of(""),
        screen_days=days("filed_on", TruncDate("submitted_at")),
        hand_days=days("notice_on", F("filed_on")),
        close_days=days("closed_on", F("replied_on")),
        whole_days=days("closed_on", TruncDate("submitted_at")),
    )


def worst(*, as_published: bool) -> Subquery:
    theirs = letters_that_hold(as_published=as_published).filter(proposal=OuterRef("pk"))
    last = theirs.order_by(F("place").desc(nulls_first=True), "pk")
    return Subquery(last.values("code")[:1])


def days(until: str, since: Any) -> Any:
    return ExpressionWrapper(F(until) - since, output_field=DurationField())


def sector_of(root: str) -> Any:
    """The sector, in the session's own term, of a first proposer; `root` leads to the proposal."""
    service = Membership.objects.filter(
        member=OuterRef(f"{root}member"), term=OuterRef(f"{root}session__term")
    )
    own = Subquery(service.values("sector")[:1])
    return as_group(Coalesce(own, F(f"{root}organisation__sector")))


def as_group(value: Any) -> Any:
    """A value as it stands in an address; NONE where there is none."""
    text = NullIf(Cast(value, CharField()), Value(""))
    return Coalesce(text, Value(NONE), output_field=CharField())
