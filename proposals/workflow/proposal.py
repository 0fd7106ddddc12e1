"""The table of a proposal: from where, to where, who, and what must be true first (design §3.1)."""

from __future__ import annotations

from proposals.consequences import closed, replied
from proposals.gates import (
    absorbs_nothing,
    dissatisfied,
    dissatisfied_again,
    listed_by_a_meeting,
    not_numbered,
    not_on_hold,
    not_passed_on,
    numbered,
    on_hold,
    verified,
)
from proposals.gates_handing import nobody_signed_for_it, still_before_review
from proposals.gates_of_proposers import (
    BEFORE_REPLY,
    consent_open,
    may_be_passed_on,
    unanswered,
    withdrawal_asked,
)
from proposals.models import Proposal
from proposals.rules import (
    consulter,
    director,
    dispatcher_of_hosts,
    every_host_replied,
    every_host_signed,
    feedback_is_over,
    office,
    proposer_or_office,
)
from proposals.rules_handing import dispatcher_taking_part, the_system
from proposals.workflow.actions import Action
from workflow.models import Audience
from workflow.procedure import UNBORN, Procedure, derived, move

INTERNAL, PUBLIC = Audience.INTERNAL, Audience.PUBLIC
Case = Proposal.Status
UNENDED = tuple(one for one in Case if one not in (Case.MERGED, Case.WITHDRAWN))

PROPOSAL = Procedure[Proposal, Action](
    Proposal,
    {
        Action.SUBMIT: move(UNBORN, Case.SENT_BACK, to=Case.SUBMITTED, by=proposer_or_office),
        Action.IMPORT: move(UNBORN, to=Case.FILED, by=office, audience=INTERNAL),
        Action.ARCHIVE: move(UNBORN, to=Case.CLOSED, by=office, audience=INTERNAL),
        Action.SEND_BACK: move(Case.SUBMITTED, Case.SCREENING, to=Case.SENT_BACK, by=office),
        Action.SCREEN: move(Case.SUBMITTED, to=Case.SCREENING, by=office, audience=INTERNAL),
        Action.ADVISE: move(Case.SCREENING, by=office, audience=INTERNAL),
        Action.CONSULT: move(Case.SCREENING, Case.TRANSFERRED, by=consulter, audience=INTERNAL),
        Action.FILE: move(
            Case.SCREENING, to=Case.FILED, by=director, gate=listed_by_a_meeting, audience=PUBLIC
        ),
        Action.DECLINE: move(
            Case.SCREENING, to=Case.DECLINED, by=director, gate=listed_by_a_meeting
        ),
        Action.MERGE: move(
            Case.SCREENING, Case.FILED, to=Case.MERGED, by=director, gate=absorbs_nothing
        ),
        Action.ABSORB: move(Case.SCREENING, Case.FILED, by=director),
        Action.UNMERGE: move(Case.MERGED, to=Case.SCREENING, by=director),
        Action.PART: move(*Case.values, by=director),
        Action.CONSENT: move(Case.DECLINED, by=proposer_or_office, gate=consent_open),
        Action.PASS_ON: move(Case.DECLINED, by=office, gate=may_be_passed_on),
        Action.LAPSE_CONSENT: move(Case.DECLINED, by=the_system),
        Action.KEEP: move(Case.DECLINED, by=office, gate=unanswered),
        Action.WITHDRAW_SENT_BACK: move(
            Case.SENT_BACK, to=Case.WITHDRAWN, by=director, gate=withdrawal_asked
        ),
        Action.WITHDRAW: move(*BEFORE_REPLY, to=Case.WITHDRAWN, by=director, gate=withdrawal_asked),
        Action.NUMBER: move(Case.FILED, by=office, gate=not_numbered, audience=PUBLIC),
        Action.TRANSFER: move(Case.FILED, to=Case.TRANSFERRED, by=office, gate=numbered),
        Action.HAND_OVER: move(
            Case.TRANSFERRED, to=Case.HANDED_OVER, by=dispatcher_of_hosts, audience=PUBLIC
        ),
        Action.ADD_UNIT: move(
            Case.HANDED_OVER,
            Case.HANDLING,
            by=dispatcher_taking_part,
            gate=still_before_review,
        ),
        Action.RECEIVE: move(UNBORN, to=Case.SUBMITTED, by=office),
        Action.FOLLOW: move(*UNENDED, by=the_system, audience=INTERNAL),
        Action.HANDLE: derived(Case.HANDED_OVER, to=Case.HANDLING, when=every_host_signed),
        Action.REPLY: derived(
            Case.HANDLING, to=Case.REPLIED, when=every_host_replied, then=replied
        ),
        Action.VERIFY: move(Case.REPLIED, by=office, gate=dissatisfied, audience=INTERNAL),
        Action.REHANDLE: move(Case.REPLIED, to=Case.HANDLING, by=director, gate=verified),
        Action.LEAVE_AS_IS: move(Case.REPLIED, by=director, gate=verified),
        Action.CONFER: move(Case.REPLIED, by=office, gate=dissatisfied_again),
        Action.HOLD: move(Case.REPLIED, by=director, gate=not_on_hold, audience=INTERNAL),
        Action.RELEASE: move(Case.REPLIED, by=director, gate=on_hold, audience=INTERNAL),
        Action.CLOSE: derived(
            Case.REPLIED, to=Case.CLOSED, when=feedback_is_over, then=closed, audience=PUBLIC
        ),
        Action.CORRECT: move(*Case.values, by=director, audience=INTERNAL),
        Action.RECONSIDER: move(Case.DECLINED, to=Case.SCREENING, by=director, gate=not_passed_on),
        Action.TAKE_BACK: move(Case.TRANSFERRED, to=Case.FILED, by=director, audience=INTERNAL),
        Action.RECALL: move(
            Case.HANDED_OVER, to=Case.TRANSFERRED, by=director, gate=nobody_signed_for_it
        ),
        Action.REOPEN: move(Case.CLOSED, to=Case.REPLIED, by=director),
    },
    ends=frozenset({Case.DECLINED, Case.MERGED, Case.WITHDRAWN, Case.CLOSED}),
)
