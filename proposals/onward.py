"""Where a declined proposal goes on; apps above say so when they are ready."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from members.models import Seat
from proposals.models import Proposal
from proposals.origins import Origin


class Onward(NamedTuple):
    """Another app's buttons on the page of a declined proposal, and what it tells came of it."""

    buttons: Callable[[Proposal, Seat], list[dict[str, Any]]]
    tell: Callable[[Proposal, Seat], list[Origin]]


WAYS: list[Onward] = []


def ways_on(proposal: Proposal, seat: Seat) -> dict[str, Any]:
    """Nothing is asked for a proposal that was not declined."""
    if proposal.status != Proposal.Status.DECLINED:
        return {"buttons": [], "came": []}
    return {
        "buttons": [button for way in WAYS for button in way.buttons(proposal, seat)],
        "came": [origin for way in WAYS for origin in way.tell(proposal, seat)],
    }
