"""待办结: what has been answered, what its proposers said, and why it is not closed yet."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from common.whole import wholes
from members.http import hand_of
from members.models import Role
from proposals import services
from proposals.models import Proposal
from proposals.views.meetings import CommitteePage
from proposals.views.telling import sentences, tell
from proposals.waiting import lines_of
from proposals.workflow import Action

SHOWN = 200


class ClosingPage(CommitteePage):
    """Nothing closes by hand before its time; the director may keep cases from closing."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show()

    def post(self, request: HttpRequest) -> HttpResponse:
        """One case a transaction: what cannot be held is named, the others are."""
        if self.request.seat.role != Role.DIRECTOR:
            raise PermissionDenied("暂缓办结由提案委主任决定")
        chosen, note = wholes(request.POST.getlist("proposal")), request.POST.get("note", "")
        if not chosen:
            messages.warning(request, "请先勾选要暂缓办结的提案")
            return self.show(note=note, status=422)

        def hold(row: Proposal) -> object:
            return services.hold(row, by=hand_of(self.request), note=note)

        outcome = services.each(self.replied().filter(pk__in=chosen), hold, services.itself)
        if outcome.refused and not outcome.done:
            for sentence in sentences(outcome, Action.HOLD.label):
                messages.error(request, sentence)
            return self.show(chosen, note, status=422)
        tell(request, Action.HOLD.label, outcome)
        return redirect("proposals:closing")

    def show(
        self, ticked: list[int] | None = None, note: str = "", status: int = 200
    ) -> HttpResponse:
        context = {
            "lines": lines_of(self.replied()[:SHOWN]),
            "total": self.replied().count(),
            "shown": SHOWN,
            "may_hold": self.request.seat.role == Role.DIRECTOR,
            "ticked": ticked or (),
            "note": note,
        }
        return render(self.request, "proposals/closing.html", context, status=status)

    def replied(self) -> Any:
        visible = Proposal.objects.visible_to(self.request.seat)
        return visible.filter(status=Proposal.Status.REPLIED).for_list().order_by("replied_on")
