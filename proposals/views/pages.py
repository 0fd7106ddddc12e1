"""The list of proposals, and the page of one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from members.http import SeatRequired
from members.listed import ListPage
from proposals.columns import LISTING
from proposals.filters import words_of
from proposals.hits import mark_hits
from proposals.models import Proposal
from proposals.showing import page_of


class ProposalList(ListPage):
    listing = LISTING
    template_name = "proposals/list.html"

    def told(self, context: dict[str, Any]) -> dict[str, Any]:
        mark_hits(context["lines"], words_of(context["filters"]))
        return context


class ProposalDetail(SeatRequired):
    def get(self, request: HttpRequest, uid: UUID) -> HttpResponse:
        seat = self.request.seat
        proposal = get_object_or_404(
            Proposal.objects.visible_to(seat).for_page().with_body(), case__uid=uid
        )
        context: dict[str, Any] = page_of(proposal, seat)
        return render(request, "proposals/detail.html", context)
