"""参与提案的委员: who is behind the numbers of members in the yearly tables."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db.models import Value
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from proposals.views.boards import BoardPage
from proposals.views.sessions import chosen_of
from proposals.views.yearly import OVERSEERS
from proposals.yearly_members import LISTING, MEMBERS, of_session


class YearMembers(BoardPage):
    """Of one session of the committee's own; for its own people."""

    def get(self, request: HttpRequest) -> HttpResponse:
        seat = self.request.seat
        if seat.role not in OVERSEERS:
            raise PermissionDenied("委员参与提案的名单供提案委和领导使用")
        session = chosen_of(self.sessions, request.GET, seat)
        if session is None:
            raise Http404
        rows = of_session(seat, session).select_related("member", "sector")
        rows = rows.annotate(session=Value(session.pk))
        context = LISTING.page(request, rows)
        form = context["filters"].form
        told = form.cleaned_data if form.is_valid() else {}
        context |= {"session": session, "figure": MEMBERS.get(told.get("figure") or "")}
        context |= {"listed": context["filters"].qs.order_by().count()}
        return render(request, "proposals/yearly_members.html", context)
