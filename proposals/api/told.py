"""What hangs on a proposal, as far as whoever asks may know of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import OuterRef, Prefetch, Q, QuerySet

from members.models import Seat
from proposals.models import Assignment, Commitment, Proposal, Regrading, Reply

CASE, Status = "proposal__case", Regrading.Status


def shares_told(seat: Seat) -> QuerySet[Assignment]:
    """Status of what passes inside a unit is masked where it is shown."""
    seen = Proposal.objects.visible_to(seat)
    return Assignment.objects.filter(proposal__in=seen).select_related(CASE, "unit")


def replies_told(seat: Seat) -> QuerySet[Reply]:
    """Delivered ones; a draft is nobody else's business."""
    seen = Proposal.objects.visible_to(seat)
    sent = Reply.objects.filter(proposal__in=seen, delivered_on__isnull=False)
    beside = (CASE, "assignment__unit__successor", "own_grade", "grade")
    regraded = Prefetch("regradings", regradings_told(seat), to_attr="told_regradings")
    return sent.select_related(*beside).prefetch_related("items", regraded)


def regradings_told(seat: Seat) -> QuerySet[Regrading]:
    """What was decided, as whoever reads the letter sees it there; what waits, at home only."""
    known = Q(status=Status.ACCEPTED) | Q(status=Status.LAPSED, decided_on__isnull=False)
    if seat.is_staff_of_committee:
        home = Q(proposal__committee=seat.committee_id)
        known |= home & Q(status__in=(Status.PENDING, Status.REFUSED))
    return Regrading.objects.filter(known).select_related("old", "new").order_by("pk")


def promises_told(seat: Seat) -> QuerySet[Commitment]:
    seen = Commitment.objects.visible_to(seat)
    return seen.select_related(CASE, "assignment__unit")


TOLD: dict[str, tuple[str, str, Callable[[Seat], QuerySet[Any]]]] = {
    "assignments": ("assignments", "told_shares", shares_told),
    "replies": ("replies", "told_replies", replies_told),
    "commitments": ("commitments", "told_promises", promises_told),
}


def with_told(rows: Any, name: str, seat: Seat) -> QuerySet[Proposal]:
    """Proposals with their text, or with what the seat may know of their parts."""
    if name == "body":
        return rows.with_body()  # type: ignore[no-any-return]
    path, attribute, told = TOLD[name]
    parts = Prefetch(path, told(seat).order_by("pk"), to_attr=attribute)
    return rows.prefetch_related(parts)  # type: ignore[no-any-return]


def told_of(name: str, seat: Seat) -> QuerySet[Any]:
    """The same parts of the proposal that is being asked for."""
    _, _, told = TOLD[name]
    return told(seat).filter(proposal=OuterRef("pk")).order_by("pk")
