"""What was asked and is answered no more, because the matter itself has been decided."""

from __future__ import annotations

from deadlines.defaults import Kind as Duty
from deadlines.services import cancel
from proposals.models import Consultation, Proposal
from proposals.workflow import CONSULTATION, ConsultAction
from workflow.hand import Hand


def lapse_consultations(proposal: Proposal, *, by: Hand) -> None:
    """Inside the move that decides the matter: open questions lapse, and with them their debts."""
    for question in proposal.consulted.filter(status=Consultation.Status.ASKED):
        question.proposal = proposal
        with CONSULTATION.moving(question, ConsultAction.LAPSE, by=by) as question:
            cancel(question, Duty.CONSULT)
