"""审查情况报告."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from common import clock
from proposals.ledger_rates import outcome_rates
from proposals.models import ReviewMeeting
from proposals.report import report_on
from proposals.timeliness import timeliness_on
from proposals.views.meetings import CommitteePage
from proposals.views.sessions import chosen_of, sessions_of


class ReviewReport(CommitteePage):
    """Of the current session, of another one (?session=), or of one meeting (?meeting=)."""

    def get(self, request: HttpRequest) -> HttpResponse:
        seat = self.request.seat
        sessions = sessions_of(seat)
        meeting = self.meeting(request.GET.get("meeting", ""))
        session = meeting.session if meeting else chosen_of(sessions, request.GET, seat)
        context: dict[str, Any] = {"sessions": sessions, "today": clock.today()}
        if session is not None:
            context |= report_on(seat, session, meeting)
        if session is not None and meeting is None:
            context |= timeliness_on(seat, session)
            context["outcome"] = outcome_rates(seat, session)
        return render(request, "proposals/report.html", context)

    def meeting(self, uid: str) -> ReviewMeeting | None:
        if not uid:
            return None
        visible = ReviewMeeting.objects.visible_to(self.request.seat)
        return get_object_or_404(visible.select_related("session"), case__uid=a_uuid(uid))


def a_uuid(value: str) -> UUID:
    """Raises Http404 for what is none."""
    try:
        return UUID(value)
    except ValueError:
        raise Http404 from None
