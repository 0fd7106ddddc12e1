"""The table of a proposal: from where, to where, who, and what must be true first (design §3.1)."""

from __future__ import annotations

from proposals.consequences import closed, replied
from proposals.gates import (
    listed_by_a_meeting,
    not_numbered,
    not_on_hold,
    numbered,
    on_hold,
)
from proposals.models import Proposal
from proposals.rules import (
    director,
    dispatcher_of_hosts,
    every_host_replied,
    every_host_signed,
    feedback_is_over,
    office,
    proposer_or_office,
)
from proposals.workflow.actions import Action
from workflow.models import Audience
from workflow.procedure import UNBORN, Procedure, derived, move

INTERNAL, PUBLIC = Audience.INTERNAL, Audience.PUBLIC
Case = Proposal.Status

PROPOSAL = Procedure[Proposal, Action](
    Proposal,
    {
        Action.SUBMIT: move(UNBORN, Case.SENT_BACK, to=Case.SUBMITTED, by=proposer_or_office),
        Action.IMPORT: move(UNBORN, to=Case.FILED, by=office, audience=INTERNAL),
        Action.SEND_BACK: move(Case.SUBMITTED, Case.SCREENING, to=Case.SENT_BACK, by=office),
        Action.SCREEN: move(Case.SUBMITTED, to=Case.SCREENING, by=office, audience=INTERNAL),
        Action.FILE: move(
            Case.SCREENING, to=Case.FILED, by=director, gate=listed_by_a_meeting, audience=PUBLIC
        ),
        Action.DECLINE: move(
            Case.SCREENING, to=Case.DECLINED, by=director, gate=listed_by_a_meeting
        ),
        Action.NUMBER: move(Case.FILED, by=office, gate=not_numbered, audience=PUBLIC),
        Action.TRANSFER: move(Case.FILED, to=Case.TRANSFERRED, by=office, gate=numbered),
        Action.HAND_OVER: move(
            Case.TRANSFERRED, to=Case.HANDED_OVER, by=dispatcher_of_hosts, audience=PUBLIC
        ),
        Action.HANDLE: derived(Case.HANDED_OVER, to=Case.HANDLING, when=every_host_signed),
        Action.REPLY: derived(
            Case.HANDLING, to=Case.REPLIED, when=every_host_replied, then=replied
        ),
        Action.HOLD: move(Case.REPLIED, by=director, gate=not_on_hold, audience=INTERNAL),
        Action.RELEASE: move(Case.REPLIED, by=director, gate=on_hold, audience=INTERNAL),
        Action.CLOSE: derived(
            Case.REPLIED, to=Case.CLOSED, when=feedback_is_over, then=closed, audience=PUBLIC
        ),
    },
    ends=frozenset({Case.DECLINED, Case.MERGED, Case.WITHDRAWN, Case.CLOSED}),
)
