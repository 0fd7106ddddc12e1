"""已有相近提案: beside a sheet that is being written, and passage by passage for the committee."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from members.http import SeatRequired
from members.models import Role
from proposals.doors import PROPOSAL_DOORS
from proposals.likeness import Like, similar, similar_to
from proposals.models import Draft, Proposal
from proposals.resembling import passages
from proposals.workflow import Action

COMPARERS = (Role.OFFICE, Role.DIRECTOR)


class DraftSimilar(SeatRequired):
    """What its writer may see that is like the sheet as it was saved; a part of a page if asked."""

    def get(self, request: HttpRequest, uid: UUID) -> HttpResponse:
        seat = self.request.seat
        draft = get_object_or_404(Draft.objects.visible_to(seat), uid=uid)
        rows = Proposal.objects.visible_to(seat).exclude(pk=draft.proposal_id)
        likes = similar_to(rows, draft.title, draft.body) if draft.title else []
        part = "X-Part" in request.headers
        template = "proposals/alike.html" if part else "proposals/draft_similar.html"
        return render(request, template, {"draft": draft, "similar": likes})


class Compare(SeatRequired):
    """The like cases beside this one, with what they share, and merging where one may."""

    def get(self, request: HttpRequest, uid: UUID) -> HttpResponse:
        seat = self.request.seat
        visible = Proposal.objects.visible_to(seat).for_page().with_body()
        proposal: Proposal = get_object_or_404(visible, case__uid=uid)
        if seat.role not in COMPARERS:
            raise PermissionDenied("查重由提案委办公室和提案委进行")
        likes = similar(proposal, seat)
        context = {"proposal": proposal, "lines": [self.line(proposal, one) for one in likes]}
        return render(request, "proposals/compare.html", context)

    def line(self, proposal: Proposal, like: Like) -> dict[str, Any]:
        return {
            "like": like,
            "passages": passages(proposal.body_now or "", like.proposal.body()),  # type: ignore[attr-defined]
            "merge": self.merging(proposal, like.proposal),
        }

    def merging(self, proposal: Proposal, target: Proposal) -> Any:
        """The form of the verb with its target filled in, where this person may merge into it."""
        door, seat = PROPOSAL_DOORS[Action.MERGE], self.request.seat
        if not door.offered(seat, proposal) or door.hindrance(proposal, seat):
            return None
        form = door.form(row=proposal, seat=seat, initial={"target": target.pk})
        into: Any = form.fields["target"]
        return form if into.queryset.contains(target) else None
