"""审查情况报告."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from common import clock
from members.models import Session
from proposals.models import ReviewMeeting
from proposals.report import report_on
from proposals.timeliness import timeliness_on
from proposals.views.meetings import CommitteePage


class ReviewReport(CommitteePage):
    """Of the current session, of another one (?session=), or of one meeting (?meeting=)."""

    def get(self, request: HttpRequest) -> HttpResponse:
        seat = self.request.seat
        sessions = list(Session.objects.filter(term__committee=seat.committee_id))
        meeting = self.meeting(request.GET.get("meeting", ""))
        session = meeting.session if meeting else self.session(sessions)
        context: dict[str, Any] = {"sessions": sessions, "today": clock.today()}
        if session is not None:
            context |= report_on(seat, session, meeting)
        if session is not None and meeting is None:
            context |= timeliness_on(seat, session)
        return render(request, "proposals/report.html", context)

    def meeting(self, uid: str) -> ReviewMeeting | None:
        if not uid:
            return None
        visible = ReviewMeeting.objects.visible_to(self.request.seat)
        return get_object_or_404(visible.select_related("session"), case__uid=a_uuid(uid))

    def session(self, sessions: list[Session]) -> Session | None:
        wanted = self.request.GET.get("session", "")
        chosen = [one for one in sessions if str(one.pk) == wanted]
        return chosen[0] if chosen else Session.objects.current(self.request.seat.committee)


def a_uuid(value: str) -> UUID:
    """Raises Http404 for what is none."""
    try:
        return UUID(value)
    except ValueError:
        raise Http404 from None
