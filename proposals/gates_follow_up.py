"""What must be true before a campaign ends."""

from __future__ import annotations

from proposals.models import FollowUp, Visit


def all_settled(follow_up: FollowUp) -> str:
    """Every visit is made, and what was found dealt with."""
    left = follow_up.visits.exclude(status=Visit.Status.SETTLED).count()
    return f"还有{left}件没有走访或处理，请先走访、处理完" if left else ""
