"""The table of a question put to somebody before filing (立案前协商) or handing over (预交办)."""

from __future__ import annotations

from proposals.models import Consultation
from proposals.rules import asked_party, consulter, decides_what_was_asked
from proposals.workflow.actions import ConsultAction
from proposals.workflow.proposal import PROPOSAL
from workflow.models import Audience
from workflow.procedure import UNBORN, Procedure, move

INTERNAL = Audience.INTERNAL
Stand = Consultation.Status

CONSULTATION = Procedure[Consultation, ConsultAction](
    Consultation,
    {
        ConsultAction.ASK: move(UNBORN, to=Stand.ASKED, by=consulter, audience=INTERNAL),
        ConsultAction.AGREE: move(Stand.ASKED, to=Stand.AGREED, by=asked_party, audience=INTERNAL),
        ConsultAction.OBJECT: move(
            Stand.ASKED, to=Stand.OBJECTED, by=asked_party, audience=INTERNAL
        ),
        ConsultAction.LAPSE: move(
            Stand.ASKED, to=Stand.LAPSED, by=decides_what_was_asked, audience=INTERNAL
        ),
    },
    root=PROPOSAL,
    ends=frozenset({Stand.AGREED, Stand.OBJECTED, Stand.LAPSED}),
)
