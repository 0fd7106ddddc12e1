"""The columns of the list of proposals."""

from __future__ import annotations

from typing import Any

from django.urls import reverse_lazy

from common.listing import Bulk, Listing, Order, anybody, declare
from common.templatetags.ui import Column
from members.models import Seat
from proposals.batches import BULK
from proposals.columns_more import MORE
from proposals.filters import ProposalFilter, best_of
from proposals.filters_course import running, with_next
from proposals.lists_lit import light, with_lights
from proposals.models import Assignment, Proposal

TONES = {
    Proposal.Status.SENT_BACK: "late",
    Proposal.Status.SUBMITTED: "soon",
    Proposal.Status.SCREENING: "soon",
    Proposal.Status.FILED: "link",
    Proposal.Status.TRANSFERRED: "link",
    Proposal.Status.HANDED_OVER: "link",
    Proposal.Status.HANDLING: "seal",
    Proposal.Status.REPLIED: "ok",
    Proposal.Status.CLOSED: "none",
}
SHARE_TONES = {
    Assignment.Status.WAITING: "soon",
    Assignment.Status.HANDLING: "link",
    Assignment.Status.CHANGE_ASKED: "late",
    Assignment.Status.DRAFTING: "link",
    Assignment.Status.REVIEWING: "soon",
    Assignment.Status.SIGNING: "soon",
    Assignment.Status.SIGNED: "soon",
    Assignment.Status.DELIVERED: "ok",
    Assignment.Status.OPINION_GIVEN: "ok",
}


def badge(row: Any) -> dict[str, str]:
    """The badge of a proposal's or a share's status."""
    tones: dict[Any, str] = TONES if isinstance(row, Proposal) else SHARE_TONES
    return {
        "code": row.status,
        "label": row.get_status_display(),
        "tone": tones.get(row.status, "none"),
    }


def cells(row: Proposal) -> dict[str, Any]:
    note = f"{row.proposer}　·　{row.session}　·　{row.get_proposer_kind_display()}"
    if getattr(row, "is_key", False):
        note = f"重点提案　·　{note}"
    return {
        "label": row.label,
        "title": {"text": row.title, "url": row.get_absolute_url(), "note": note},
        "category": category(row),
        "hosts": hosts(row),
        "light": light(row),
        "submitted": row.submitted_at,
        "status": badge(row),
    }


def hosts(row: Proposal) -> str:
    """Who answers in the round that is going on."""
    answering: list[Assignment] = row.hosts  # type: ignore[attr-defined]
    return "、".join(str(share.unit) for share in answering if share.round == row.round)


def category(row: Proposal) -> dict[str, str] | None:
    """The category, and which of the five fields it is reported under."""
    if row.category is None:
        return None
    return {"text": row.category.label, "note": row.category.get_field_display()}


def rows_for(seat: Seat) -> Any:
    """What the seat may see, with all that a line shows."""
    return with_lights(Proposal.objects.visible_to(seat).for_list().with_hosts(), seat)


LISTING = declare(
    Listing(
        name="proposals",
        title="提案",
        url=reverse_lazy("proposals:list"),
        rows=rows_for,
        columns=(
            Column("案号", "label", "fit first", tells=("number", "receipt")),
            Column("案由", "title", "wide", "title", tells=("title",)),
            Column("类别", "category", "fit hide", "noted", tells=("category",)),
            Column("承办单位", "hosts", "some"),
            Column("期限", "light", "fit", "light"),
            Column("提交", "submitted", "fit hide", "date", tells=("submitted_at",)),
            Column("状态", "status", "fit", "badge", tells=("status",)),
        ),
        cells=cells,
        filterset=ProposalFilter,
        first=("q", "phase", "status", "session"),
        more=MORE,
        sorts={
            "label": Order("number"),
            "light": Order("next_due", needs=with_next, filled=running),
            "submitted": Order("submitted_at", full=True),
        },
        bulk=(*BULK, Bulk("导出", reverse_lazy("lists:sheet", args=["proposals"]), anybody)),
        pick="proposal",
        best=best_of,
    )
)
