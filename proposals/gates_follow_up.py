"""What must be true before a campaign ends."""

from __future__ import annotations

from proposals.models import FollowUp, Visit


def goes_on(visit: Visit) -> str:
    """Of a visit: its campaign is not over."""
    return "" if visit.follow_up.status == FollowUp.Status.OPEN else "跟踪检查已结束"


def may_reopen(visit: Visit) -> str:
    """One promise by one visit; further ones are put right in the ledger."""
    if visit.promise_id:
        return "已有一项承诺重新列为待落实；其他承诺请在承诺台账中更正核定"
    return goes_on(visit)


def may_regrade(visit: Visit) -> str:
    return "已提请改定类别" if visit.regrading_id else goes_on(visit)


def all_settled(follow_up: FollowUp) -> str:
    """Every visit is made, and what was found dealt with."""
    done = (Visit.Status.SETTLED, Visit.Status.DROPPED)
    left = follow_up.visits.exclude(status__in=done).count()
    return f"还有{left}件没有走访或处理，请先走访、处理完" if left else ""


def nothing_reported(follow_up: FollowUp) -> str:
    """What somebody saw is dealt with before the campaign is called off."""
    left = follow_up.visits.filter(status=Visit.Status.REPORTED).count()
    return f"还有{left}件已填报的没有处理，请先处理" if left else ""
