"""The buttons of a proposal's page: what a seat may press now, and what must come first."""

from __future__ import annotations

from typing import Any

from deadlines.defaults import Kind as Duty
from deadlines.models import Obligation
from members.buttons import Button, in_order, offered
from members.models import Seat
from proposals.doors import PROPOSAL_DOORS, SHARE_DOORS
from proposals.models import Assignment, Proposal
from proposals.turns import elsewhere
from proposals.workflow import Action, ContactAction, WithdrawAction


def buttons(
    proposal: Proposal, shares: list[Assignment], seat: Seat, owed: list[Obligation]
) -> dict[str, Any]:
    """Exactly what this seat may press now, and what must come first."""
    actions, held = offered(proposal, PROPOSAL_DOORS, seat, "proposals:act")
    for share in shares:
        more, waiting = offered(share, SHARE_DOORS, seat, "proposals:share_act", share.pk)
        actions, held = actions + talk_first(more, share, seat, owed), held + waiting
    actions = [*elsewhere(proposal, seat), *decide_first(actions)]
    return {"actions": in_order(actions), "held": held}


def decide_first(actions: list[Button]) -> list[Button]:
    """While a withdrawal waits for the director: yes and no side by side, before all else."""
    if WithdrawAction.REFUSE_WITHDRAWAL not in [one["verb"] for one in actions]:
        return actions
    agreed = {"main": True, "danger": False}
    return [one | agreed if one["verb"] == Action.WITHDRAW else one for one in actions]


def talk_first(
    actions: list[Button], share: Assignment, seat: Seat, owed: list[Obligation]
) -> list[Button]:
    """While the first contact is owed, recording it is the expected press, not the letter."""
    mine = (one for one in owed if one.scope_key == seat.scope_key)
    due = any((one.kind, one.subject_id) == (Duty.FIRST_CONTACT, share.pk) for one in mine)
    if not due or ContactAction.CONTACT not in [one["verb"] for one in actions]:
        return actions
    return [one | {"main": one["verb"] == ContactAction.CONTACT} for one in actions]
