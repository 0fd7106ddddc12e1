"""工作台: what whoever holds this seat owes, by due date, and how the committee stands."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from common import clock
from common.listing import Line
from common.templatetags.ui import Column
from deadlines.lights import light_of
from deadlines.models import Obligation
from members.http import SeatRequired
from members.models import Session
from members.workflow import APART
from proposals.figures import figures_for
from proposals.models import OfflineMatter, Proposal, ReviewMeeting

SHOWN = 100
COLUMNS = (
    Column("期限", "light", "fit", "light"),
    Column("事项", "duty", "fit", "badge"),
    Column("案件", "title", "wide", "title"),
)
PAGES = {
    Proposal.kind(): "proposals:detail",
    ReviewMeeting.kind(): "proposals:meeting",
    OfflineMatter.kind(): "proposals:offline_matter",
}


class Desk(SeatRequired):
    def get(self, request: HttpRequest) -> HttpResponse:
        seat = self.request.seat
        session = Session.objects.current(seat.committee)
        owed = Obligation.objects.open().of_seat(seat).order_by("due_on", "id")
        chosen = request.GET.get("kind", "")
        kinds = duties(list(owed.values_list("kind", flat=True)), chosen)
        if chosen:
            owed = owed.filter(kind=chosen)
        rows = list(owed.select_related("case")[:SHOWN])
        context = {
            "today": clock.today(),
            "session": session,
            "columns": COLUMNS,
            "lines": lines(rows),
            "duties": kinds,
            "figures": figures_for(seat, session) if session and seat.role not in APART else [],
            "late": sum(one.due_on < clock.today() for one in rows),
        }
        return render(request, "desk.html", context)


def lines(rows: list[Obligation]) -> list[Line]:
    proposals = Proposal.objects.for_list().in_bulk([one.case_id for one in rows])
    return [Line(one, cells(one, proposals.get(one.case_id))) for one in rows]


def cells(owed: Obligation, proposal: Proposal | None) -> dict[str, Any]:
    url = reverse(PAGES[owed.case.kind], args=[owed.case.uid])
    note = f"{proposal.label}　·　{proposal.proposer}" if proposal else ""
    return {
        "light": light_of(owed),
        "duty": {"code": owed.kind, "label": owed.get_kind_display(), "tone": "link"},
        "title": {"text": owed.case.caption, "url": url, "note": note},
    }


def duties(kinds: list[str], chosen: str) -> list[dict[str, Any]]:
    """Chips that narrow the list to one duty, with their counts."""
    labels = dict(Obligation._meta.get_field("kind").choices or [])
    chips = [{"label": "全部", "url": "?", "count": len(kinds), "current": not chosen}]
    for kind in sorted(set(kinds)):
        count = kinds.count(kind)
        chips.append(
            {
                "label": labels.get(kind, kind),
                "url": f"?kind={kind}",
                "count": count,
                "current": kind == chosen,
            }
        )
    return chips
