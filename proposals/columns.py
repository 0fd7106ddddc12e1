"""The columns of the list of proposals."""

from __future__ import annotations

from typing import Any

from common.listing import Listing
from common.templatetags.ui import Column
from proposals.batches import BULK
from proposals.filters import ProposalFilter, best_of
from proposals.lists_lit import light
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


LISTING = Listing(
    columns=(
        Column("案号", "label", "fit first"),
        Column("案由", "title", "wide", "title"),
        Column("类别", "category", "fit hide", "noted"),
        Column("承办单位", "hosts", "some"),
        Column("期限", "light", "fit", "light"),
        Column("提交", "submitted", "fit hide", "date"),
        Column("状态", "status", "fit", "badge"),
    ),
    cells=cells,
    filterset=ProposalFilter,
    bulk=BULK,
    pick="proposal",
    best=best_of,
)
