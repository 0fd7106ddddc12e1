"""工作台: what whoever holds this seat owes, by due date, and how the committee stands."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from common import clock
from common.listing import Line
from common.templatetags.ui import Column
from consultations.models import CivicVillage, Consultation, Gathering, Task, Topic
from deadlines.lights import light_of
from deadlines.models import Obligation
from deadlines.workdays import stamped
from members.http import SeatRequired
from members.models import Role, Session
from members.words import said
from members.workflow import APART
from opinions.models import Opinion
from proposals.demo.year.underway import is_loading
from proposals.figures import figures_for
from proposals.for_many import ways_for_many
from proposals.handed_on import waits_for
from proposals.models import (
    Commitment,
    FollowUp,
    KeyInstruction,
    KeyList,
    KeyProposal,
    OfflineMatter,
    PlanItem,
    Proposal,
    ReviewMeeting,
    Visit,
    WarningLetter,
)

SHOWN = 100
ASIDE = (*APART, Role.TOWNSHIP, Role.PARTY)  # who have nothing to do with proposals
COLUMNS = (
    Column("期限", "light", "fit", "light"),
    Column("事项", "duty", "fit", "badge"),
    Column("案件", "title", "wide", "title"),
)
PAGES = {
    Proposal.kind(): "proposals:detail",
    ReviewMeeting.kind(): "proposals:meeting",
    OfflineMatter.kind(): "proposals:offline_matter",
    KeyList.kind(): "keys:key_list",
    KeyProposal.kind(): "keys:detail",
    WarningLetter.kind(): "keys:warning",
    FollowUp.kind(): "proposals:follow_up",
    Opinion.kind(): "opinions:detail",
    Topic.kind(): "consultations:topic",
    Consultation.kind(): "consultations:detail",
    CivicVillage.kind(): "consultations:village",
    Gathering.kind(): "consultations:gathering",
}


class Desk(SeatRequired):
    def get(self, request: HttpRequest) -> HttpResponse:
        seat = self.request.seat
        session = Session.objects.current(seat.committee)
        owed = Obligation.objects.open().of_seat(seat).order_by("due_on", "id")
        chosen = request.GET.get("kind", "")
        kinds_owed = list(owed.values_list("kind", flat=True))
        kinds = duties(kinds_owed, chosen)
        if chosen:
            owed = owed.filter(kind=chosen)
        rows = list(stamped(owed).select_related("case")[:SHOWN])
        place = (seat.committee_id, session.pk if session else None)
        context = {
            "today": clock.today(),
            "session": session,
            "columns": COLUMNS,
            "lines": lines(rows),
            "duties": [one | {"label": said(one["label"], *place)} for one in kinds],
            "figures": figures_for(seat, session) if session and seat.role not in ASIDE else [],
            "batches": ways_for_many(seat, Counter(kinds_owed)),
            "late": sum(one.due_on < clock.today() for one in rows),
            "loading": is_loading(seat.committee),
        }
        return render(request, "desk.html", context)


def lines(rows: list[Obligation]) -> list[Line]:
    """By due day; what waits for somebody else comes after what is to be done."""
    proposals = Proposal.objects.for_list().in_bulk([one.case_id for one in rows])
    notes = {pk: f"{one.label}　·　{one.proposer}" for pk, one in proposals.items()}
    parts, waits = parts_of(rows), waits_for(rows)
    ordered = sorted(rows, key=lambda one: one.pk in waits)
    return [
        Line(
            one, cells(one, parts.get(one.pk) or notes.get(one.case_id, ""), waits.get(one.pk, ""))
        )
        for one in ordered
    ]


def parts_of(rows: list[Obligation]) -> dict[int, str]:
    """Which of a case's many tasks or promises each of these is about."""
    names: dict[int, str] = {}
    known: tuple[Any, ...] = (
        *(model._default_manager.all() for model in (Task, Commitment, PlanItem, KeyInstruction)),
        Visit.objects.select_related("proposal"),
    )
    for parts in known:
        kind = parts.model.kind()
        asked = {one.pk: one.subject_id for one in rows if one.subject_type == kind}
        if asked:
            found = parts.in_bulk(asked.values())
            names |= {pk: str(found[subject]) for pk, subject in asked.items()}
    return names


def cells(owed: Obligation, note: str, waits: str = "") -> dict[str, Any]:
    url = reverse(PAGES[owed.case.kind], args=[owed.case.uid])
    return {
        "light": light_of(owed),
        "duty": duty(owed, waits),
        "title": {"text": owed.case.caption, "url": url, "note": note},
    }


def duty(owed: Obligation, waits: str) -> dict[str, str]:
    """What is owed, or what it waits for while the next step is somebody else's."""
    if waits:
        return {"code": "waits", "label": waits, "tone": "none"}
    return {"code": owed.kind, "label": owed.get_kind_display(), "tone": "link"}


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
