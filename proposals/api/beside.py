"""Which verbs in a case change what is told beside it: of its key proposal, of a year's list.

That is its title, number, proposers and text, and who may open it. All other verbs are listed,
each with its reason, in tests/keys/test_beside.py: a new one belongs here or there.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import TextChoices

from proposals.workflow import (
    ASSIGNMENT,
    CHANGE,
    CONSULTATION,
    COSIGNER,
    PROPOSAL,
    Action,
    ConsultAction,
    CosignAction,
    RequestAction,
    ShareAction,
)
from workflow.procedure import Procedure

CHANGED = (Action.SUBMIT, Action.CORRECT, Action.NUMBER)
SEEN_OTHERWISE = (  # ProposalQuerySet.visible_to: by status, by what is asked, by who is merged
    *(Action.SEND_BACK, Action.SCREEN, Action.FILE, Action.DECLINE, Action.RECONSIDER),
    *(Action.MERGE, Action.ABSORB, Action.UNMERGE, Action.PART, Action.WITHDRAW),
    *(Action.TRANSFER, Action.HAND_OVER, Action.TAKE_BACK, Action.RECALL),
)
BY_PROCEDURE: Mapping[Procedure[Any, Any], Collection[TextChoices]] = {
    PROPOSAL: CHANGED + SEEN_OTHERWISE,
    # a unit, or an office in it, that had no share before
    ASSIGNMENT: (
        *(ShareAction.GIVE, ShareAction.CARRY),
        *(ShareAction.PASS_INSIDE, ShareAction.PASS_DOWN),
    ),
    # the dispatcher of another system, while it waits for them
    CHANGE: (
        *(RequestAction.SEND, RequestAction.HAND_BACK),
        *(RequestAction.ACCEPT, RequestAction.REFUSE, RequestAction.LAPSE),
    ),
    CONSULTATION: (ConsultAction.ASK, ConsultAction.LAPSE),
    COSIGNER: (CosignAction.SIGN,),
}
BESIDE = frozenset(
    (procedure.model.kind(), str(verb.value))
    for procedure, verbs in BY_PROCEDURE.items()
    for verb in verbs
)
