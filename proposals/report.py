"""审查情况报告: how a session's or a meeting's proposals were reviewed, in numbers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import Count, Q

from members.models import Entry, Seat, Session
from proposals.models import Extension, Kind, Occasion, OfflineMatter, Proposal, ReviewMeeting
from proposals.querysets import FILED, ProposalQuerySet

Status = Proposal.Status
PENDING = (Status.SUBMITTED, Status.SCREENING)
NOWHERE = "未分类"


class Row(NamedTuple):
    """One line of a table: what it counts, how many were received and how many filed."""

    label: str
    received: int
    filed: int


class Rate(NamedTuple):
    """A rate, by which convention, and how it is computed."""

    label: str
    value: str
    formula: str


class Counts(NamedTuple):
    received: int
    filed: int
    merged: int
    declined: int
    withdrawn: int
    sent_back: int
    pending: int


def counts_of(rows: ProposalQuerySet) -> Counts:
    return Counts(
        **rows.aggregate(
            received=Count("pk"),
            filed=Count("pk", filter=FILED),
            merged=Count("pk", filter=Q(status=Status.MERGED)),
            declined=Count("pk", filter=Q(status=Status.DECLINED)),
            withdrawn=Count("pk", filter=Q(status=Status.WITHDRAWN)),
            sent_back=Count("pk", filter=Q(status=Status.SENT_BACK)),
            pending=Count("pk", filter=Q(status__in=PENDING)),
        )
    )


def rates(received: int, filed: int, merged: int) -> list[Rate]:
    """Both conventions that places use; a table must say which one it shows."""
    by_case, by_proposal = ratio(filed, received), ratio(filed + merged, received)
    return [
        Rate("立案率（按案件）", by_case, f"立案 {filed} ÷ 收到 {received}，并入他案的不计"),
        Rate(
            "立案率（按提案）",
            by_proposal,
            f"（立案 {filed} ＋ 并入他案 {merged}）÷ 收到 {received}，并入他案的视同立案",
        ),
    ]


def ratio(part: int, whole: int) -> str:
    return f"{part / whole:.2%}" if whole else "—"


def table_by(rows: ProposalQuerySet, column: str, labels: dict[Any, str]) -> list[Row]:
    """Received and filed for each value that occurs, in the order of the labels."""
    found = rows.order_by().values(column).annotate(n=Count("pk"), f=Count("pk", filter=FILED))
    counted = {one[column]: (one["n"], one["f"]) for one in found}
    known = [Row(label, *counted.pop(value)) for value, label in labels.items() if value in counted]
    rest = [sum(numbers) for numbers in zip(*counted.values(), strict=True)]
    return [*known, Row(NOWHERE, *rest)] if rest else known


def grounds_of(rows: ProposalQuerySet) -> list[tuple[str, int]]:
    declined = rows.filter(status=Status.DECLINED).order_by()
    counted = declined.values_list("ground__label").annotate(n=Count("pk")).order_by("-n")
    return [(label or "未写明", n) for label, n in counted]


def report_on(seat: Seat, session: Session, meeting: ReviewMeeting | None = None) -> dict[str, Any]:
    """The context of the report on a session, or on what one of its meetings had before it."""
    rows = Proposal.objects.visible_to(seat).filter(session=session)
    if meeting is not None:
        rows = rows.filter(pk__in=meeting.items.values("proposal"))
    counts = counts_of(rows)
    categories = Entry.objects.filter(committee=seat.committee_id, book=Entry.Book.CATEGORY)
    return {
        "session": session,
        "meeting": meeting,
        "counts": counts,
        "rates": rates(counts.received, counts.filed, counts.merged),
        "grounds": grounds_of(rows),
        "tables": tables_of(rows, categories),
        "extensions": extensions_of(rows),
        "offline": None if meeting else offline_count(seat, session),
    }


def extensions_of(rows: ProposalQuerySet) -> dict[str, int]:
    """Requests for more time: asked for, granted, refused, waiting."""
    status = Extension.Status
    return Extension.objects.filter(proposal__in=rows).aggregate(
        asked=Count("pk"),
        granted=Count("pk", filter=Q(status=status.ACCEPTED)),
        refused=Count("pk", filter=Q(status=status.REFUSED)),
        pending=Count("pk", filter=Q(status=status.PENDING)),
    )


def tables_of(rows: ProposalQuerySet, categories: Iterable[Entry]) -> list[dict[str, Any]]:
    names = {one.pk: one.label for one in categories}
    by = (
        ("按提案形式", "proposer_kind", dict(Kind.choices)),
        ("按大会和平时", "occasion", dict(Occasion.choices)),
        ("按类别", "category", names),
        ("按五大建设", "category__field", dict(Entry.Field.choices)),
    )
    return [{"title": title, "rows": table_by(rows, *how)} for title, *how in by]


def offline_count(seat: Seat, session: Session) -> int:
    return OfflineMatter.objects.visible_to(seat).filter(session=session).count()
