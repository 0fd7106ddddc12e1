"""待办结: what has been answered, what its proposers said, and why it is not closed yet."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from common.whole import whole
from members.http import hand_of
from members.models import Role
from proposals import services
from proposals.models import Proposal
from proposals.views.meetings import CommitteePage
from proposals.waiting import lines_of

SHOWN = 200


class ClosingPage(CommitteePage):
    """Nothing closes by hand before its time; the director may keep cases from closing."""

    def get(self, request: HttpRequest) -> HttpResponse:
        context = {
            "lines": lines_of(self.replied()[:SHOWN]),
            "total": self.replied().count(),
            "shown": SHOWN,
            "may_hold": self.request.seat.role == Role.DIRECTOR,
        }
        return render(request, "proposals/closing.html", context)

    def post(self, request: HttpRequest) -> HttpResponse:
        if self.request.seat.role != Role.DIRECTOR:
            raise PermissionDenied("暂缓办结由提案委主任决定")
        chosen = request.POST.getlist("proposal")
        rows = self.replied().filter(pk__in=[one for one in map(whole, chosen) if one])
        if not rows:
            messages.warning(request, "请先勾选要暂缓办结的提案")
        held = sum(self.hold(row, request.POST.get("note", "")) for row in rows)
        if held:
            messages.success(request, f"已暂缓办结{held}件")
        return redirect("proposals:closing")

    def hold(self, proposal: Proposal, note: str) -> bool:
        """One case a transaction: what cannot be held is named, the others are."""
        try:
            services.hold(proposal, by=hand_of(self.request), note=note)
        except ValidationError as refusal:
            why = "；".join(refusal.messages)
            messages.error(self.request, f"{proposal.label}未能暂缓：{why}")
            return False
        return True

    def replied(self) -> Any:
        visible = Proposal.objects.visible_to(self.request.seat)
        return visible.filter(status=Proposal.Status.REPLIED).for_list().order_by("replied_on")
