"""Who looks at which case: evenly, and not at their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from members.models import Member
from proposals.models import Proposal
from proposals.parties import givers_of


def goes_where(
    cases: Sequence[Proposal], visitors: Sequence[Member | None]
) -> Iterator[tuple[Proposal, Member | None]]:
    """To who has the fewest so far; to nobody what they proposed or signed while another can go."""
    had, parties = dict.fromkeys(visitors, 0), givers_of(cases)
    for proposal in cases:
        own = {one.member_id for one in parties[proposal.pk]}
        apart = [one for one in had if one is None or one.pk not in own]
        chosen = min(apart or had, key=had.__getitem__)
        had[chosen] += 1
        yield proposal, chosen


__all__ = ["goes_where"]
