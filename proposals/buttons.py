"""The buttons of a proposal's page: what a seat may press now, and what must come first."""

from __future__ import annotations

from typing import Any

from members.buttons import in_order, offered
from members.models import Seat
from proposals.doors import PROPOSAL_DOORS, SHARE_DOORS
from proposals.models import Assignment, Proposal
from proposals.turns import elsewhere


def buttons(proposal: Proposal, shares: list[Assignment], seat: Seat) -> dict[str, Any]:
    """Exactly what this seat may press now, and what must come first."""
    actions, held = offered(proposal, PROPOSAL_DOORS, seat, "proposals:act")
    for share in shares:
        more, waiting = offered(share, SHARE_DOORS, seat, "proposals:share_act", share.pk)
        actions, held = actions + more, held + waiting
    return {"actions": in_order([*elsewhere(proposal, seat), *actions]), "held": held}
