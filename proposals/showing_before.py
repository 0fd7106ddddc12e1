"""What the page of a proposal tells of consultation, merging and likeness."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from members.models import Role, Seat
from proposals.doors import CONSULT_DOORS
from proposals.likeness import similar
from proposals.models import Consultation, Proposal
from proposals.querysets_parties import put_to

Status = Proposal.Status
STAGES = (Status.SCREENING, Status.TRANSFERRED)
COMPARED = (Status.SUBMITTED, Status.SCREENING)
TONES = {"asked": "soon", "agreed": "ok", "objected": "late"}


def before_filing(proposal: Proposal, seat: Seat) -> dict[str, Any]:
    """The context of proposals/before.html."""
    decides = seat.role in (Role.OFFICE, Role.DIRECTOR)
    questions = consulted_for(proposal, seat)
    mine = [] if seat.role == Role.OFFICE else questions
    return {
        "consulted": [question_line(one, seat) for one in questions],
        "answers": [button for one in mine for button in answers_to(one, seat)],
        "similar": similar(proposal, seat) if decides and proposal.status in COMPARED else [],
        "absorbed": absorbed_by(proposal),
    }


def absorbed_by(proposal: Proposal) -> list[Proposal]:
    """What was merged into it; a page that knows there is nothing does not ask."""
    if not getattr(proposal, "absorbs", True):
        return []
    return list(proposal.absorbed.select_related("case", "member", "organisation"))


def consulted_for(proposal: Proposal, seat: Seat) -> list[Consultation]:
    """The committee and the dispatchers see every question; whoever was asked, their own."""
    everything = seat.is_staff_of_committee or seat.role == Role.DISPATCHER
    if not getattr(proposal, "consults", True):  # a page that knows there are none
        return []
    if not everything and proposal.status not in STAGES:
        return []
    questions = proposal.consulted.select_related("unit", "system").order_by("id")
    if not everything:
        questions = questions.filter(own_questions(seat))
    for question in questions:
        question.proposal = proposal
    return list(questions)


def own_questions(seat: Seat) -> Q:
    if seat.role in (Role.LIAISON, Role.UNIT_HEAD):
        return put_to(seat.unit_id)
    if seat.role == Role.DISPATCHER:
        return Q(system=seat.system_id)
    return Q(asked__in=(Role.MEMBER, Role.CONTACT))


def question_line(question: Consultation, seat: Seat) -> dict[str, Any]:
    """Whom, what they said; the office answers here with the proposer's word."""
    return {
        "question": question,
        "tone": TONES.get(question.status, "none"),
        "actions": answers_to(question, seat) if seat.role == Role.OFFICE else [],
    }


def answers_to(question: Consultation, seat: Seat) -> list[dict[str, Any]]:
    """The buttons of whoever may answer."""
    return [
        {
            "label": door.label(question),
            "url": answer_url(question, str(door.action.value)),
            "main": door.main,
            "danger": door.danger,
        }
        for door in CONSULT_DOORS.values()
        if door.offered(seat, question)
    ]


def answer_url(question: Consultation, action: str) -> str:
    uid = question.proposal.case.uid
    return reverse("proposals:consult_act", args=[uid, question.pk, action])


def own_consultations(proposal: Proposal, seat: Seat) -> QuerySet[Consultation]:
    """Whose events a seat may read although they are internal."""
    return proposal.consulted.filter(own_questions(seat))
